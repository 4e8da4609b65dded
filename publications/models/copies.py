"""Somebody asks for a copy of an archived report (R5, R58)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import User
from publications.models.reviews import Review
from publications.states import COPY, CopyState


class CopyRequest(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="copy_requests")
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=20, choices=CopyState.choices, default=CopyState.RECEIVED)
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    post = models.TextField(_("postal address"), blank=True)
    note = models.TextField(_("note"), blank=True)
    received_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    refusal = models.TextField(blank=True)
    link_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 (unique when it is there)
    link_expires_at = models.DateTimeField(null=True)
    opened = models.PositiveIntegerField(default=0)
    forget_on = models.DateField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    machine = COPY

    class Meta:
        ordering = ["due_on", "received_at"]
        constraints = [
            models.CheckConstraint(
                name="an_open_request_can_be_answered",
                condition=~Q(state=CopyState.RECEIVED) | ~Q(email="") | ~Q(post=""),
            )
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return self.review.scope

    @property
    def reference(self) -> str:
        """What staff and the requester call it; tells nothing."""
        return self.uuid.hex[:8].upper()
