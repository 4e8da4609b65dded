"""What the environment must and may say. A missing secret stops the start, in words."""

from __future__ import annotations

import base64
import binascii

from django.core.exceptions import ImproperlyConfigured
from environ import Env

KEY_BYTES = 32

env = Env()


def required(*names: str) -> dict[str, str]:
    """Return the values of `names`; raise ImproperlyConfigured that lists every one that is missing."""
    missing = [name for name in names if not env.str(name, default="")]
    if missing:
        raise ImproperlyConfigured(
            f"Set {', '.join(missing)} in the environment before starting. docs/deploying.md says what each one is."
        )
    return {name: env.str(name) for name in names}


def sealing_keys(value: str) -> list[bytes]:
    """Return the keys in `value` (base64, 32 bytes each, comma-separated; the first one seals)."""
    keys = [_decode_key(part.strip()) for part in value.split(",") if part.strip()]
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise ImproperlyConfigured(f"SEALING_KEYS must be base64 text of {KEY_BYTES} bytes, separated by commas.")
    return keys


def _decode_key(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ImproperlyConfigured("SEALING_KEYS holds a key that is not base64.") from error
