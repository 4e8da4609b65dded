"""A public dated note beside a report that was changed after its publication; the earlier text stays private."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import User
from publications.models.releases import Release
from publications.models.reviews import Review


class Correction(models.Model):
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="corrections")
    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="correction")
    note = models.TextField(_("public note"))
    earlier_hash = models.CharField(max_length=64)
    is_material = models.BooleanField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at"]
