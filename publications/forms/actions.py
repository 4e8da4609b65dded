"""What keepers fill in about recommendations, actions, agencies and public plans, and leads about what was done."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from pages.typed_days import DayField
from pages.typed_text import TypedLine, TypedText
from publications.actions.showing import FIELDS, LABELS
from publications.evidence import MOST_BYTES, SUFFIXES
from publications.vocabulary import Adopted, Progress, Target

LONGEST = 4000
ROLE_ONLY = _("A role, never a person’s name. For example Head of safeguarding.")
STEPS = {
    "begin": _("Work on it has begun"),
    "complete": _("The action is complete"),
    "evidence": _("There is evidence that it has made a difference"),
}


def _text(label: Any, hint: Any = "", *, required: bool = True, rows: int = 4) -> TypedText:
    area = forms.Textarea(attrs={"rows": rows})
    return TypedText(label=label, help_text=hint, required=required, max_length=LONGEST, widget=area)


class ReadForm(forms.Form):
    """Carries what the person has read, so that nobody writes over what somebody else wrote meanwhile."""

    read = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def read_again(self, mark: str) -> None:
        """Let a second attempt vouch for what is shown now; everything else that was typed stays."""
        self.data = self.data.copy()
        self.data["read"] = mark


class RecommendationForm(ReadForm):
    text = _text(_("Recommendation"))
    target = forms.ChoiceField(label=_("Addressed to"), choices=Target.choices, widget=forms.RadioSelect)
    outcome = _text(
        _("Intended outcome (optional now)"),
        _("What will be different. Without it no action can be endorsed."),
        required=False,
    )
    learning_point = forms.TypedChoiceField(
        label=_("Learning point of the report (optional)"), required=False, coerce=int, empty_value=None
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Themes (optional)"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, points: Iterable[tuple[int, str]], themes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [(number, f"{number}: {text[:80]}") for number, text in points]
        known = {number for number, _ in shown}
        kept = self.initial.get("learning_point")
        # A point that the report has no more is still what this recommendation says.
        shown += [(kept, str(kept))] if kept and kept not in known else []
        self.fields["learning_point"].choices = [("", _("None")), *shown]
        self.fields["themes"].queryset = themes


class AdoptionForm(forms.Form):
    adopted = forms.ChoiceField(
        label=_("Has the partnership adopted it?"), choices=Adopted.choices, widget=forms.RadioSelect
    )
    reason = _text(_("Why it was not adopted"), _("Needed only then."), required=False)


class ActionForm(ReadForm):
    agency = forms.ModelChoiceField(label=_("Agency"), queryset=None, empty_label=_("Choose one"))
    agreed = _text(_("Agreed action"))
    responsible = TypedLine(label=_("Who is responsible"), max_length=150, help_text=ROLE_ONLY)
    timescale = TypedLine(label=_("Timescale in words (optional)"), max_length=120, required=False)
    due_on = DayField(
        label=_("Due on (optional)"), required=False,
        help_text=_("Its lead is reminded before this day. For example 27/3/2026"),
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies


class ReportForm(ReadForm):
    """What an agency reports: the last four of the seven columns, and a file as evidence."""

    taken = _text(_("Actions taken"), _("What has been done. Write no names."), required=False)
    rating = forms.ChoiceField(label=_("Where it stands"), choices=Progress.choices, widget=forms.RadioSelect)
    progress = _text(_("Progress"), _("What is still to be done, and what stands in the way."), required=False)
    evidence = _text(
        _("Evidence of impact or outcome"), _("How you know that it has made a difference."), required=False
    )
    document = forms.FileField(
        label=_("Evidence as a file (optional)"), required=False,
        help_text=_("For example an audit as a PDF, up to 10 MB. It stays private, and its name is not kept. If this "
                    "page comes back with a question, choose the file again."),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )  # fmt: skip
    step = forms.ChoiceField(label=_("Has it come a step further?"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, steps: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(step, STEPS[step]) for step in steps]
        self.fields["step"].choices = [("", _("No, it stays as it is")), *offered]
        if not offered:
            del self.fields["step"]

    def clean_document(self) -> UploadedFile | None:
        file = self.cleaned_data["document"]
        if file and PurePath(file.name).suffix.lower() not in SUFFIXES:
            raise ValidationError(_("Choose a PDF, a Word file, a text, a mail or a picture"))
        if file and file.size > MOST_BYTES:
            raise ValidationError(_("The file must be 10 MB or smaller"))
        return file


class AgencyForm(forms.Form):
    name = TypedLine(label=_("Name of the agency"), max_length=150)
    kind = forms.ModelChoiceField(label=_("Kind of agency"), queryset=None, empty_label=_("Choose one"))
    valid_until = DayField(
        label=_("In use until (optional)"), required=False,
        help_text=_("After this day nothing new is agreed with it. For example 27/3/2026"),
    )  # fmt: skip

    def __init__(self, *args: Any, kinds: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = kinds
        if is_new:
            del self.fields["valid_until"]


class LeadForm(forms.Form):
    user = forms.ModelChoiceField(label=_("Person"), queryset=None, empty_label=_("Choose one"))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people


class ShownForm(forms.Form):
    fields_shown = forms.MultipleChoiceField(
        label=_("What does the public read besides the recommendations?"),
        help_text=_("Only what you tick is shown. People are never named: a responsible role is."),
        choices=[(name, LABELS[name]) for name in FIELDS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class EditionForm(forms.Form):
    """Carries which public plan the person has read, so that no other one is published in its place."""

    edition = forms.UUIDField(widget=forms.HiddenInput)
