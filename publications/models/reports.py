"""The report as staff edit it in Wagtail. The public never reads it from here: it reads an Edition."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import CharBlock, StructBlock, URLBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PagePermissionTester

from pages.blocks import PROSE, Footnotes, ReportBody
from pages.skeleton import PublicAddress
from publications.anonymity.panel import AnonymityPanel
from publications.models.reviews import Review
from publications.models.terms import Term
from publications.vocabulary import AgeBand, ReviewType, TermKind


class NotReleased(Exception):
    """Something tried to make a report live around its release."""

    def __init__(self) -> None:
        super().__init__("A report goes live through its confirmed release, at its hour, and in no other way.")


class OnlyOnce(Exception):
    """Something tried to make a second page of the same review."""

    def __init__(self) -> None:
        super().__init__("A report cannot be copied or mirrored: there is one page per review and language.")


class ReportPermissions(PagePermissionTester):
    """What the Wagtail editor may do with a report: edit it. Every change of state has its own door."""

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: ARG002
        return False

    def can_move(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_submit_for_moderation(self) -> bool:
        return False


class SupportBlock(StructBlock):
    name = CharBlock(label=_("Name"), max_length=120)
    phone = CharBlock(label=_("Telephone"), max_length=40, required=False)
    url = URLBlock(label=_("Web address"), required=False)

    class Meta:
        icon = "help"
        label = _("Support")


class ReportIndexPage(PublicAddress, Page):
    """Where the reports of a partnership hang in the tree; the public list has its own view."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["publications.ReportPage"]
    max_count_per_parent = 1
    preview_modes: list[Any] = []

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return ReportPermissions(user, self)


class ReportPage(PublicAddress, Page):
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

    # Page.locale lives in another table, where no constraint of this one reaches.
    language_key = models.CharField(max_length=10, editable=False)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, unless that would make something live that is not exactly what was released."""
        fields = kwargs.get("update_fields")
        if self.live and (fields is None or "live" in fields):
            self.refuse_unless_released()
        self.language_key = self.locale.language_code if self.locale_id else ""
        super().save(*args, **kwargs)

    def refuse_unless_released(self) -> None:
        """Raise NotReleased unless the review is public with exactly this content in this language."""
        from publications.content_hash import page_digest
        from publications.editions import released_page
        from publications.models.releases import Edition

        public = Edition.objects.public().filter(review_id=self.review_id, language=self.locale.language_code)
        mine = page_digest(self)
        if all(page_digest(released_page(edition)) != mine for edition in public.select_related("revision")):
            raise NotReleased

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return ReportPermissions(user, self)

    def copy(self, *args: Any, **kwargs: Any) -> ReportPage:
        """Copy the page into another language, for translation; OnlyOnce for every other copy."""
        locale = (kwargs.get("update_attrs") or {}).get("locale")
        if locale is None or locale.pk == self.locale_id or kwargs.get("keep_live", True):
            raise OnlyOnce
        return super().copy(*args, **kwargs)

    def create_alias(self, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002
        raise OnlyOnce

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:  # noqa: ARG002
        """Reports are in the map by publications.feeds, which asks the public rule and not Wagtail."""
        return []

    def route(self, request: HttpRequest, path_components: list[str]) -> None:  # noqa: ARG002
        """Reports are served by publications.views.public alone; through Wagtail's own door there is none."""
        raise Http404

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:  # noqa: ARG002
        """Return the draft as the public would read it, for the editor's preview on the staff host."""
        from publications.views.preview import preview_draft

        return preview_draft(request, self)
