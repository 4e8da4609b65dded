"""Readers who asked to be told by e-mail of what is published."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models import Partnership
from publications.models.terms import Term
from publications.states import SUBSCRIPTION, SubscriptionState
from publications.vocabulary import Frequency, TermKind


class AlertSubscription(models.Model):
    """One address and what it asked for. Unsubscribed or never confirmed, it is deleted: nothing of it is kept.

    No partnerships: those of all; no themes: all of them.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    # The site on which it was asked for: the mail comes in its name.
    host = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(_("e-mail address"))
    partnerships = models.ManyToManyField(Partnership, blank=True, related_name="+")
    themes = models.ManyToManyField(Term, blank=True, related_name="+", limit_choices_to={"kind": TermKind.THEME})
    frequency = models.CharField(_("how often"), max_length=20, choices=Frequency.choices, default=Frequency.IMMEDIATE)
    state = models.CharField(max_length=20, choices=SubscriptionState.choices, default=SubscriptionState.ASKED)
    # What stands in the link of the mail is known here by its fingerprint alone.
    confirm_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 (unique when it is there)
    # Every mail carries a link to stop; made from this and the key of the installation.
    stop_salt = models.UUIDField(default=uuid4, unique=True, editable=False)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    # Weekly mail gathers what was published since.
    gathered_until = models.DateTimeField(null=True)

    machine = SUBSCRIPTION

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "frequency"])]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return str(self.host_id)


class AlertDelivery(models.Model):
    """That a subscription was told of something: once, whatever the worker has to try again."""

    subscription = models.ForeignKey(AlertSubscription, on_delete=models.CASCADE, related_name="deliveries")
    # The release or the version of the page of which the reader is told.
    about = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "about"], name="told_once_of_each_thing")]

    def __str__(self) -> str:
        return self.about


class Announcement(models.Model):
    """Something was published of which readers are to be told; written in the transaction that published it."""

    about = models.CharField(max_length=60, unique=True)
    # The key of the findable thing, by which the public rule is asked again before each mail.
    key = models.CharField(max_length=80)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    # Immediate mail is written for everybody.
    spread_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.about
