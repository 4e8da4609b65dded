"""Which partnership a page speaks for."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language


def partnership(request: HttpRequest) -> dict[str, object]:
    """Context processor: the partnership of a public host, the start of its paths, and whether this is the demo."""
    return {
        "partnership": getattr(request, "partnership", None),
        "language_prefix": language_prefix(),
        "demo": settings.DEMO,
    }


def language_prefix() -> str:
    """Return how paths begin in the active language: nothing in English, /pl in Polish."""
    language = get_language()
    return "" if language == settings.LANGUAGE_CODE else f"/{language}"
