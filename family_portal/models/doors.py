"""How somebody of a family proves who they are, and how they come in for the first time or once more."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_otp.models import Device

from family_portal.models.keys import FamilyWords
from family_portal.models.members import FamilyMember, Invitation
from family_portal.states import RECOVERY, RecoveryState
from people.models import User


class CodeFactor(FamilyWords, Device):
    """A place to which codes are sent. Sealed: address. It is for signing in alone; nobody is written to there else."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail")
        TEXT = "text", _("Text message")
        VOICE = "voice", _("Telephone call")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    added_at = models.DateTimeField()

    @property
    def address(self) -> str:
        return self.words()["address"]


class SentCode(models.Model):
    """Six digits that were sent: kept as a keyed hash, for ten minutes, for the session that asked for them."""

    factor = models.ForeignKey(CodeFactor, on_delete=models.CASCADE, related_name="sent_codes")
    asked_by = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)


class Recovery(FamilyWords):
    """Somebody who has lost what they sign in with. Sealed: how it was checked who they are, and why in person."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(FamilyMember, on_delete=models.PROTECT, related_name="recoveries")
    state = models.CharField(max_length=10, choices=RecoveryState.choices, default=RecoveryState.ASKED)
    asked_at = models.DateTimeField()
    # Before this moment nobody gets a code, unless they were seen in person.
    waits_until = models.DateTimeField()
    checked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    code_digest = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001
    proof_digest = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True)

    machine = RECOVERY

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(state__in=[RecoveryState.ASKED, RecoveryState.CHECKED, RecoveryState.AGREED]),
                name="one_open_recovery_for_each_person",
            )
        ]

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return self.member.scope


class Joining(models.Model):
    """Somebody on the way in, between the code on paper and the second factor. Nothing counts until the end of it."""

    invitation = models.ForeignKey(Invitation, null=True, on_delete=models.CASCADE, related_name="joinings")
    recovery = models.ForeignKey(Recovery, null=True, on_delete=models.CASCADE, related_name="joinings")
    # For an invitation a new account that opens nothing yet; for a recovery the one that is theirs.
    account = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    # A name that they would like to sign in with, as its keyed hash; empty when they are given one.
    name_digest = models.CharField(max_length=64, blank=True)
    password = models.CharField(max_length=128, blank=True)
    began_at = models.DateTimeField()

    @property
    def member(self) -> FamilyMember:
        return (self.invitation or self.recovery).member


class HelpAsked(models.Model):
    """Somebody asked for help to sign in with a name, kept as its keyed hash until the worker has looked."""

    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
