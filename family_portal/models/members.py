"""A person of the family in one review: a silo of their own, in which nobody else of the family exists."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from family_portal.models.keys import FamilyWords
from family_portal.states import INVITATION, MEMBER, InvitationState, MemberState
from people.models import User
from publications.models import Review


class FamilyMember(FamilyWords):
    """Sealed: name, relationship, language and format, access needs, supporter, clearance, who must not learn what."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="family_members")
    state = models.CharField(max_length=20, choices=MemberState.choices, default=MemberState.IDENTIFIED)
    is_young = models.BooleanField(default=False)
    # The account with which they sign in; it belongs to this one person in this one review.
    account = models.OneToOneField(User, null=True, on_delete=models.PROTECT, related_name="family_member")
    contact_verified_on = models.DateField(null=True)
    contact_paused_at = models.DateTimeField(null=True)
    # Who asked, after a stop for safety, that it begins again; a second person agrees. Why lies in the words.
    resume_asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    machine = MEMBER

    class Meta:
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return self.review.scope


class Channel(FamilyWords):
    """One way in which a person may be reached. Sealed: address, hours, words that may be used, safe word."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail")
        TEXT = "text", _("Text message")
        VOICE = "voice", _("Telephone")
        POST = "post", _("Post")
        IN_PERSON = "in_person", _("In person")

    member = models.ForeignKey(FamilyMember, on_delete=models.PROTECT, related_name="channels")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # A device that somebody else uses too.
    is_shared = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]


class SignInName(models.Model):
    """By what a person signs in: known by its keyed hash alone, so that no table says who has an account here."""

    account = models.OneToOneField(User, on_delete=models.CASCADE, related_name="sign_in_name")
    digest = models.CharField(max_length=64, unique=True)


class Invitation(models.Model):
    """A code on paper and a second proof that the worker says. Both are needed; only their keyed hashes are kept."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(FamilyMember, on_delete=models.PROTECT, related_name="invitations")
    state = models.CharField(max_length=10, choices=InvitationState.choices, default=InvitationState.ISSUED)
    code_digest = models.CharField(max_length=64, unique=True)
    proof_digest = models.CharField(max_length=64)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    machine = INVITATION

    class Meta:
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(state=InvitationState.ISSUED), name="one_open_invitation_for_each_person"
            )
        ]

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return self.member.scope


class CaseStaff(models.Model):
    """Somebody of staff who works with the family of one very review. Nobody else opens what is written there."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="case_staff")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    appointed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "user"], name="appointed_once_for_each_review")]


class BreakGlass(FamilyWords):
    """Opening a case without being appointed to it: for a reason (sealed), for a while, and a second person is told."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="break_glasses")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    told = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ends_at = models.DateTimeField()
