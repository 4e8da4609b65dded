"""A page with pictures of its own below its address: …/pictures/image-7/."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.url_routing import RouteResult


class Pictured:
    """Inherit it before Page."""

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        match path_components:
            case ["pictures", name] if self.live:
                return RouteResult(self, kwargs={"picture": name})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, picture: str = "", **kwargs: Any) -> HttpResponse:
        if not picture:
            return super().serve(request, *args, **kwargs)
        from home.easy_pictures import send_picture

        return send_picture(request, self, picture)
