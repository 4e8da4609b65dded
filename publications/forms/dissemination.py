"""What staff fill in about what was sent to whom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.typed_days import DayField
from pages.typed_text import TypedLine, TypedText
from publications.vocabulary import Channel

NO_PERSON = _("An organisation or a group, never a person’s name.")


class DisseminationForm(forms.Form):
    what = TypedLine(label=_("What was sent"), max_length=200, help_text=_("For example the learning briefing."))
    to = TypedLine(label=_("To whom"), max_length=200, help_text=NO_PERSON)
    agency = forms.ModelChoiceField(
        label=_("Agency (optional)"), queryset=None, required=False, empty_label=_("None, or several")
    )
    channel = forms.ChoiceField(label=_("How"), choices=Channel.choices, widget=forms.RadioSelect)
    on = DayField(label=_("On which day"))
    use = TypedText(
        label=_("What use was reported (optional)"), max_length=2000, required=False,
        help_text=_("You can add it later. Write no names."), widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies
