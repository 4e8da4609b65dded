"""Learning briefings of a partnership, published by two people like its other pages; and what use was made of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager
from wagtail_localize.fields import TranslatableField

from pages.blocks import PROSE
from pages.languages import in_language
from pages.models import ApprovedByTwo
from pages.places import partnership_of
from pages.reviewing import ReviewedContent, review_panel
from pages.skeleton import PublicAddress
from partnerships.models import Partnership
from people.models import User
from publications.briefing_blocks import BriefingBlock, ResourceBlock
from publications.forms.briefings import BriefingForm
from publications.models.reviews import Review
from publications.models.sealed import SealedWords
from publications.models.terms import Term
from publications.vocabulary import BriefingSource, TermKind


class PractitionerPage(ApprovedByTwo, PublicAddress, Page):
    """A page for practitioners that two people make public."""

    objects = PageManager()
    settings_panels: list[Any] = []
    promote_panels = [FieldPanel("slug")]
    preview_modes = [("", _("Page"))]

    class Meta:
        abstract = True

    @property
    def partnership(self) -> Partnership:
        """The partnership in whose tree it hangs."""
        return partnership_of(self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it in English, the one language in which it is public."""
        if get_language() != settings.LANGUAGE_CODE:
            return redirect(in_language(request.path, settings.LANGUAGE_CODE))
        return super().serve(request, *args, **kwargs)


class BriefingIndexPage(PractitionerPage):
    """Where the briefings and newsletters of a partnership hang in the tree; the public list has its own view."""

    translatable_fields = [TranslatableField("title")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["publications.BriefingPage", "publications.NewsletterPage"]
    max_count_per_parent = 1
    template = "publications/briefings/index.html"

    class Meta:
        verbose_name = _("list of briefings")
        verbose_name_plural = _("lists of briefings")


class BriefingPage(ReviewedContent, PractitionerPage):
    introduction = models.CharField(
        _("introduction"), max_length=300, blank=True, help_text=_("One or two sentences for lists and feeds.")
    )
    source_kind = models.CharField(
        _("made from"), max_length=20, choices=BriefingSource.choices, default=BriefingSource.REPORT
    )
    # Before the report of this review is public, no page says from which review the learning comes (R32).
    source_review = models.ForeignKey(
        Review, null=True, blank=True, on_delete=models.PROTECT, related_name="briefings", verbose_name=_("review")
    )
    source_title = models.CharField(
        _("title of the audit or other source"), max_length=200, blank=True, help_text=_("Empty for a review.")
    )
    themes = ParentalManyToManyField(
        Term, verbose_name=_("themes"), blank=True, related_name="+", limit_choices_to={"kind": TermKind.THEME}
    )
    harms = ParentalManyToManyField(
        Term, verbose_name=_("types of harm"), blank=True, related_name="+", limit_choices_to={"kind": TermKind.HARM}
    )
    agencies = ParentalManyToManyField(
        Term, verbose_name=_("agencies"), blank=True, related_name="+", limit_choices_to={"kind": TermKind.AGENCY}
    )
    roles = ParentalManyToManyField(
        Term, verbose_name=_("roles"), blank=True, related_name="+", limit_choices_to={"kind": TermKind.ROLE}
    )
    sections = StreamField(
        [("briefing", BriefingBlock())], verbose_name=_("briefing"), blank=True, min_num=1, max_num=1
    )
    resources = StreamField([("resource", ResourceBlock())], verbose_name=_("resources"), blank=True)
    has_disguised_details = models.BooleanField(
        _("details were changed so that nobody is recognised"),
        default=False,
        help_text=_("Readers are told so."),
    )

    translatable_fields = [TranslatableField(name) for name in ("title", "introduction", "sections", "resources")]
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel("source_kind"), FieldPanel("source_review"), FieldPanel("source_title")], heading=_("Source")
        ),
        FieldPanel("sections"),
        FieldPanel("resources"),
        FieldPanel("has_disguised_details"),
        MultiFieldPanel(
            [FieldPanel("themes"), FieldPanel("harms"), FieldPanel("agencies"), FieldPanel("roles")],
            heading=_("What it is about, and for whom"),
        ),
        review_panel(),
    ]
    parent_page_types = ["publications.BriefingIndexPage"]
    subpage_types: list[str] = []
    base_form_class = BriefingForm
    template = "publications/briefings/briefing.html"

    class Meta:
        verbose_name = _("learning briefing")
        verbose_name_plural = _("learning briefings")

    def chosen_terms(self) -> list[Term]:
        """Return the themes, types of harm, agencies and roles that it speaks to."""
        return [term for name in ("themes", "harms", "agencies", "roles") for term in getattr(self, name).all()]

    def refusals(self) -> list[str]:
        from publications.learning.readiness import refusals_of

        return refusals_of(self)

    def warnings(self, now: datetime) -> list[str]:
        from publications.learning.readiness import warnings_of

        return warnings_of(self, now)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from publications.learning.showing import briefing_context

        return super().get_context(request, *args, **kwargs) | briefing_context(self)


class NewsletterPage(PractitionerPage):
    """An issue made from what was published since the last one; what is no longer public is not shown any more."""

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)
    # The first and the last day of what it gathers.
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    # Keys of findable things, in the order in which they are shown.
    items = models.JSONField(default=list, editable=False)
    body = RichTextField(_("news"), features=["h2", "h3", *PROSE], blank=True)

    translatable_fields = [TranslatableField(name) for name in ("title", "introduction", "body", "items")]
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        MultiFieldPanel([FieldPanel("since"), FieldPanel("until")], heading=_("What it gathers")),
        FieldPanel("body"),
    ]
    parent_page_types = ["publications.BriefingIndexPage"]
    subpage_types: list[str] = []
    template = "publications/briefings/newsletter.html"

    class Meta:
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")

    def refusals(self) -> list[str]:
        from publications.learning.newsletters import refusals_of

        return refusals_of(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from publications.learning.newsletters import newsletter_context

        return super().get_context(request, *args, **kwargs) | newsletter_context(self)


class EarlyClearance(SealedWords):
    """What has to be known before learning is published earlier than the report (E §11.2): one row for each fact.

    Bound to the digest of the very draft that was read: any edit makes it lapse. Sealed: what was said.
    """

    class Kind(models.TextChoices):
        POLICE = "police", _("The police have nothing against it")
        FAMILY = "family", _("What it will mean for the family was considered")
        ANONYMITY = "anonymity", _("It identifies nobody")

    briefing = models.ForeignKey(BriefingPage, on_delete=models.CASCADE, related_name="clearances")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
