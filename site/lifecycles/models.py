"""The record of every change of state: appended, chained by hash, never altered."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import Any

from django.db import models

START_OF_CHAIN = "0" * 64


class Step(models.Model):
    """One row per change. The database refuses UPDATE and DELETE; `digest` covers the row and the one before."""

    number = models.PositiveBigIntegerField(unique=True)
    subject_type = models.CharField(max_length=100)
    subject_id = models.CharField(max_length=64)
    scope = models.CharField(max_length=64, blank=True)
    move = models.CharField(max_length=64)
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    actor = models.CharField(max_length=64)
    role = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.number}: {self.move}"

    def expected_digest(self) -> str:
        """Return the digest that this row must have, from its content and the digest before it."""
        return hashlib.sha256(canonical(self._content()).encode()).hexdigest()

    def _content(self) -> dict[str, Any]:
        names = ("number", "subject_type", "subject_id", "scope", "move", "before", "after", "actor", "role")
        plain = {name: getattr(self, name) for name in (*names, "reason", "facts", "previous")}
        return plain | {"at": self.at.astimezone(UTC).isoformat(timespec="microseconds")}


def canonical(value: Any) -> str:
    """Return `value` as JSON text that is the same for equal values."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
