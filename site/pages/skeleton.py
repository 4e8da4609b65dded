"""What every page type of the site has in common."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import get_urlconf, set_urlconf

PUBLIC_URLS = "config.urls.public"


class PublicAddress:
    """A page whose address is always the one on its public host, also when staff ask for it elsewhere."""

    def get_url_parts(self, request: HttpRequest | None = None) -> Any:
        present = get_urlconf()
        set_urlconf(PUBLIC_URLS)
        try:
            return super().get_url_parts(request)
        finally:
            set_urlconf(present)
