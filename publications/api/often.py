"""How often one machine may ask, counted in the cache that the web processes share."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from people.fingerprints import fingerprint
from people.throttling import address_of


class SoOften(SimpleRateThrottle):
    """So many questions a minute from one address; it is known by a fingerprint alone, and for a minute."""

    rate = "120/min"
    scope = "api"

    def get_cache_key(self, request: Request, view: object) -> str:  # noqa: ARG002
        """Return by what the address is counted."""
        return f"api:{fingerprint('api', address_of(request))}"
