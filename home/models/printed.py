"""A page that is also there as PDF, below its own address: …/pdf/a4/."""

from __future__ import annotations

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.url_routing import RouteResult

from pages.typesetting import TypesettingError

logger = logging.getLogger(__name__)


class InPrint:
    """Inherit it before Page, and name the `layouts`."""

    layouts: tuple[str, ...] = ()

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        match path_components:
            case ["pdf", layout] if self.live and layout in self.layouts:
                return RouteResult(self, kwargs={"layout": layout})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, layout: str = "", **kwargs: Any) -> HttpResponse:
        if not layout:
            return super().serve(request, *args, **kwargs)
        from home.formats import printed

        try:
            pdf = printed(self, get_language(), layout, now=timezone.now())
        except TypesettingError as fault:
            # The page itself can be read; why it cannot be printed holds none of its words.
            logger.exception("A leaflet could not be printed.")
            raise Http404 from fault
        headers = {"Content-Disposition": f'inline; filename="leaflet-{layout}.pdf"', "X-Robots-Tag": "noindex"}
        return HttpResponse(pdf, content_type="application/pdf", headers=headers)
