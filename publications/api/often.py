"""How often one machine may ask, counted in the cache; without Redis each web process counts for itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from math import ceil
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from people.fingerprints import fingerprint
from people.throttling import address_of


class SoOften(SimpleRateThrottle):
    """So many questions a minute from one address; it is known by a fingerprint alone, and for a minute."""

    rate = "120/min"
    scope = "api"

    def get_cache_key(self, request: Request | HttpRequest, view: object) -> str:  # noqa: ARG002
        """Return by what the address is counted."""
        return f"{self.scope}:{fingerprint('api', address_of(request))}"


class TablesSoOften(SoOften):
    """A table is as long as all that was ever published: it costs more than a page."""

    rate = "30/min"
    scope = "tables"


def not_too_often(view: Callable[..., Any]) -> Callable[..., Any]:
    """Answer with 429, `Retry-After` and words when tables are asked for more often than TablesSoOften allows."""

    @wraps(view)
    def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        throttle = TablesSoOften()
        if throttle.allow_request(request, None):
            return view(request, *args, **kwargs)
        wait = str(ceil(throttle.wait() or 1))
        said = _("Too many tables were asked for from this address. Try again in a minute.")
        headers = {"Retry-After": wait, "Cache-Control": "no-store"}
        return HttpResponse(said, status=429, content_type="text/plain; charset=utf-8", headers=headers)

    return counted
