"""Errors on the families' host: the same words for everyone, with the way out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404: made without the request, so that its bytes tell nothing."""
    return _plain("portal/404.html", 404)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400."""
    return _plain("portal/400.html", 400)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """500."""
    return _plain("portal/500.html", 500)


def _plain(template: str, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(template), status=status)
