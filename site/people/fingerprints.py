"""Keyed hashes of secrets that are long enough to need no slow hash."""

from __future__ import annotations

from django.conf import settings
from django.utils.crypto import salted_hmac


def fingerprint(kind: str, secret: str) -> str:
    """Return 64 hexadecimal digits by which `secret` is known; `kind` keeps equal secrets of two kinds apart."""
    return _fingerprint(kind, secret, settings.SECRET_KEY)


def fingerprints(kind: str, secret: str) -> list[str]:
    """Return every fingerprint that `secret` may have been stored under, while an older key still counts."""
    return [_fingerprint(kind, secret, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _fingerprint(kind: str, secret: str, key: str) -> str:
    return salted_hmac(f"people.fingerprint.{kind}", secret, secret=key, algorithm="sha256").hexdigest()
