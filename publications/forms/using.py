"""What somebody fills in who used a briefing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.typed_text import TypedText
from publications.models import Term
from publications.vocabulary import Setting, TermKind

MOST_PEOPLE = 2000
LONGEST = 1000


class UseForm(forms.Form):
    setting = forms.ChoiceField(
        label=_("Where did you use it?"), choices=Setting.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose where you used it")},
    )  # fmt: skip
    agency = forms.ModelChoiceField(
        label=_("What kind of organisation do you work for? (optional)"), queryset=Term.objects.none(), required=False,
        empty_label=_("Choose one"),
    )  # fmt: skip
    people = forms.IntegerField(
        label=_("How many people took part? (optional)"), required=False, min_value=1, max_value=MOST_PEOPLE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )  # fmt: skip
    changed = TypedText(
        label=_("What changes because of it? (optional)"), max_length=LONGEST, required=False,
        help_text=_("Do not write names or anything about a child or a family."),
        error_messages={"max_length": _("What you write must be %(limit_value)d characters or fewer")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Term.objects.valid_on(today).filter(kind=TermKind.AGENCY)
