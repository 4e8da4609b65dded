"""Forms are printed in GOV.UK patterns, with label, hint and error tied to the answer."""

from __future__ import annotations

import datetime

import lxml.html
import pytest
from django import forms
from django.template import engines

CHOICES = [("a", "First"), ("b", "Second")]

SINGLE = {
    "text": (forms.CharField(), "govuk-input"),
    "email": (forms.EmailField(), "govuk-input"),
    "number": (forms.IntegerField(), "govuk-input"),
    "textarea": (forms.CharField(widget=forms.Textarea), "govuk-textarea"),
    "select": (forms.ChoiceField(choices=CHOICES), "govuk-select"),
    "date": (forms.DateField(), "govuk-input"),
    "file": (forms.FileField(), "govuk-file-upload"),
    "password": (forms.CharField(widget=forms.PasswordInput), "govuk-input"),
    "tick": (forms.BooleanField(), "govuk-checkboxes__input"),
}
GROUPS = {
    "radios": (forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect), "govuk-radios__input"),
    "checkboxes": (
        forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple),
        "govuk-checkboxes__input",
    ),
    "moment": (forms.SplitDateTimeField(), "govuk-input"),
    "picked_date": (forms.DateField(widget=forms.SelectDateWidget(years=[2026])), "govuk-select"),
}


def form_with(field: forms.Field, data=None, **kwargs) -> forms.Form:
    field.label, field.help_text = "The question", "The hint"
    return type("Asked", (forms.Form,), {"answer": field})(data, **kwargs)


def printed(form: forms.Form) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(f"<div>{form}</div>")


def described(page, element) -> str:
    ids = element.get("aria-describedby").split()
    return " ".join(page.get_element_by_id(one).text_content().strip() for one in ids)


@pytest.mark.parametrize(("field", "look"), SINGLE.values(), ids=SINGLE)
def test_a_single_answer_is_tied_to_its_label_hint_and_error(field, look):
    page = printed(form_with(field, data={}))
    (answer,) = page.xpath("//*[@name='answer']")
    (label,) = page.xpath("//label")
    assert label.get("for") == answer.get("id") == "id_answer"
    assert label.text_content() == "The question"
    assert look in answer.get("class").split()
    assert "The hint" in described(page, answer)
    assert "This field is required." in described(page, answer)
    assert answer.get("aria-invalid") == "true"
    assert "govuk-form-group--error" in page.xpath("./div")[0].get("class")


@pytest.mark.parametrize(("field", "look"), GROUPS.values(), ids=GROUPS)
def test_a_group_of_answers_is_tied_to_its_legend_hint_and_error(field, look):
    page = printed(form_with(field, data={}))
    (group,) = page.xpath("//fieldset")
    assert group.xpath("./legend")[0].text_content() == "The question"
    assert "The hint" in described(page, group)
    assert "This field is required." in described(page, group)
    answers = group.xpath(".//input | .//select")
    assert len(answers) > 1
    labels = {label.get("for") for label in group.xpath(".//label") if label.text_content().strip()}
    assert labels == {answer.get("id") for answer in answers}
    assert all(look in answer.get("class").split() for answer in answers)


@pytest.mark.parametrize(("field", "look"), [*SINGLE.values(), *GROUPS.values()], ids=[*SINGLE, *GROUPS])
def test_an_answer_without_an_error_is_not_called_wrong(field, look):
    page = printed(form_with(field))
    assert "error" not in lxml.html.tostring(page, encoding="unicode")
    assert page.xpath("//*[@aria-invalid]") == []


@pytest.mark.parametrize(("field", "look"), [*SINGLE.values(), *GROUPS.values()], ids=[*SINGLE, *GROUPS])
def test_the_error_summary_leads_to_the_answer(field, look):
    form = form_with(field, data={})
    page = lxml.html.fromstring(
        engines["django"].from_string("{% load govuk %}{% error_summary form %}{{ form }}").render({"form": form})
    )
    (link,) = page.xpath("//div[contains(@class, 'govuk-error-summary')]//a")
    assert link.text_content() == "The question: This field is required."
    assert page.get_element_by_id(link.get("href").removeprefix("#")).tag in ("input", "select", "textarea")


def test_the_error_of_the_whole_form_stands_above_it_and_in_the_summary():
    form = form_with(forms.CharField(), data={"answer": "x"})
    form.add_error(None, "Choose a later day.")
    page = lxml.html.fromstring(
        engines["django"].from_string("{% load govuk %}{% error_summary form %}{{ form }}").render({"form": form})
    )
    (link,) = page.xpath("//div[contains(@class, 'govuk-error-summary')]//a")
    assert link.text_content() == "Choose a later day."
    assert "Choose a later day." in page.get_element_by_id(link.get("href").removeprefix("#")).text_content()


def test_a_form_without_errors_has_no_summary():
    form = form_with(forms.CharField(), data={"answer": "x"})
    template = engines["django"].from_string("{% load govuk %}{% error_summary form nothing %}")
    assert template.render({"form": form, "nothing": None}).strip() == ""


def test_the_summary_lists_the_errors_of_every_form_of_a_formset():
    formset = forms.formset_factory(type(form_with(forms.CharField())), extra=0)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-answer": "", "form-1-answer": ""}
    )
    page = lxml.html.fromstring(
        engines["django"].from_string("{% load govuk %}{% error_summary it %}").render({"it": formset})
    )
    assert page.xpath("//a/@href") == ["#id_form-0-answer", "#id_form-1-answer"]


def test_the_browser_is_told_what_to_fill_in_and_keeps_the_answer():
    field = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "email", "class": "wide"}))
    (answer,) = printed(form_with(field, data={"answer": "a@b.example"})).xpath("//input")
    assert answer.get("autocomplete") == "email"
    assert answer.get("type") == "email"
    assert answer.get("value") == "a@b.example"
    assert answer.get("class") == "govuk-input wide"


@pytest.mark.parametrize("name", ["radios", "checkboxes"])
def test_a_chosen_answer_stays_chosen(name):
    field, _look = GROUPS[name]
    page = printed(form_with(field, data={"answer": ["b"] if name == "checkboxes" else "b"}))
    assert page.xpath("//input[@checked]/@value") == ["b"]


@pytest.mark.parametrize(
    "field", [forms.DateField(), forms.TimeField(), forms.DateTimeField(), forms.SplitDateTimeField()]
)
def test_a_date_without_a_hint_shows_an_example_that_the_form_accepts(field):
    form = type("Asked", (forms.Form,), {"answer": field})()
    page = printed(form)
    (hint,) = page.xpath("//*[@id='id_answer_helptext']")
    example = hint.text_content().removeprefix("For example, ")
    accepted = field.clean(example.split() if isinstance(field, forms.SplitDateTimeField) else example)
    assert str(getattr(accepted, "year", 2026)) == "2026"
    (described_by,) = set(page.xpath("//@aria-describedby"))
    assert described_by == "id_answer_helptext"


def test_the_calendar_of_the_browser_needs_no_example():
    field = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    assert "For example" not in str(type("Asked", (forms.Form,), {"answer": field})())


def test_a_hidden_field_is_printed_without_label():
    page = printed(form_with(forms.CharField(widget=forms.HiddenInput), initial={"answer": "kept"}))
    assert page.xpath("//input[@type='hidden']/@value") == ["kept"]
    assert page.xpath("//label") == []


def test_the_first_value_travels_along_where_the_form_asks_for_it():
    field = forms.DateField(initial=datetime.date(2026, 3, 27), show_hidden_initial=True)
    assert len(printed(form_with(field)).xpath("//input[@type='hidden']")) == 1


def test_what_was_typed_is_escaped():
    shown = str(form_with(forms.CharField(), data={"answer": '"><script>'}))
    assert "&quot;&gt;&lt;script&gt;" in shown
    assert "<script>" not in shown
