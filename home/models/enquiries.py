"""Somebody asks for another format, or says that a page does not work for them (R59, R62)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lifecycles.moves import Machine, move
from partnerships.models import Partnership
from people.models import User


class EnquiryKind(models.TextChoices):
    FORMAT = "format", _("Another format or language")
    ACCESSIBILITY = "accessibility", _("Something that does not work")


class EnquiryState(models.TextChoices):
    RECEIVED = "received", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")


ENQUIRY = Machine("enquiry", EnquiryState.RECEIVED, (move("answer", EnquiryState.RECEIVED, EnquiryState.ANSWERED),))


class Enquiry(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="enquiries")
    kind = models.CharField(max_length=20, choices=EnquiryKind.choices)
    state = models.CharField(max_length=20, choices=EnquiryState.choices, default=EnquiryState.RECEIVED)
    path = models.CharField(max_length=255, blank=True)
    language = models.CharField(max_length=10, default="en")
    wanted = models.CharField(max_length=20, blank=True)
    message = models.TextField(blank=True)
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    post = models.TextField(blank=True)
    received_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    forget_on = models.DateField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    machine = ENQUIRY

    class Meta:
        ordering = ["due_on", "received_at"]
        constraints = [
            models.CheckConstraint(
                name="an_open_enquiry_can_be_answered",
                condition=~Q(state=EnquiryState.RECEIVED) | ~Q(email="") | ~Q(phone="") | ~Q(post=""),
            )
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return str(self.partnership_id)

    @property
    def reference(self) -> str:
        """What staff and the asker call it; tells nothing."""
        return self.uuid.hex[:8].upper()
