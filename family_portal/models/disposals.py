"""That everything about a family was destroyed: who proposed it, who agreed, and what there was. No personal words."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from family_portal.states import DISPOSAL, DisposalState
from people.models import User
from publications.models import Review


class Disposal(models.Model):
    """A proposal to destroy the key of a review; done, it is what the certificate says."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="disposals")
    state = models.CharField(max_length=10, choices=DisposalState.choices, default=DisposalState.PROPOSED)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    # Who agreed, or withdrew it; nobody when it was carried out from the list after a restore.
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    # SHA-256 of the wrapped key that was destroyed, and how many rows of each kind it had sealed.
    key_digest = models.CharField(max_length=64, blank=True)
    counts = models.JSONField(default=dict)

    machine = DISPOSAL

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review"],
                condition=Q(state__in=[DisposalState.PROPOSED, DisposalState.DONE]),
                name="one_disposal_for_each_review",
            )
        ]

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return self.review.scope
