"""What goes out together with a report: briefing, family statement, action plan. One bundle, one instant."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock, TextBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from pages.blocks import Footnotes, ReportBody
from pages.skeleton import PublicAddress
from people.models import User
from publications.anonymity.panel import AnonymityPanel
from publications.briefing_blocks import BriefingBlock
from publications.models.embargo import UnderEmbargo
from publications.models.releases import FileMadeOnce, MadeOnce, Release
from publications.models.reviews import Review
from publications.models.sealed import SealedWords
from publications.vocabulary import CompanionKind, Progress


class ActionBlock(StructBlock):
    """One row of an action plan, in the columns of E App 16; who is responsible is a role, never a person."""

    recommendation = TextBlock(label=_("Recommendation"))
    action = TextBlock(label=_("Agreed action"))
    responsible = CharBlock(
        label=_("Who is responsible"), max_length=150, help_text=_("A role or an organisation, never a person.")
    )
    timescale = CharBlock(label=_("Timescale"), max_length=120)
    taken = TextBlock(label=_("Actions taken"), required=False)
    rating = ChoiceBlock(label=_("Where it stands"), choices=Progress.choices, default=Progress.NOT_STARTED)
    progress = TextBlock(label=_("Progress"), required=False)
    outcome = TextBlock(label=_("Evidence of impact or outcome"), required=False)

    class Meta:
        icon = "tick"
        label = _("Action")


class ForKind(FieldPanel):
    """A field that only one kind of companion has."""

    def __init__(self, field_name: str, *, kind: str, **more: Any) -> None:
        super().__init__(field_name, **more)
        self.kind = kind

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {"kind": self.kind}

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            """Return whether the page is of that kind."""
            return self.instance.kind == self.panel.kind and super().is_shown()


class Companion(SealedWords):
    """That something of this kind goes out with the report of `review`; its pages are one for each language.

    Sealed: `agreed_by`, who of the family agreed to a statement and how; `reason`, why it was left out.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="companions")
    kind = models.CharField(_("kind"), max_length=20, choices=CompanionKind.choices)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    left_out_at = models.DateTimeField(null=True)
    # Readers of the other languages of the report are led to this one.
    first_language_only = models.BooleanField(default=False)
    # The digest of the very words to which the family agreed.
    agreed_hash = models.CharField(max_length=64, blank=True)
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["review", "kind"], name="one_companion_of_each_kind")]

    def __str__(self) -> str:
        return f"{self.review_id}/{self.kind}"


class CompanionPage(UnderEmbargo, PublicAddress, Page):
    companion = models.ForeignKey(Companion, on_delete=models.PROTECT, related_name="pages", editable=False)
    introduction = models.CharField(
        _("introduction"), max_length=300, blank=True, help_text=_("One or two sentences at the top of the page.")
    )
    body = StreamField(ReportBody(), verbose_name=_("text"), blank=True)
    briefing = StreamField([("briefing", BriefingBlock())], verbose_name=_("briefing"), blank=True, max_num=1)
    actions = StreamField([("action", ActionBlock())], verbose_name=_("actions"), blank=True)
    footnotes = StreamField(Footnotes(), verbose_name=_("footnotes"), blank=True)
    language_key = models.CharField(max_length=10, editable=False)

    parent_page_types = ["publications.ReportIndexPage"]
    subpage_types: list[str] = []
    is_creatable = False
    preview_modes = [("", _("Page"))]

    content_panels = [
        AnonymityPanel(heading=_("Anonymity: what was found")),
        *Page.content_panels,
        FieldPanel("introduction"),
        ForKind("briefing", kind=CompanionKind.BRIEFING),
        FieldPanel("body"),
        ForKind("actions", kind=CompanionKind.ACTION_PLAN),
        FieldPanel("footnotes"),
    ]
    # Its public address is that of the report and its kind, so there is nothing to promote.
    promote_panels: list[Any] = []
    settings_panels: list[Any] = []

    class Meta:
        verbose_name = _("companion of a report")
        verbose_name_plural = _("companions of reports")
        constraints = [
            models.UniqueConstraint(fields=["companion", "language_key"], name="one_companion_page_for_each_language")
        ]

    @property
    def kind(self) -> str:
        return self.companion.kind

    @property
    def review(self) -> Review:
        return self.companion.review

    @property
    def review_id(self) -> int:
        return self.companion.review_id

    def public_editions(self) -> Any:
        """Return the public editions of this page in its language."""
        language = self.locale.language_code
        return CompanionEdition.objects.public().filter(review_id=self.review_id, kind=self.kind, language=language)

    def get_url_parts(self, request: Any = None) -> None:
        """It has no address of its own: the public finds it beside its report."""


class CompanionEdition(MadeOnce):
    """A companion in one language, under the slug of its report."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="companion_editions")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="companion_editions")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=CompanionKind.choices)
    report_title = models.CharField(max_length=255)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "kind", "language"], name="one_companion_edition_for_each_language"
            )
        ]
        indexes = [models.Index(fields=["slug", "kind", "language"])]

    def __str__(self) -> str:
        return f"{self.release_id}/{self.kind}/{self.language}"

    @property
    def file_stem(self) -> str:
        return f"{self.slug}-{self.kind}"

    def new_file(self, **facts: Any) -> CompanionFile:
        """Return a file of this edition, not yet in the database."""
        return CompanionFile(**facts)


class CompanionFile(FileMadeOnce):
    edition = models.ForeignKey(CompanionEdition, on_delete=models.CASCADE, related_name="files")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "digest"], name="one_companion_file_for_each_content"),
            models.UniqueConstraint(fields=["edition"], condition=Q(role="pdf"), name="one_pdf_for_each_companion"),
        ]
