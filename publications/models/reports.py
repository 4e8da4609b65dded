"""The report as staff edit it in Wagtail. The public never reads it from here: it reads an Edition."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import CharBlock, StructBlock, URLBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PagePermissionTester

from pages.blocks import PROSE, Footnotes, ReportBody
from pages.models.approved import WriteOnly
from pages.skeleton import PublicAddress
from publications.anonymity.panel import AnonymityPanel
from publications.models.embargo import UnderEmbargo
from publications.models.reviews import Review
from publications.models.terms import Term
from publications.vocabulary import AgeBand, ReviewType, TermKind


class SupportBlock(StructBlock):
    name = CharBlock(label=_("Name"), max_length=120)
    phone = CharBlock(label=_("Telephone"), max_length=40, required=False)
    url = URLBlock(label=_("Web address"), required=False)

    class Meta:
        icon = "help"
        label = _("Support")


class AttachmentBlock(StructBlock):
    """A PDF that goes out with the report, under a title that says what it is."""

    title = CharBlock(label=_("Title"), max_length=120)
    document = DocumentChooserBlock(label=_("PDF"))

    class Meta:
        icon = "doc-full"
        label = _("File")


class ReportIndexPage(PublicAddress, Page):
    """Where the reports of a partnership hang in the tree; the public list has its own view."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["publications.ReportPage", "publications.CompanionPage"]
    max_count_per_parent = 1
    preview_modes: list[Any] = []

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return WriteOnly(user, self)


class ReportPage(UnderEmbargo, PublicAddress, Page):
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="pages", editable=False)
    introduction = models.CharField(
        _("introduction"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences for lists and feeds."),
    )
    reviewer = models.CharField(
        _("Lead Reviewer"), max_length=250, blank=True, help_text=_("Name and organisation. Required (R6).")
    )
    pseudonym = models.CharField(
        _("pseudonym"),
        max_length=120,
        blank=True,
        help_text=_("What the child is called in the report (R21)."),
    )
    review_type = models.CharField(
        _("type of review"), max_length=30, choices=ReviewType.choices, default=ReviewType.LCSPR
    )
    age_band = models.CharField(_("age band"), max_length=10, choices=AgeBand.choices, blank=True)
    harms = ParentalManyToManyField(
        Term,
        verbose_name=_("types of harm"),
        blank=True,
        related_name="+",
        limit_choices_to={"kind": TermKind.HARM},
    )
    themes = ParentalManyToManyField(
        Term,
        verbose_name=_("themes"),
        blank=True,
        related_name="+",
        limit_choices_to={"kind": TermKind.THEME},
    )
    agencies = ParentalManyToManyField(
        Term,
        verbose_name=_("agencies"),
        blank=True,
        related_name="+",
        limit_choices_to={"kind": TermKind.AGENCY},
    )
    period = models.CharField(
        _("period under review"),
        max_length=120,
        blank=True,
        help_text=_("Only roughly, like “2023 to 2024”."),
    )
    content_warning = models.TextField(_("content warning"), blank=True)
    support = StreamField([("support", SupportBlock())], verbose_name=_("support"), blank=True)
    summary = RichTextField(_("summary"), features=PROSE, blank=True)
    body = StreamField(ReportBody(), verbose_name=_("report"), blank=True)
    footnotes = StreamField(Footnotes(), verbose_name=_("footnotes"), blank=True)
    attachments = StreamField([("attachment", AttachmentBlock())], verbose_name=_("attached files"), blank=True)

    parent_page_types = ["publications.ReportIndexPage"]
    subpage_types: list[str] = []
    is_creatable = False
    preview_modes = [("", _("Page"))]

    content_panels = [
        AnonymityPanel(heading=_("Anonymity: what was found")),
        *Page.content_panels,
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                FieldPanel("reviewer"),
                FieldPanel("pseudonym"),
                FieldPanel("review_type"),
                FieldPanel("age_band"),
                FieldPanel("period"),
            ],
            heading=_("About the review"),
        ),
        MultiFieldPanel([FieldPanel("content_warning"), FieldPanel("support")], heading=_("Before people read it")),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("footnotes"),
        FieldPanel("attachments"),
    ]
    promote_panels = [
        FieldPanel("slug"),
        FieldPanel("themes"),
        FieldPanel("harms"),
        FieldPanel("agencies"),
    ]
    settings_panels: list[Any] = []

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [models.UniqueConstraint(fields=["review", "language_key"], name="one_page_for_each_language")]

    language_key = models.CharField(max_length=10, editable=False)

    def public_editions(self) -> Any:
        """Return the public editions of this report in its language."""
        from publications.models.releases import Edition

        return Edition.objects.public().filter(review_id=self.review_id, language=self.locale.language_code)
