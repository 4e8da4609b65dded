"""Each time that a page was published: by whom, after whose hand, and what the public is told about it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models import Partnership
from people.models import User


class PageVersion(models.Model):
    """One row for each publication of a page; never changed afterwards."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="versions")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    change_note = models.CharField(_("what has changed"), max_length=300, blank=True)
    is_safety_critical = models.BooleanField(default=False)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="versions_of_a_page_are_counted")]

    def __str__(self) -> str:
        return f"{self.page_id} v{self.number}"

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return str(self.partnership_id)
