"""Mail that waits to leave, and alarms that wait for a person."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models import Partnership
from people.models.accounts import User


class OutgoingMail(models.Model):
    """A mail that waits for the worker, or what became of it. The text is sealed, and gone once it was sent."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT, related_name="mails")
    kind = models.CharField(max_length=60)
    recipient = models.CharField(max_length=254)
    sealed_text = models.BinaryField(default=bytes)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=100, blank=True)
    perhaps_twice = models.BooleanField(default=False)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "next_attempt_at"])]

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"


class Alarm(models.Model):
    """Something that a person of the partnership must know of, until somebody says that it is dealt with."""

    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.CASCADE, related_name="alarms")
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    message = models.TextField()
    raised_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-raised_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=models.Q(settled_at=None),
                name="one_open_alarm_for_each_cause",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.subject}"
