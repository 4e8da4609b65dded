"""The chain of Steps is whole, and tells the same story as the rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import BigIntegerField, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import Cast, Coalesce, Lag

from lifecycles.models import Step
from lifecycles.verifying import first_broken
from publications.invariants.table import Broken, broken, invariant
from publications.models import Review

CHUNK = 2000
# By these nothing is ever public without the check for identifiers and the statutory copies (§2, invariant ii).
ALWAYS_ASKED = {"anonymity_is_passed"}
ASKED_OF_NEW = {"copies_were_sent"}
GUARDED = ("schedule", "release", "correct", "archive", "close")


@invariant("§2 (vi)", "The chain of steps is whole: nothing was changed, taken out or put in")
def chain_is_whole(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    found = first_broken(Step.objects.order_by("number").iterator(chunk_size=CHUNK))
    if found:
        yield Broken(f"step {found.number}", found.reason)


@invariant("§2 (vi)", "The state of every row is the one in which its last step left it")
def states_agree_with_steps(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    for model in _with_a_machine():
        mine = _state_steps().filter(subject_type=model._meta.label_lower, subject_id=Cast(OuterRef("pk"), CharField()))
        last = Coalesce(Subquery(mine.order_by("-number").values("after")[:1]), Value(str(model.machine.initial)))
        for row in model.objects.annotate(last_state=last).exclude(state=F("last_state")).iterator():
            yield broken(row, f"it is {row.state}, and its last step left it {row.last_state}")


@invariant("§2", "Every change of state is one that the tables list")
def moves_are_listed(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    for model in _with_a_machine():
        steps = _state_steps().filter(subject_type=model._meta.label_lower).exclude(before="")
        for name, before, after in steps.order_by().values_list("move", "before", "after").distinct():
            if not (model.machine.allows(name, before) and model.machine.find(name, before).target == after):
                for number in steps.filter(move=name, before=before, after=after).values_list("number", flat=True):
                    yield Broken(f"step {number}", f"“{name}” from {before} to {after} is in no table")


@invariant("§2 (vi)", "Each step begins where the one before it ended")
def steps_follow_each_other(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    for model in _with_a_machine():
        order = Window(Lag("after"), partition_by=[F("subject_id")], order_by=F("number").asc())
        steps = _state_steps().filter(subject_type=model._meta.label_lower).annotate(earlier=order)
        begins = Q(earlier=None, before__in=["", str(model.machine.initial)])
        stays = Q(earlier__isnull=False, before="", after=F("earlier"))
        for step in steps.exclude(begins | stays | Q(before=F("earlier"))).iterator():
            yield Broken(f"step {step.number}", "it does not begin in the state in which the one before it ended")


@invariant("§2 (vi)", "Nothing of which a step tells has vanished")
def nothing_has_vanished(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    for model in _with_a_machine():
        there = model.objects.filter(pk=Cast(OuterRef("subject_id"), BigIntegerField()))
        told = Step.objects.filter(~Exists(there), subject_type=model._meta.label_lower)
        for number in told.order_by().values_list("subject_id", flat=True).distinct():
            yield Broken(f"{model._meta.verbose_name} {number}", "steps tell of it, and it is not there")


@invariant("§2 (ii), S10", "Every guard held when a report was scheduled, released, corrected, archived or closed")
def guards_held(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    legacy = {str(pk) for pk in Review.objects.filter(is_legacy=True).values_list("pk", flat=True)}
    steps = Step.objects.filter(subject_type=Review._meta.label_lower, move__in=GUARDED)
    for step in steps.iterator(chunk_size=CHUNK):
        guards = step.facts.get("guards", {})
        if not guards or not all(guards.values()):
            yield Broken(f"step {step.number}", "no guard was asked, or one did not hold", int(step.scope))
        elif step.move == "release" and not _asked_of(step, legacy) <= set(guards):
            yield Broken(f"step {step.number}", "it skipped the anonymity or the statutory copies", int(step.scope))


def _asked_of(step: Step, legacy: set[str]) -> set[str]:
    return ALWAYS_ASKED if step.subject_id in legacy else ALWAYS_ASKED | ASKED_OF_NEW


def _with_a_machine() -> list[Any]:
    return [model for model in apps.get_app_config("publications").get_models() if hasattr(model, "machine")]


def _state_steps() -> QuerySet[Step]:
    return Step.objects.exclude(after="")
