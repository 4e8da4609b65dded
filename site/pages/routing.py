"""Every language of a page has one address in the tree, that of its English; a prefix says the language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from wagtail import views


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Find `path` below the front page of this host, whatever language the address asks for, and let it answer."""
    # Wagtail asks for the site again wherever it needs one, unless it finds it here.
    site = request._wagtail_site = request.partnership.site
    components = [component for component in path.split("/") if component]
    # Wagtail would begin at the front page's copy in that language, below which reports alone may hang.
    request._wagtail_route_for_request = site.root_page.specific.route(request, components)
    return views.serve(request, path)
