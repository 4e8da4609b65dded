"""A plain page, which may show something live below its text."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from home.models.translated import OwnPage, words
from pages.blocks import PROSE
from pages.reviewing import ReviewedContent, review_panel


class Shows(models.TextChoices):
    """What a page draws from the partnership's records, so that it is written in one place."""

    NOTHING = "", _("Nothing")
    STEPS = "steps", _("The picture of how a review works")
    GLOSSARY = "glossary", _("The glossary")
    SUPPORT = "support", _("Organisations that support people")
    WHO = "who", _("Who takes part in the partnership")
    CONTACT = "contact", _("The contacts")
    REFERRING = "referring", _("How practitioners refer")
    MEDIA = "media", _("The contact for journalists")
    ACCESSIBILITY = "accessibility", _("The form about accessibility")
    PRIVACY = "privacy", _("The privacy notices")


class ContentPage(ReviewedContent, OwnPage):
    body = RichTextField(_("text"), features=["h2", "h3", *PROSE], blank=True)
    shows = models.CharField(_("what it shows below the text"), max_length=20, choices=Shows.choices, blank=True)
    is_for_families = models.BooleanField(
        _("it is for families"), default=False, help_text=_("Shows the button with which one leaves the page quickly.")
    )

    translatable_fields = words("body")
    content_panels = [
        *Page.content_panels,
        FieldPanel("body"),
        FieldPanel("shows"),
        FieldPanel("is_for_families"),
        review_panel(),
    ]
    promote_panels = [FieldPanel("slug")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "home/content_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.plain_pages import plain_page_context

        context = super().get_context(request, *args, **kwargs)
        return context | plain_page_context(self, context["shown"])
