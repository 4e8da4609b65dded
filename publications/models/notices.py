"""Statutory copies: who gets them, what was sent, what became of it, and what was said about it (R8 to R11)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models import Partnership
from people.models import OutgoingMail, User
from publications.models.reviews import Review
from publications.models.sealed import SealedWords
from publications.states import DISPATCH, SUBMISSION, DispatchState, SubmissionState


class Recipient(models.Model):
    """Where one of the statutory recipients wants its copies. Data, never a constant: addresses change."""

    class Kind(models.TextChoices):
        PANEL = "panel", _("Child Safeguarding Practice Review Panel")
        SECRETARY_OF_STATE = "secretary_of_state", _("Secretary of State for Education")
        OFSTED = "ofsted", _("Ofsted")
        NSPCC = "nspcc", _("NSPCC national case review repository")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="recipients")
    kind = models.CharField(_("recipient"), max_length=30, choices=Kind.choices)
    address = models.EmailField(_("e-mail address"), blank=True)
    # Whether publication waits for this recipient's copy.
    is_required = models.BooleanField(_("a copy is required before publication"), default=True)
    verified_on = models.DateField(_("last verified"), null=True, blank=True)
    verified_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["partnership", "kind"], name="one_recipient_of_each_kind")]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return str(self.partnership_id)


class Pack(SealedWords):
    """What is sent together: PDFs of one content, a covering letter, and what will improve. Sealed: the words."""

    class Purpose(models.TextChoices):
        FINAL_COPY = "final_copy", _("Copy before publication")
        NEW_DATE = "new_date", _("Another day of publication")
        DELAY = "delay", _("Delay")
        NOT_PUBLISHED = "not_published", _("Decision not to publish the report")
        CORRECTION = "correction", _("Correction")
        NSPCC = "nspcc", _("Submission to the repository")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="packs")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    content_hash = models.CharField(max_length=64, blank=True)
    moment = models.DateTimeField(null=True)
    # Each file: name, digest, size in bytes, pages.
    files = models.JSONField(default=list)
    prepared_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()

    class Meta:
        ordering = ["prepared_at", "pk"]


class Dispatch(SealedWords):
    """One pack on its way to one recipient. Sealed: evidence."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="dispatches")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="dispatches")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="dispatches")
    address = models.CharField(max_length=254)
    state = models.CharField(max_length=20, choices=DispatchState.choices, default=DispatchState.SENDING)
    # None when the copy went another way than through this installation.
    mail = models.OneToOneField(OutgoingMail, null=True, on_delete=models.PROTECT, related_name="+")
    message_id = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    machine = DISPATCH

    class Meta:
        ordering = ["asked_at", "pk"]

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return self.review.scope


class Comment(SealedWords):
    """What a recipient said about a copy (R9). Sealed: text, answer."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted: the text changes")
        EXPLAINED = "explained", _("Explained: the text stays")
        NOTED = "noted", _("Noted: nothing was asked")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="comments")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    received_on = models.DateField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["recorded_at", "pk"]


class Submission(models.Model):
    """The task after publication: the report goes to the national repository, which gives a reference (R18)."""

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="submission")
    state = models.CharField(max_length=20, choices=SubmissionState.choices, default=SubmissionState.DUE)
    due_on = models.DateField()
    is_anonymous = models.BooleanField(default=False)
    dispatch = models.OneToOneField(Dispatch, null=True, on_delete=models.PROTECT, related_name="submission")
    reference = models.CharField(_("reference"), max_length=40, blank=True)
    acknowledged_on = models.DateField(null=True)

    machine = SUBMISSION

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="acknowledged_with_a_reference",
                condition=~Q(state=SubmissionState.ACKNOWLEDGED) | ~Q(reference=""),
            )
        ]

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return self.review.scope
