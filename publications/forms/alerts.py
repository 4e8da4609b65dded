"""What a reader fills in to be told by e-mail of what is published."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages.ways_to_answer import email_field
from partnerships.models import Partnership
from partnerships.working_days import london_day
from people.mailing import is_plain
from publications.alerting.asking import Wish
from publications.models import AlertSubscription, Term
from publications.vocabulary import Frequency, TermKind


class WishForm(forms.Form):
    """Of what a reader wants to hear, and how often."""

    frequency = forms.ChoiceField(
        label=_("How often do you want to be told?"),
        choices=Frequency.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often you want to be told")},
    )
    partnerships = forms.ModelMultipleChoiceField(
        label=_("Whose reports and briefings?"),
        queryset=Partnership.objects.none(),
        required=False,
        help_text=_("Choose none to be told of those of every partnership."),
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("About which themes?"),
        queryset=Term.objects.none(),
        required=False,
        help_text=_("Choose none to be told of all."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partnerships"].queryset = Partnership.objects.order_by("name")
        today = london_day(timezone.now())
        self.fields["themes"].queryset = Term.objects.valid_on(today).filter(kind=TermKind.THEME).order_by("label")

    def wish(self) -> Wish:
        """Return what was chosen, once the form is valid."""
        chosen = self.cleaned_data
        return Wish(list(chosen["partnerships"]), list(chosen["themes"]), chosen["frequency"])


class AskForm(WishForm):
    email = email_field(_("We send you a link with which you confirm it."))

    field_order = ["email", "frequency", "partnerships", "themes"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.fields["email"].error_messages["required"] = _("Enter your e-mail address")

    def clean_email(self) -> str:
        """Return an address that can be written in one way alone."""
        email = self.cleaned_data["email"].strip()
        if not is_plain(email):
            raise forms.ValidationError(self.fields["email"].error_messages["invalid"])
        return email


def chosen_before(subscription: AlertSubscription) -> dict[str, Any]:
    """Return what the form shows as chosen."""
    return {
        "frequency": subscription.frequency,
        "partnerships": list(subscription.partnerships.values_list("pk", flat=True)),
        "themes": list(subscription.themes.values_list("pk", flat=True)),
    }
