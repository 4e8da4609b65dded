"""The front page of a partnership."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from home.models.translated import OwnPage, words


class HomePage(OwnPage):
    introduction = models.TextField(_("introduction"), blank=True)
    alert = models.TextField(
        _("alert"), blank=True, help_text=_("Shown above every page of your site, like a changed telephone number.")
    )
    alert_until = models.DateField(_("last day of the alert"), null=True, blank=True)

    translatable_fields = words("introduction", "alert")
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        MultiFieldPanel([FieldPanel("alert"), FieldPanel("alert_until")], heading=_("Alert")),
    ]
    promote_panels = [FieldPanel("slug")]
    parent_page_types = ["wagtailcore.Page"]
    template = "home/front_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.tasks import tasks_on

        return super().get_context(request, *args, **kwargs) | {"tasks": tasks_on(request)}

    def has_alert(self, today: date) -> bool:
        """Whether the alert is shown on `today`."""
        return bool(self.alert) and (self.alert_until is None or today <= self.alert_until)
