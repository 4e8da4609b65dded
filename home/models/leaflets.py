"""A leaflet for a family: what is written here, and what is drawn from the partnership's terms and contacts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from home.hints import HintsPanel
from home.leaflet_blocks import LeafletSections
from home.models.printed import InPrint
from home.models.recorded import Recorded
from home.models.translated import OwnPage, words
from pages.reviewing import ReviewedContent, review_panel


class Audience(models.TextChoices):
    PARENTS = "parents", _("For parents and carers")
    FAMILY = "family", _("For family members")
    YOUNG_PEOPLE = "young_people", _("For children and young people")


class LeafletPage(ReviewedContent, Recorded, InPrint, OwnPage):
    audience = models.CharField(_("who it is for"), max_length=20, choices=Audience.choices, default=Audience.PARENTS)
    introduction = models.TextField(_("introduction"), blank=True, max_length=600)
    sections = StreamField(LeafletSections(), verbose_name=_("sections"), blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", verbose_name=_("superseded by"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    translatable_fields = words("introduction", "sections")
    content_panels = [
        HintsPanel(heading=_("Hints")),
        *Page.content_panels,
        FieldPanel("audience"),
        FieldPanel("introduction"),
        FieldPanel("sections"),
        MultiFieldPanel(
            [FieldPanel("valid_from"), FieldPanel("valid_to"), FieldPanel("superseded_by")], heading=_("Validity")
        ),
        review_panel(),
    ]
    promote_panels = [FieldPanel("slug")]
    parent_page_types = ["home.FamiliesPage"]
    subpage_types: list[str] = []
    template = "home/leaflet_page.html"
    is_for_families = True
    layouts = ("a4", "booklet", "large")

    class Meta:
        verbose_name = _("leaflet")
        verbose_name_plural = _("leaflets")

    def is_valid_on(self, today: date) -> bool:
        """Whether a reader may rely on it on `today`."""
        begun = self.valid_from is None or self.valid_from <= today
        ended = self.valid_to is not None and self.valid_to < today
        return begun and not ended and self.superseded_by_id is None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.showing import leaflet_context

        context = super().get_context(request, *args, **kwargs)
        return context | leaflet_context(self, context["shown"])

    def refusals(self) -> list[str]:
        from home.linting import refusals

        return refusals(self)

    def warnings(self, now: datetime) -> list[str]:
        from home.linting import warnings

        return warnings(self, now)

    def draws_from(self) -> list[Any]:
        from home.drawing import drawn_by

        return drawn_by(self)
