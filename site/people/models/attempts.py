"""How often somebody tried in vain; never who in clear."""

from __future__ import annotations

from django.db import models


class AttemptCount(models.Model):
    """Failures of one account, one address or the whole site. `key` is a keyed hash."""

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    blocked_until = models.DateTimeField(null=True)
    last_at = models.DateTimeField()
