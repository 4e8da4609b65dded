"""Which partnership a page speaks for."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def partnership(request: HttpRequest) -> dict[str, object]:
    """Context processor: the partnership of a public host, and whether this is the demo."""
    return {"partnership": getattr(request, "partnership", None), "demo": settings.DEMO}
