"""Recommendations and what the agencies agreed to do about them (E App 16, rules.md §2 and §4)."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pages.models import PrivateDocument
from partnerships.models import Partnership
from people.models import User
from people.roles import Role
from publications.models.reviews import Review
from publications.models.terms import Term
from publications.states import ACTION, PLAN_EDITION, ActionState, PlanEditionState
from publications.vocabulary import Adopted, Progress, Target, TermKind


class Agency(models.Model):
    """One organisation that carries out actions for a partnership. `kind` says what sort of agency it is."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="agencies")
    name = models.CharField(_("name"), max_length=150)
    kind = models.ForeignKey(
        Term,
        verbose_name=_("kind of agency"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": TermKind.AGENCY},
    )
    valid_until = models.DateField(_("in use until"), null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="one_agency_of_each_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return str(self.partnership_id)


class StandingLeads(models.QuerySet):
    def standing(self) -> StandingLeads:
        """Leads who have the role in the agency's partnership now, and had it when they were named.

        Whoever left and came back is named anew.
        """
        return self.filter(
            user__is_active=True,
            agency__partnership__memberships__user=F("user"),
            agency__partnership__memberships__role=Role.AGENCY_LEAD,
            agency__partnership__memberships__since__lte=F("since"),
        )


class AgencyLead(models.Model):
    """Who reports for an agency: a person with the role of agency lead in its partnership."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="leads")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    named_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = StandingLeads.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "user"], name="leads_an_agency_once")]

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.user_id}"


class Recommendation(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("recommendation"))
    target = models.CharField(_("addressed to"), max_length=20, choices=Target.choices, default=Target.PARTNERSHIP)
    outcome = models.TextField(_("intended outcome"), blank=True)
    learning_point = models.PositiveIntegerField(_("number of its learning point"), null=True, blank=True)
    adopted = models.CharField(_("adopted"), max_length=10, choices=Adopted.choices, default=Adopted.UNDECIDED)
    reason_not_adopted = models.TextField(_("why it was not adopted"), blank=True)
    themes = models.ManyToManyField(Term, blank=True, related_name="+", limit_choices_to={"kind": TermKind.THEME})

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="one_recommendation_of_each_number"),
            models.CheckConstraint(
                name="not_adopted_has_a_reason", condition=~Q(adopted=Adopted.NO) | ~Q(reason_not_adopted="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id}/{self.number}"

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return self.review.scope


class Action(models.Model):
    """One row of the plan. What the public may read of it is in a PlanEdition, never here."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="actions")
    number = models.PositiveIntegerField(_("number"))
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="actions")
    state = models.CharField(max_length=20, choices=ActionState.choices, default=ActionState.PROPOSED, editable=False)
    agreed = models.TextField(_("agreed action"))
    responsible = models.CharField(
        _("who is responsible"), max_length=150, help_text=_("A role, never a person’s name.")
    )
    timescale = models.CharField(_("timescale"), max_length=120, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    taken = models.TextField(_("actions taken"), blank=True)
    progress = models.TextField(_("progress"), blank=True)
    rating = models.CharField(
        _("where it stands"), max_length=20, choices=Progress.choices, default=Progress.NOT_STARTED
    )
    evidence = models.TextField(_("evidence of impact or outcome"), blank=True)
    updated_at = models.DateTimeField(null=True, editable=False)
    updated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    reminded_for = models.CharField(max_length=40, blank=True, editable=False)

    machine = ACTION

    class Meta:
        ordering = ["recommendation__number", "number"]
        constraints = [models.UniqueConstraint(fields=["recommendation", "number"], name="one_action_of_each_number")]
        indexes = [models.Index(fields=["agency", "state"])]

    def __str__(self) -> str:
        return f"{self.recommendation_id}/{self.number}"

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return self.recommendation.scope


class NeverRewritten(Exception):
    """Something tried to alter or delete what an agency reported."""

    def __init__(self) -> None:
        super().__init__("What was reported is never changed. It is reported anew.")


class KeptUpdates(models.QuerySet):
    def update(self, **kwargs: object) -> int:  # noqa: ARG002
        raise NeverRewritten

    def delete(self) -> tuple[int, dict[str, int]]:
        raise NeverRewritten


class ActionUpdate(models.Model):
    """What an agency reported, as it was: never changed. With a document where there is one."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    taken = models.TextField(blank=True)
    progress = models.TextField(blank=True)
    rating = models.CharField(max_length=20, choices=Progress.choices)
    evidence = models.TextField(blank=True)
    document = models.ForeignKey(PrivateDocument, null=True, on_delete=models.PROTECT, related_name="+")

    objects = KeptUpdates.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.action_id}/{self.at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NeverRewritten
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:  # noqa: ARG002
        raise NeverRewritten


class PlanEditionQuerySet(models.QuerySet):
    def public(self) -> PlanEditionQuerySet:
        """The public rule: published by a second person, not replaced, and its report is public."""
        return self.filter(state=PlanEditionState.PUBLISHED, review__state="published")


class PlanEdition(models.Model):
    """The plan as the public reads it: frozen rows that hold only the fields that somebody chose to show."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="plan_editions")
    state = models.CharField(max_length=20, choices=PlanEditionState.choices, default=PlanEditionState.PREPARED)
    fields = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    as_of = models.DateField()
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    objects = PlanEditionQuerySet.as_manager()
    machine = PLAN_EDITION

    class Meta:
        ordering = ["-prepared_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["review"],
                condition=Q(state=PlanEditionState.PUBLISHED),
                name="one_public_plan_for_each_review",
            ),
            models.UniqueConstraint(
                fields=["review"],
                condition=Q(state=PlanEditionState.PREPARED),
                name="one_prepared_plan_for_each_review",
            ),
            models.CheckConstraint(
                name="two_different_people_publish_a_plan",
                condition=Q(published_by=None) | ~Q(published_by=F("prepared_by")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return self.review.scope
