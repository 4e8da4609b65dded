"""Forms on public hosts have no session and no cookie, so nothing can be forged on anybody's behalf.

What is left to keep out is another site that posts through a reader's browser.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt


def same_origin_form(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator: refuse a POST that a browser says comes from another site."""

    @csrf_exempt
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and comes_from_elsewhere(request):
            return render(request, "403_csrf.html", status=403)
        return view(request, *args, **kwargs)

    return checked


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Return whether the browser names another origin as the source of this request."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin", "")
    other_host = bool(origin) and origin.partition("://")[2] != request.get_host()
    return site not in ("same-origin", "none") or other_host
