"""Under which address the families' host is reached."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings


def portal_address() -> str:
    """Return the host as people type it, with the port where one is needed."""
    port = urlsplit(settings.STAFF_ORIGIN).port
    return f"{settings.PORTAL_HOST}:{port}" if port else settings.PORTAL_HOST


def portal_link() -> str:
    """Return the address of the first page, for a mail."""
    return f"{urlsplit(settings.STAFF_ORIGIN).scheme}://{portal_address()}/"
