"""Leaving at once: the session ends here, on the server, before anything else is shown."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

_NOBODY_PRESSED = ("prefetch", "prerender", "preview")


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """End the session and tell the browser to keep nothing. A link, so that it works without script.

    That another page can end somebody's session with it is accepted: nothing is lost by it. A browser that only
    looks ahead ends none.
    """
    ahead = f"{request.headers.get('Sec-Purpose', '')} {request.headers.get('Purpose', '')}".lower()
    if any(word in ahead for word in _NOBODY_PRESSED):
        return HttpResponse(status=503)
    logout(request)
    response = redirect("portal:left")
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """A page like any other, and behind a line of it what a browser still knows."""
    return render(request, "portal/left.html", {"today": timezone.localdate()})
