"""Sealing of secrets at rest: AES-256-GCM, bound to the place where the secret lies.

A sealed value is: version (1 byte), key id (4 bytes), nonce (12 bytes), ciphertext with tag. The first key of
SEALING_KEYS seals; every key in it opens, so a key is rotated by putting a new one in front and sealing again.
"""

from __future__ import annotations

import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_VERSION = b"\x01"
_KEY_ID, _NONCE = 4, 12
_HEAD = len(_VERSION) + _KEY_ID + _NONCE


class CannotOpen(Exception):
    """The sealed value is damaged, was moved, or its key is not here. It is never returned as it is."""


def seal(secret: bytes, *, place: str) -> bytes:
    """Return `secret` sealed for `place` (model, field and row, as text)."""
    key, nonce = settings.SEALING_KEYS[0], os.urandom(_NONCE)
    return _VERSION + _key_id(key) + nonce + AESGCM(key).encrypt(nonce, secret, place.encode())


def open_sealed(sealed: bytes, *, place: str) -> bytes:
    """Return the secret that was sealed for `place`; CannotOpen in every other case."""
    sealed = bytes(sealed)
    key_id, nonce = sealed[1 : 1 + _KEY_ID], sealed[1 + _KEY_ID : _HEAD]
    for key in settings.SEALING_KEYS:
        if sealed[:1] == _VERSION and _key_id(key) == key_id:
            return _decrypt(key, nonce, sealed[_HEAD:], place)
    raise CannotOpen("no key for this value")


def is_sealed_by_newest(sealed: bytes) -> bool:
    """Return whether `sealed` was sealed with the first key of SEALING_KEYS."""
    return key_id_of(sealed) == key_ids()[0]


def key_id_of(sealed: bytes) -> str:
    """Return by which key `sealed` was sealed, as 8 hexadecimal digits; they say nothing about the key."""
    return bytes(sealed)[1 : 1 + _KEY_ID].hex()


def key_ids() -> list[str]:
    """Return the ids of SEALING_KEYS, in their order."""
    return [_key_id(key).hex() for key in settings.SEALING_KEYS]


def _decrypt(key: bytes, nonce: bytes, ciphertext: bytes, place: str) -> bytes:
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, place.encode())
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("this value is damaged or was moved") from error


def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(b"key id" + key).digest()[:_KEY_ID]
