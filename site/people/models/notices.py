"""Mail that waits to leave, and alarms that wait for a person."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models import Partnership
from people.models.accounts import User


class OutgoingMail(models.Model):
    """What waits for the worker to leave, or what became of it. The text is sealed, and gone once it was sent.

    To whom something private goes lies sealed with its text: `recipient` is empty, and `recipient_digest` is a keyed
    hash by which it is found while it waits.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        TAKEN_BACK = "taken_back", _("Taken back before it left")

    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT, related_name="mails")
    kind = models.CharField(max_length=60)
    recipient = models.CharField(max_length=254, blank=True)
    recipient_digest = models.CharField(max_length=64, blank=True)
    # By what it leaves; what is not handed to the mail server is registered in people.mailing.
    carrier = models.CharField(max_length=20, default="mail")
    # After this moment it is of no use to anybody, such as a code that is too old.
    leave_by = models.DateTimeField(null=True)
    sealed_text = models.BinaryField(default=bytes)
    # Each file: name, mime, and under what name it is stored. Read when the mail leaves.
    attachments = models.JSONField(default=list)
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
    # Where on the staff host something can be done about it; a path.
    link = models.CharField(max_length=200, blank=True)
    raised_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    # When whoever looks found that there is no reason any more, whether or not a person had settled it before.
    cause_gone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-raised_at", "-pk"]
        indexes = [models.Index(fields=["kind", "cause_gone_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=models.Q(settled_at=None),
                name="one_open_alarm_for_each_cause",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.subject}"

    @property
    def settled_itself(self) -> bool:
        """Whether its cause went away before anybody had settled it."""
        return self.settled_at is not None and self.settled_at == self.cause_gone_at
