"""Small answers of a public host that belong to no single app."""

from __future__ import annotations

from typing import Any

from django.contrib.sitemaps import views as sitemap_views
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from publications.feeds import ReportSitemap


class OwnPages(PageSitemap):
    """The pages of a partnership that are not reports; each comes with its language, which its address asks for."""

    def items(self) -> Any:
        return super().items().select_related("locale", for_specific_subqueries=True)


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """The partnership's colour, for the style sheet; it was checked to be readable when it was saved."""
    colour = request.partnership.colour
    css = (
        f":root {{ --partnership-brand: {colour}; --partnership-brand-text: #ffffff; --partnership-link: {colour}; }}\n"
    )
    return HttpResponse(css, content_type="text/css; charset=utf-8", headers={"Cache-Control": "public, max-age=300"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Where the map of this host is."""
    text = f"User-agent: *\nDisallow: /copies/\nSitemap: {request.partnership.origin}/sitemap.xml\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page and report of this host."""
    maps = {"pages": OwnPages(request), "reports": ReportSitemap(request.partnership)}
    response = sitemap_views.sitemap(request, maps)
    response.headers["Cache-Control"] = "no-cache"
    return response
