"""Words that only those should read who may: sealed to the row in which they lie."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.db import models

from people.sealing import open_sealed, seal


class SealedWords(models.Model):
    """A row whose words are sealed to its model, its review and itself: copied elsewhere, they cannot be opened."""

    row = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sealed = models.BinaryField()

    class Meta:
        abstract = True

    @property
    def place(self) -> str:
        return f"{self._meta.label_lower}.sealed:{self.review_id}:{self.row}"

    def keep(self, words: dict[str, Any]) -> None:
        """Seal `words` into this row; nothing is saved yet."""
        self.sealed = seal(json.dumps(words, ensure_ascii=False).encode(), place=self.place)

    def words(self) -> dict[str, Any]:
        """Return what was kept; CannotOpen when it was moved or damaged."""
        return json.loads(open_sealed(self.sealed, place=self.place))
