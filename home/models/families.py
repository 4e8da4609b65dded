"""Where a family starts: the leaflets, and what else is there for them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.models.translated import OwnPage, words


class FamiliesPage(OwnPage):
    introduction = models.TextField(_("introduction"), blank=True)

    translatable_fields = words("introduction")
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    promote_panels = [FieldPanel("slug")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.LeafletPage", "home.EasyReadPage"]
    max_count_per_parent = 1
    template = "home/families_page.html"
    is_for_families = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.showing import families_context

        context = super().get_context(request, *args, **kwargs)
        return context | families_context(self, context["shown"])
