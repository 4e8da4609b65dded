"""What has changed of all that the public reads: one row for each change, in the order in which they happened."""

from __future__ import annotations

from django.db import models

from partnerships.models import Partnership


class PublicChange(models.Model):
    """`key` names what changed, like "review:12" or "page:7". Whoever keeps a copy of anything public follows these.

    A row with a higher number was never there before one with a lower: see pages.changing.
    """

    key = models.CharField(max_length=60)
    # None: it may show on the pages of every partnership.
    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.key
