"""What every page of a partnership's own site has in common."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page, PageManager
from wagtail_localize.fields import TranslatableField

from pages.models import ApprovedByTwo
from pages.skeleton import PublicAddress


class OwnPage(ApprovedByTwo, PublicAddress, Page):
    """A page that two people make public, and that is shown in the language of its address where it is translated."""

    objects = PageManager()
    settings_panels: list[Any] = []

    class Meta:
        abstract = True

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The page, once; its other languages are named in the page itself."""
        is_mirror = self.locale_id and self.locale.language_code != settings.LANGUAGE_CODE
        return [] if is_mirror else super().get_sitemap_urls(request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.showing import page_context

        return super().get_context(request, *args, **kwargs) | page_context(self, request)


def words(*names: str) -> list[TranslatableField]:
    """Return the fields that are translated, the title first."""
    return [TranslatableField(name) for name in ("title", *names)]
