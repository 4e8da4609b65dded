"""What every answer of the families' host says to the browser, errors and files included."""

from __future__ import annotations

from collections.abc import Callable

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from family_portal.languages import language_of
from family_portal.uploads.receiving import KeptInMemory

HEADERS = {
    "Cache-Control": "no-store, private",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-DNS-Prefetch-Control": "off",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
# Not for others, though the files themselves are no secret.
WITHDRAWN = ("Access-Control-Allow-Origin", "ETag", "Last-Modified")
_SAFE = {"GET", "HEAD"}


class PortalHeaders:
    """Outermost on the families' host: refuse what another site sends, and put the headers on every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.host_kind != "portal":
            return self.get_response(request)
        if sent_by_another_site(request):
            with translation.override(language_of(request)):
                return with_headers(request, render(request, "portal/expired.html", status=403))
        _name_own_origin(request)
        request.upload_handlers = [KeptInMemory(request)]
        return with_headers(request, self.get_response(request))


def with_headers(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return `response` with every header of this host; what stood there before gives way."""
    for name, value in HEADERS.items():
        response.headers[name] = value
    for name in WITHDRAWN:
        response.headers.pop(name, None)
    nonce = getattr(request, "_csp_nonce", None)
    # A file that somebody gave is held by a stricter policy of its own.
    policy = getattr(response, "own_policy", None) or _directives(settings.PORTAL_CONTENT_SECURITY_POLICY, nonce)
    response.headers["Content-Security-Policy"] = build_policy(config=policy, nonce=nonce)
    return response


def sent_by_another_site(request: HttpRequest) -> bool:
    """Return whether a browser says that what would change something does not come from this host."""
    if request.method in _SAFE:
        return False
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")


def _name_own_origin(request: HttpRequest) -> None:
    # "no-referrer" makes browsers send forms with the origin "null". Sec-Fetch-Site has told where they come from;
    # where a browser is too old to say so, the token of the form and its SameSite cookie remain.
    if request.META.get("HTTP_ORIGIN") == "null":
        request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"


def _directives(policy: dict[str, list], nonce: str | None) -> dict[str, list]:
    # Where no nonce was given out there is no script.
    return policy if nonce else policy | {"script-src": ["'none'"]}
