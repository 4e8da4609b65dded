"""A change that needs a second person: proposed by one, confirmed by another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from people.models import User
from publications.models.reviews import Review
from publications.states import PROPOSAL, ProposalState


class Proposal(models.Model):
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="proposals")
    move = models.CharField(max_length=20)
    state = models.CharField(max_length=20, choices=ProposalState.choices, default=ProposalState.PROPOSED)
    reason = models.TextField()
    # For a removal: the court order, or whose decision it was (S12).
    order_reference = models.CharField(max_length=120, blank=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    machine = PROPOSAL

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "move"],
                condition=Q(state=ProposalState.PROPOSED),
                name="one_open_proposal_for_each_move",
            ),
            models.CheckConstraint(
                name="two_different_people_decide",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.move} ({self.state})"

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return self.review.scope
