"""Easy read: one idea in each line, beside a picture."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from home.models.pictured import Pictured
from home.models.printed import InPrint
from home.models.translated import OwnPage, words
from pages.reviewing import ReviewedContent, review_panel


def pictogram_choices() -> list[tuple[str, object]]:
    """Return the drawn pictures that an editor may choose from."""
    from home.pictograms import PICTOGRAMS

    return list(PICTOGRAMS.items())


class LineBlock(blocks.StructBlock):
    """A drawn picture, or one of the partnership's own with its description."""

    picture = blocks.ChoiceBlock(label=_("Picture"), choices=pictogram_choices, required=False)
    image = ImageChooserBlock(label=_("Own picture"), required=False)
    alt = blocks.CharBlock(label=_("Description of the own picture"), max_length=200, required=False)
    text = blocks.CharBlock(label=_("One idea"), max_length=200)

    class Meta:
        icon = "image"
        label = _("Line")


class EasyReadPage(ReviewedContent, Pictured, InPrint, OwnPage):
    leaflet = models.ForeignKey(
        "home.LeafletPage",
        verbose_name=_("the leaflet that it puts in easy words"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="easy_reads",
    )
    lines = StreamField([("line", LineBlock())], verbose_name=_("lines"), blank=True)

    translatable_fields = words("lines")
    content_panels = [*Page.content_panels, FieldPanel("leaflet"), FieldPanel("lines"), review_panel()]
    promote_panels = [FieldPanel("slug")]
    parent_page_types = ["home.FamiliesPage"]
    subpage_types: list[str] = []
    template = "home/easy_read_page.html"
    is_for_families = True
    layouts = ("easy",)

    class Meta:
        verbose_name = _("easy read page")
        verbose_name_plural = _("easy read pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.showing import easy_read_context

        context = super().get_context(request, *args, **kwargs)
        return context | easy_read_context(self, context["shown"])

    def refusals(self) -> list[str]:
        from home.linting import easy_read_refusals

        return easy_read_refusals(self)
