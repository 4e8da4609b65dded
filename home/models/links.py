"""Links on public pages that led nowhere the last time that they were followed."""

from __future__ import annotations

from django.db import models

from partnerships.models import Partnership


class BrokenLink(models.Model):
    """One row for each page and address, kept until the link works again or is gone."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="broken_links")
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+")
    url = models.URLField(max_length=500)
    reason = models.CharField(max_length=120)
    first_seen_at = models.DateTimeField()
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["first_seen_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["partnership", "page", "url"], name="one_row_for_each_link")]

    def __str__(self) -> str:
        return str(self.pk)
