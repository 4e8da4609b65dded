"""A page with recordings below its own address: …/recordings/7/ to listen and read, …/recordings/7/file/."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.url_routing import RouteResult


class Recorded:
    """Inherit it before Page."""

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        match path_components:
            case ["recordings", number] if self.live:
                return RouteResult(self, kwargs={"recording": number})
            case ["recordings", number, "file"] if self.live:
                return RouteResult(self, kwargs={"recording": number, "is_file": True})
        return super().route(request, path_components)

    def serve(
        self, request: HttpRequest, *args: Any, recording: str = "", is_file: bool = False, **kwargs: Any
    ) -> HttpResponse:
        if not recording:
            return super().serve(request, *args, **kwargs)
        from home.recordings.public import play, send

        return (send if is_file else play)(request, self, recording)
