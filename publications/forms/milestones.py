"""One plain form for each kind of milestone: what it has to say, and nothing else."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from pages.typed_text import TypedText
from people.roles import Partner
from publications.evidence import MOST_BYTES, SUFFIXES
from publications.milestone_rules import Kind, LegalSubject, NonInvolvement, Outcome, Told
from publications.quality import ELEMENTS, QUESTIONS

LONGEST, YES_NO = 4000, [("yes", "Yes"), ("no", "No")]
FOR_THE_FAMILY = "Only those who record for the family read this."


def _text(label: str, hint: str = "", *, required: bool = True, rows: int = 4) -> TypedText:
    return TypedText(
        label=label, help_text=hint, required=required, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows})
    )


def _radios(label: str, choices: Any, hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, help_text=hint, widget=forms.RadioSelect)


def _tick(label: str, missing: str) -> forms.BooleanField:
    return forms.BooleanField(label=label, error_messages={"required": f"Tick the box to say that {missing}"})


def _ticks(label: str, choices: Any, hint: str, missing: str) -> forms.MultipleChoiceField:
    return AllTicked(
        label=label, choices=choices, help_text=hint, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": missing, "not_all": missing},
    )  # fmt: skip


class AllTicked(forms.MultipleChoiceField):
    """Boxes of which every one has to be ticked."""

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(set(value)) < len(self.choices):
            raise ValidationError(self.error_messages["not_all"], code="not_all")


class MilestoneForm(forms.Form):
    """Evidence in words, and if wanted as a file. The hidden fields say which text or release the person has read."""

    intro: tuple[str, ...] = ()
    button = "Record it"

    read_hash = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    release = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    evidence = _text(
        "Where is this written down?", "For example the minutes, with their day and item, or a letter with its day."
    )
    document = forms.FileField(
        label="Evidence as a file (optional)", required=False,
        help_text="For example minutes as a PDF, up to 10 MB. It stays private, and its name is not kept.",
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )  # fmt: skip
    last = ("evidence", "document")
    told_in_words = ("evidence",)

    def __init__(self, *args: Any, has_panel: bool = False, partner: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_panel, self.partner = has_panel, partner
        self.order_fields([name for name in self.fields if name not in self.last])

    @property
    def about(self) -> str:
        return self.cleaned_data.get("about", "")

    def facts(self) -> dict[str, Any]:
        """Return the codes that the milestone keeps in clear."""
        return {}

    def words(self) -> dict[str, str]:
        """Return the texts that the milestone seals."""
        return {name: self.cleaned_data.get(name, "") for name in self.told_in_words}

    def clean_document(self) -> UploadedFile | None:
        file = self.cleaned_data["document"]
        if file and PurePath(file.name).suffix.lower() not in SUFFIXES:
            raise ValidationError("Choose a PDF, a Word file, a text, a mail or a picture")
        if file and file.size > MOST_BYTES:
            raise ValidationError("The file must be 10 MB or smaller")
        return file


class QualityForm(MilestoneForm):
    intro = ("The review team has read this text. Tick what it has found; all of it is needed (R16, SCIE).",)
    elements = _ticks(
        "The seven elements", list(ELEMENTS.items()), "The report has each of them.",
        "Tick every element. While one is missing, the report goes back to the Lead Reviewer",
    )  # fmt: skip
    questions = _ticks(
        "The seven questions", list(QUESTIONS.items()), "The answer to each of them is yes.",
        "Tick every question. While one is answered no, the report goes back to the Lead Reviewer",
    )  # fmt: skip

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("elements", "questions")}


class ApprovalForm(MilestoneForm):
    intro = ("One safeguarding partner approves this very text. If a character of it changes, that lapses (S5).",)
    about = _radios("Which safeguarding partner has approved?", Partner.choices)


class OwnApprovalForm(MilestoneForm):
    """A delegate sees no partner but their own, and vouches with their own hand."""

    intro = ("You approve this very text for your partner. If a character of it changes, you are asked again (S5).",)
    button = "Approve this text"
    read = _tick("I have read this draft, and I approve it for my safeguarding partner", "you have read the draft")
    evidence = _text("Anything that should be recorded with it (optional)", required=False)

    @property
    def about(self) -> str:
        return self.partner


class EndorsedForm(MilestoneForm):
    intro = ("The governing group has endorsed the recommendations of this text (R19).",)


class AdoptedForm(MilestoneForm):
    intro = ("The agencies that the recommendations of this text name have adopted them (S5).",)


class DecisionForm(MilestoneForm):
    intro = (
        "The full report is published, unless all three safeguarding partners decide that this would be "
        "inappropriate (R1, R2). Such a decision is justified in writing, signed by a legal adviser, and sent to the "
        "Panel and the Secretary of State.",
    )
    outcome = _radios("What was decided?", Outcome.choices)
    partners = _ticks("Who decided?", Partner.choices, "All three have to.", "All three safeguarding partners decide")
    justification = _text(
        "Why would it be inappropriate to publish the full report?",
        "Needed unless the full report is published. Panel and Secretary of State read it.", required=False, rows=6,
    )  # fmt: skip
    panel = _radios("Was the case review panel consulted?", YES_NO, "Needed unless the full report is published.")
    told_in_words = ("evidence", "justification")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["panel"].required = False
        if not self.has_panel:
            del self.fields["panel"]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("outcome") in (None, Outcome.FULL):
            return values
        if not values.get("justification"):
            self.add_error("justification", "Write why it would be inappropriate to publish the full report")
        if self.has_panel and not values.get("panel"):
            self.add_error("panel", "Say whether the case review panel was consulted")
        return values

    def facts(self) -> dict[str, Any]:
        said = {"outcome": self.cleaned_data["outcome"], "partners": self.cleaned_data["partners"]}
        panel = self.cleaned_data.get("panel")
        return said | ({"panel_consulted": panel == "yes"} if panel else {})


class LegalForm(MilestoneForm):
    intro = ("You sign as legal adviser. For restrictions and proceedings the signature is for this very text (R26).",)
    button = "Sign"
    about = _radios("What do you sign for?", LegalSubject.choices)
    evidence = _text("What did you check, and with what result?", "For example which orders, and on which day.")


class FindingsForm(MilestoneForm):
    intro = ("The family was given the chance to discuss the findings before publication (R41).",)
    evidence = _text("How, by whom and when?", FOR_THE_FAMILY)


class NotInvolvedForm(MilestoneForm):
    intro = (
        "Somebody of the family did not take part. The reason stays here. The report says a sentence of its own about "
        "it, and it is not published without that sentence (R35).",
    )
    reason = _radios("Why?", NonInvolvement.choices, FOR_THE_FAMILY)
    details = _text("Details", "Needed with some of the reasons.", required=False)
    publishable = _text(
        "The sentence that the report will say",
        "For example “Members of the family chose not to take part.” It gives no reason that identifies anybody.",
        rows=2,
    )
    evidence = _text("Where is this written down?", FOR_THE_FAMILY, required=False)
    told_in_words = ("reason", "details", "publishable", "evidence")


class FamilyToldForm(MilestoneForm):
    intro = ("Nobody of the family should learn it from the press. The day and hour are those of the release (R29).",)
    told = _radios("Does the family know the day and the hour?", Told.choices)
    evidence = _text(
        "How, by whom and when was each of them told, or why could somebody not be told?",
        FOR_THE_FAMILY,
    )
    told_in_words = ("told", "evidence")


class PractitionersForm(MilestoneForm):
    intro = ("Practitioners hear of the day from senior managers of their own agency, who support them (R31).",)
    evidence = _text("How, by whom and when were they told?")


class MediaPlanForm(MilestoneForm):
    intro = ("One media contact co-ordinates what the agencies say. The contact stands in the record (R31).",)
    evidence = _text("Where is the media plan, and who agreed it?")


class ProceedingsForm(MilestoneForm):
    intro = (
        "Somebody checks, in the 24 hours before publication, that no proceedings stand in its way, inquests "
        "included (R27). It counts for 24 hours.",
    )
    checked = _tick("I have checked it now, and no proceedings stand in the way", "you have checked it")
    evidence = _text("With whom was it checked, and what did they say?", "For example police, CPS and coroner.")


class ArchiveToldForm(FindingsForm):
    intro = ("Before the report is archived, the family is told (S11).",)


FORMS: dict[str, type[MilestoneForm]] = {
    Kind.QUALITY: QualityForm,
    Kind.APPROVAL: ApprovalForm,
    Kind.ENDORSED: EndorsedForm,
    Kind.ADOPTED: AdoptedForm,
    Kind.DECISION: DecisionForm,
    Kind.LEGAL: LegalForm,
    Kind.FINDINGS_OFFERED: FindingsForm,
    Kind.NOT_INVOLVED: NotInvolvedForm,
    Kind.FAMILY_TOLD: FamilyToldForm,
    Kind.PRACTITIONERS: PractitionersForm,
    Kind.MEDIA_PLAN: MediaPlanForm,
    Kind.PROCEEDINGS: ProceedingsForm,
    Kind.ARCHIVE_TOLD: ArchiveToldForm,
}
