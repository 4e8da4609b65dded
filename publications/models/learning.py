"""What is done with what was learnt: training, who was sent what, and what use was reported."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models import Partnership
from people.models import User
from publications.models.actions import Agency
from publications.models.briefings import BriefingPage
from publications.models.reviews import Review
from publications.models.terms import Term
from publications.vocabulary import Channel, Setting, TermKind


class TrainingEvent(models.Model):
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="training")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("what it is about"), blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("Empty for an event online."))
    audience = models.CharField(_("who it is for"), max_length=200, blank=True)
    booking_url = models.URLField(_("web address for booking"), blank=True)
    themes = models.ManyToManyField(Term, blank=True, related_name="+", limit_choices_to={"kind": TermKind.THEME})
    cancelled_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(name="an_event_ends_after_it_begins", condition=Q(ends_at__gt=models.F("starts_at")))
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return str(self.partnership_id)


class UseReport(models.Model):
    """Somebody reports that a briefing was used (LRSB). No name is asked for; staff read it, the public never does."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    briefing = models.ForeignKey(BriefingPage, null=True, on_delete=models.CASCADE, related_name="uses")
    # For the briefing that went out with a report.
    review = models.ForeignKey(Review, null=True, on_delete=models.PROTECT, related_name="uses")
    at = models.DateTimeField()
    setting = models.CharField(_("where it was used"), max_length=20, choices=Setting.choices)
    agency = models.ForeignKey(
        Term,
        verbose_name=_("agency"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": TermKind.AGENCY},
    )
    people = models.PositiveIntegerField(_("how many people took part"), null=True, blank=True)
    changed = models.TextField(_("what changes because of it"), max_length=1000, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                name="a_use_is_of_one_briefing",
                condition=Q(briefing=None, review__isnull=False) | Q(briefing__isnull=False, review=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"


class Dissemination(models.Model):
    """Who was sent what of a review, when and how."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="disseminations")
    what = models.CharField(_("what was sent"), max_length=200)
    to = models.CharField(_("to whom"), max_length=200, help_text=_("Organisations or groups, never a person’s name."))
    agency = models.ForeignKey(
        Agency,
        verbose_name=_("agency"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    channel = models.CharField(_("how"), max_length=20, choices=Channel.choices)
    on = models.DateField(_("on which day"))
    use = models.TextField(_("what use was reported"), blank=True)
    recorded_at = models.DateTimeField(editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.review_id}/{self.on}"

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return self.review.scope
