"""What people fill in: visitors who ask for a copy, and staff."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.typed_text import TypedText
from pages.ways_to_answer import email_field, name_field, postal_field
from partnerships.models import Partnership
from partnerships.working_days import LONDON
from publications.forms.partnerships import offer_partnerships


class CopyForm(forms.Form):
    """Nothing is demanded but a way to answer; nobody has to say why."""

    name = name_field()
    email = email_field(_("We send you a link to the report."))
    address = postal_field(_("Or your postal address"), _("If you would rather have a paper copy."))
    note = TypedText(
        label=_("Anything you want us to know (optional)"), max_length=1000, required=False,
        help_text=_("For example large print or another format. You do not have to say why you ask."),
        error_messages={"max_length": _("What you want us to know must be %(limit_value)d characters or fewer")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not self.errors and not (values.get("email") or values.get("address")):
            self.add_error("email", _("Enter an e-mail address or a postal address, so that we can answer"))
        return values


class UploadForm(forms.Form):
    partnership = forms.ModelChoiceField(label=_("Partnership"), queryset=Partnership.objects.none())
    file = forms.FileField(
        label=_("Word file"),
        help_text=_("The Lead Reviewer's report as .docx, up to 25 MB. Without a password and without macros."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )
    accept_changes = forms.BooleanField(
        label=_("Take tracked insertions over as if they had been accepted"),
        required=False,
        help_text=_("Otherwise inserted words are left out. Deleted words are never taken over."),
    )

    def __init__(self, *args: Any, partnerships: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_partnerships(self, partnerships)


class MomentForm(forms.Form):
    """A moment in Europe/London, to the minute."""

    day = forms.DateField(
        label=_("Date"),
        help_text=_("For example 27/3/2026"),
        widget=forms.DateInput(attrs={"inputmode": "numeric"}),
    )
    time = forms.TimeField(
        label=_("Time"), help_text=_("In London, for example 10:00"), input_formats=["%H:%M", "%H.%M"]
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if "day" in values and "time" in values:
            values["moment"] = self._moment(values)
        return values

    def _moment(self, values: dict[str, Any]) -> datetime | None:
        moment = datetime.combine(values["day"], values["time"]).replace(tzinfo=LONDON)
        # Where the clock goes forward, an hour of that night does not exist.
        if moment.astimezone(UTC).astimezone(LONDON).time() != values["time"]:
            self.add_error("time", _("The clocks go forward that night, so this time does not exist"))
        return moment


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        help_text=_("It is kept in the record. The public does not see it. Write no names."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RemovalForm(ReasonForm):
    order_reference = forms.CharField(
        label=_("Reference of the court order, or whose decision it was"),
        max_length=120,
        help_text=_("It is kept in the record. Write no name of a child or of the family."),
    )
    sure = forms.BooleanField(
        label=_("I understand that this cannot be undone"),
        error_messages={"required": _("Tick the box to say that you understand that this cannot be undone")},
    )


class ReleaseForm(forms.Form):
    """Carries which release the person has read, so that no other one is confirmed in its place."""

    release = forms.UUIDField(widget=forms.HiddenInput)


class ReleaseReasonForm(ReasonForm, ReleaseForm):
    """A reason, and for which release."""


class ProposalForm(forms.Form):
    """Carries which proposal the person has read."""

    proposal = forms.IntegerField(widget=forms.HiddenInput)


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        help_text=_("The person who asked reads it. They are also told how to complain."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
