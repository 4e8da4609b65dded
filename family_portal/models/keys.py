"""One data key for each review, wrapped by the service key. Without it nothing that a family wrote can be read."""

from __future__ import annotations

import json
import os
import uuid
from contextlib import suppress
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models

from people.models import User
from people.sealing import CannotOpen, open_sealed, seal
from publications.models import Review

KEY_BYTES, NONCE_BYTES = 32, 12


class KeyDestroyed(CannotOpen):
    """The review's key was destroyed, and with it everything that was sealed with it, backups included."""


class ReviewKey(models.Model):
    """The data key of one review. Destroying it disposes of every word that was sealed with it.

    While a new key takes the place of an old one (rotating.py), the old one still opens what is not sealed anew yet.
    """

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="family_key")
    wrapped = models.BinaryField()
    wrapped_before = models.BinaryField(default=bytes)
    renewed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)
    destroyed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    @property
    def place(self) -> str:
        return f"family_portal.reviewkey.wrapped:{self.review_id}"

    @property
    def place_before(self) -> str:
        return f"family_portal.reviewkey.wrapped_before:{self.review_id}"

    @classmethod
    def new(cls, review: Review, *, now: datetime) -> ReviewKey:
        """Return a key for `review` that is not saved yet."""
        key = cls(review=review, made_at=now)
        key.wrapped = seal(os.urandom(KEY_BYTES), place=key.place)
        return key

    def renew(self, *, now: datetime) -> None:
        """Seal with a new key from now on, and keep the old one for what is still sealed with it; nothing is saved."""
        self.wrapped_before = seal(self._key(), place=self.place_before)
        self.wrapped = seal(os.urandom(KEY_BYTES), place=self.place)
        self.renewed_at = now

    def seal(self, secret: bytes, *, place: str) -> bytes:
        """Return `secret` sealed for `place` with the key of this review."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(self._key()).encrypt(nonce, secret, place.encode())

    def open(self, sealed: bytes, *, place: str) -> bytes:
        """Return what was sealed for `place`; CannotOpen in every other case, never the sealed value itself."""
        with suppress(InvalidTag, ValueError):
            return _opened(self._key(), sealed, place)
        with suppress(InvalidTag, ValueError):
            if self.wrapped_before:
                return _opened(open_sealed(self.wrapped_before, place=self.place_before), sealed, place)
        raise CannotOpen("this value is damaged or was moved")

    def is_newest_of(self, sealed: bytes, *, place: str) -> bool:
        """Return whether the key that seals now also opens `sealed`, without the one before it."""
        with suppress(InvalidTag, ValueError):
            _opened(self._key(), sealed, place)
            return True
        return False

    def _key(self) -> bytes:
        if self.destroyed_at or not self.wrapped:
            raise KeyDestroyed("the key of this review was destroyed")
        return open_sealed(self.wrapped, place=self.place)


def _opened(key: bytes, sealed: bytes, place: str) -> bytes:
    sealed = bytes(sealed)
    return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())


class FamilyWords(models.Model):
    """A row whose words are sealed with its review's key, to its model, its field and itself."""

    row = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.ForeignKey(ReviewKey, on_delete=models.PROTECT, related_name="+", editable=False)
    sealed = models.BinaryField(editable=False)

    class Meta:
        abstract = True

    @property
    def place(self) -> str:
        return f"{self._meta.label_lower}.sealed:{self.key_id}:{self.row}"

    def keep(self, words: dict[str, Any]) -> None:
        """Seal `words` into this row; nothing is saved yet."""
        self.sealed = self.key.seal(json.dumps(words, ensure_ascii=False).encode(), place=self.place)

    def words(self) -> dict[str, Any]:
        """Return what was kept; CannotOpen when it was moved or damaged, KeyDestroyed after disposal."""
        return json.loads(self.key.open(self.sealed, place=self.place))
