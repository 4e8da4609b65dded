"""What staff fill in about a review besides its text."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from pages.typed_days import DayField
from pages.typed_text import TypedLine, TypedText
from publications.forms.partnerships import offer_partnerships
from publications.models import Delay, Hold, ParallelProcess, Restriction
from publications.vocabulary import ReviewType

LARGEST_DOCUMENT = 10 * 1024 * 1024
DOCUMENT_ENDINGS = (".pdf", ".docx", ".jpg", ".jpeg", ".png")


def _line(label: Any, **settings: Any) -> TypedLine:
    return TypedLine(label=label, max_length=150, **settings)


def _text(label: Any, *, rows: int = 3, **settings: Any) -> TypedText:
    return TypedText(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **settings)


def _choices(choices: Any) -> list[tuple[str, Any]]:
    return [("", _("Choose one")), *choices]


class ReviewerForm(forms.Form):
    name = _line(_("Name"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    organisation = _line(_("Organisation (optional)"), required=False)
    conflict_declared_on = DayField(label=_("Conflicts of interest declared on"), required=False)
    conflict = _text(
        _("Conflicts of interest, if there are any (optional)"), required=False, help_text=_("It stays private.")
    )
    confidentiality_signed_on = DayField(label=_("Confidentiality agreement signed on"), required=False)
    announced_on = DayField(label=_("Panel, Department for Education and Ofsted told of the name on"), required=False)


class TeamMemberForm(forms.Form):
    name = _line(_("Name"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    organisation = _line(_("Organisation (optional)"), required=False)
    part = _line(_("Part in the review (optional)"), required=False)


class ProcessForm(forms.Form):
    kind = forms.ChoiceField(label=_("Process"), choices=_choices(ParallelProcess.Kind.choices))
    began_on = DayField(label=_("Began on (optional)"), required=False)
    ended_on = DayField(
        label=_("Ended on"), required=False, help_text=_("Leave it empty while it goes on. For example 27/3/2026")
    )
    source = _text(
        _("From where this is known"), rows=2, help_text=_("For example who said so, and when. It is stored encrypted.")
    )
    note = _text(_("Note (optional)"), required=False, help_text=_("It is stored encrypted."))


class RestrictionForm(forms.Form):
    kind = forms.ChoiceField(label=_("Restriction"), choices=_choices(Restriction.Kind.choices))
    starts_on = DayField(label=_("In force from"))
    ends_on = DayField(
        label=_("In force until"),
        required=False,
        help_text=_("Leave it empty when it has no end. For example 27/3/2026"),
    )
    source = _text(
        _("Where it comes from"),
        rows=2,
        help_text=_("For example the court and the day of the order. It is stored encrypted."),
    )
    note = _text(
        _("What it forbids, or another note (optional)"), required=False, help_text=_("It is stored encrypted.")
    )
    document = forms.ModelChoiceField(
        label=_("Document that is stored already (optional)"), queryset=None, required=False, empty_label=_("None")
    )
    upload = forms.FileField(
        label=_("Or a new document (optional)"), required=False,
        help_text=_("PDF, Word or a picture, up to 10 MB. Its file name is not kept. Staff who see the reports of your "
                    "partnership can open it. If this page comes back with a question, choose the file again."),
        widget=forms.FileInput(attrs={"accept": ",".join(DOCUMENT_ENDINGS)}),
    )  # fmt: skip

    def __init__(self, *args: Any, documents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents
        if not documents.exists():
            del self.fields["document"]
            self.fields["upload"].label = _("Document (optional)")

    def clean_upload(self) -> UploadedFile | None:
        file = self.cleaned_data["upload"]
        if file and PurePosixPath(file.name).suffix.lower() not in DOCUMENT_ENDINGS:
            raise forms.ValidationError(_("Choose a PDF, a Word file (.docx) or a picture (.jpg or .png)"))
        if file and file.size > LARGEST_DOCUMENT:
            raise forms.ValidationError(_("The document is larger than 10 MB"))
        return file


class SensitiveDateForm(forms.Form):
    day = DayField(label=_("Day"))
    is_yearly = forms.BooleanField(
        label=_("Every year"), required=False, initial=True, help_text=_("For example an anniversary or a birthday.")
    )
    reason = _text(
        _("Why this day is sensitive"),
        rows=2,
        help_text=_("It is stored encrypted. Others see only that the day is sensitive."),
    )


class HoldForm(forms.Form):
    kind = forms.ChoiceField(label=_("For what"), choices=Hold.Kind.choices, widget=forms.RadioSelect)
    reason = _text(_("Reason"), help_text=_("It is stored encrypted. Those who place and lift holds can read it."))


class LiftForm(forms.Form):
    reason = _text(_("Why the hold is lifted"), help_text=_("It is stored encrypted, with your name and the time."))


class DelayForm(forms.Form):
    cause = forms.ChoiceField(label=_("Cause"), choices=Delay.Cause.choices, widget=forms.RadioSelect)
    reason = _text(
        _("Reason, for Panel and Secretary of State"),
        rows=4,
        help_text=_("It is stored encrypted, and goes into the letter."),
    )
    for_family = _text(
        _("What the family is told"), rows=4,
        help_text=_("In plain words, without details of a case. It is kept apart from the reason and encrypted."),
    )  # fmt: skip
    expected_on = DayField(label=_("Now expected on"))


class DescriptionForm(forms.Form):
    kind = forms.ChoiceField(label=_("Type of review"), choices=[])
    decided_on = DayField(
        label=_("Day of the decision to review"), required=False,
        help_text=_("The clock runs from this day. For example 27/3/2026"),
    )  # fmt: skip

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, ReviewType(kind).label) for kind in kinds]


class MediaContactForm(forms.Form):
    contact = _line(_("Who answers the media"), required=False, help_text=_("One person or office for everybody."))
    phone = TypedLine(
        label=_("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )


class RelatedForm(forms.Form):
    other = forms.TypedChoiceField(label=_("Another review of your partnership"), choices=[])

    def __init__(self, *args: Any, others: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = _choices(others)


class StartForm(forms.Form):
    partnership = forms.ModelChoiceField(label=_("Partnership"), queryset=None)
    kind = forms.ChoiceField(label=_("Type of review"), choices=[])
    decided_on = DayField(
        label=_("Day of the decision to review"), help_text=_("The clock runs from this day. For example 27/3/2026")
    )
    title = TypedLine(
        label=_("Working title (optional)"), max_length=200, required=False,
        help_text=_("What you call the review until there is a report. Write no real name."),
    )  # fmt: skip

    def __init__(self, *args: Any, partnerships: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, ReviewType(kind).label) for kind in kinds]
        offer_partnerships(self, partnerships)


class WordFileForm(forms.Form):
    file = forms.FileField(
        label=_("Word file"),
        help_text=_("The Lead Reviewer's report as .docx, up to 25 MB. Without a password and without macros."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    accept_changes = forms.BooleanField(
        label=_("Take tracked insertions over as if they had been accepted"),
        required=False,
        help_text=_("Otherwise inserted words are left out. Deleted words are never taken over."),
    )
