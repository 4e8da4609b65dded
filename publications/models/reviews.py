"""The private record of the work: one per review. What the public sees is its state."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models import Partnership
from people.models import User
from publications.states import REVIEW, ReviewState

if TYPE_CHECKING:
    from publications.models.reports import ReportPage


class ReviewQuerySet(models.QuerySet):
    def of(self, partnerships: models.QuerySet[Partnership]) -> ReviewQuerySet:
        """Narrow to the reviews of these partnerships."""
        return self.filter(partnership__in=partnerships)


class Review(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="reviews")
    state = models.CharField(
        _("state"), max_length=20, choices=ReviewState.choices, default=ReviewState.PREPARING, editable=False
    )
    public_release = models.ForeignKey(
        "publications.Release", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    first_published_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    # What the import could not carry over, or staff should know: it may quote the Word file, so it stays private.
    import_notes = models.JSONField(default=list, editable=False)

    objects = ReviewQuerySet.as_manager()
    machine = REVIEW

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.CheckConstraint(
                name="public_states_need_a_release",
                condition=models.Q(state__in=[ReviewState.PREPARING, ReviewState.SCHEDULED, ReviewState.CLOSED])
                | models.Q(public_release__isnull=False, first_published_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return str(self.partnership_id)

    @property
    def is_published(self) -> bool:
        return self.state == ReviewState.PUBLISHED

    def source_page(self) -> ReportPage:
        """Return the page in the first language: the one that was imported."""
        return self.pages.order_by("pk").first()

    def drafts(self) -> list[ReportPage]:
        """Return the latest draft of the page in every language, the source first."""
        return [page.get_latest_revision_as_object() for page in self.pages.order_by("pk")]


class PublicSpell(models.Model):
    """A stretch of time in which the report was publicly available: the ledger of R4."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="spells")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["began_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["review"], condition=models.Q(ended_at=None), name="one_open_spell_for_each_review"
            )
        ]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d}"
