"""Small answers of a public host that belong to no single app."""

from __future__ import annotations

from typing import Any

from django.contrib.sitemaps import views as sitemap_views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from publications.sitemaps import CompanionSitemap, ReportSitemap, TermSitemap

# As OpenSearch 1.1 has it.
LONGEST_SHORT_NAME = 16
FOR_ONE_READER = ("/copies/", "/alerts/confirm/")


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
    shut = "".join(f"Disallow: {path}\n" for path in FOR_ONE_READER)
    text = f"User-agent: *\n{shut}Sitemap: {request.partnership.origin}/sitemap.xml\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page and report of this host, what went out with a report, and the pages of the terms."""
    maps = {
        "pages": OwnPages(request),
        "reports": ReportSitemap(request.partnership),
        "companions": CompanionSitemap(request.partnership),
        "terms": TermSitemap(),
    }
    response = sitemap_views.sitemap(request, maps)
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser searches this site from its own bar."""
    own = request.partnership
    context = {"partnership": own, "short_name": own.short_name[:LONGEST_SHORT_NAME]}
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "public/opensearch.xml", context, content_type=kind)
