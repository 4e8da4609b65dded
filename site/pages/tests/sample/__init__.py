"""A page with every component on it, for the browser to look at."""

from __future__ import annotations

from pathlib import Path

from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.utils import translation
from django.utils.safestring import mark_safe

SOURCE = Path(__file__).with_name("all_components.html")
CHOICES = [("a", "The first answer"), ("b", "The second answer")]
PLAIN = "<p>Nobody asked what the days were like.</p><ul><li>one visit was missed</li></ul>"
REFERENCE = '<p>Nobody asked.<a href="#footnote-1" id="footnote-1-reference"><sup>1</sup></a></p>'


class SampleForm(forms.Form):
    """One question of every kind."""

    name = forms.CharField(label="Full name", help_text="As you want it written.")
    email = forms.EmailField(label="E-mail address")
    count = forms.IntegerField(label="How many children")
    notes = forms.CharField(label="Notes", widget=forms.Textarea)
    area = forms.ChoiceField(label="Area", choices=CHOICES)
    agree = forms.ChoiceField(label="Do you agree?", choices=CHOICES, widget=forms.RadioSelect)
    themes = forms.MultipleChoiceField(label="Themes", choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    read = forms.BooleanField(label="I have read the notice", help_text="It is short.")
    day = forms.DateField(label="Day of the panel")
    release = forms.SplitDateTimeField(label="Release")
    sent = forms.DateField(label="Sent", widget=forms.SelectDateWidget(years=[2026]))
    report = forms.FileField(label="Report")
    password = forms.CharField(label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))


def sample_page(*, base: str, language: str) -> str:
    """The HTML of the sample in the frame `base`, in the direction of `language`."""
    with translation.override(language):
        template = engines["django"].from_string(SOURCE.read_text(encoding="utf-8"))
        return template.render({"base": base, "demo": True, **_content()})


def _content() -> dict[str, object]:
    actions = [{"label": "Change", "url": "/", "about": "reference"}]
    option = {"value": "n", "label": "Neglect", "count": 3, "checked": True}
    years = ["Service", *(str(year) for year in range(2018, 2028))]
    return {
        "form": SampleForm({"name": "", "agree": "x", "day": "zz"}),
        "partnership": {"name": "Northmoor Safeguarding Children Partnership"},
        "navigation": [
            {"label": "Cases", "url": "/cases/", "current": True},
            {"label": "Reviews", "url": "/reviews/"},
        ],
        "crumbs": [{"label": "Home", "url": "/"}, {"label": "A family"}],
        "rows": [{"key": "Reference", "value": "NM-2026-03", "actions": actions}],
        "contents": [{"label": "Findings", "url": "#findings", "children": []}],
        "plain": mark_safe(PLAIN),
        "prose": mark_safe(REFERENCE),
        "table": {"caption": "Contacts", "header": "both", "rows": [years, ["Visits"] + ["3"] * 10]},
        "notes": [{"label": "1", "text": mark_safe("<p>Working Together.</p>")}],
        "groups": [{"name": "theme", "label": "Theme", "chosen": 1, "options": [option]}],
        "listing": Paginator(range(200), 10).page(3),
        "checks": [
            {"label": "The family have been told", "done": True},
            {"label": "Checked twice", "done": False, "next": "Ask a second checker."},
        ],
        "events": [{"when": "3 March 2026", "title": "Notified", "text": "By the council."}],
    }
