"""The front page of a partnership, and its plain content pages."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from pages.blocks import PROSE
from pages.reviewing import ReviewedContent, review_panel
from pages.skeleton import PublicAddress


class HomePage(PublicAddress, Page):
    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    promote_panels = [FieldPanel("slug")]
    settings_panels: list[Any] = []
    parent_page_types = ["wagtailcore.Page"]
    template = "home/front_page.html"


class ContentPage(PublicAddress, ReviewedContent, Page):
    body = RichTextField(_("text"), features=["h2", "h3", *PROSE], blank=True)

    content_panels = [*Page.content_panels, FieldPanel("body"), review_panel()]
    promote_panels = [FieldPanel("slug")]
    settings_panels: list[Any] = []
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "home/content_page.html"
