"""The one door for a change of state: lock, check the table, ask the guards, write, record."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol, TypeVar

from django.db import connection, models, transaction

from lifecycles.guards import Checked, ask_guards, refuse_unless_all_hold
from lifecycles.models import START_OF_CHAIN, Step
from lifecycles.moves import Machine, UnknownMove

logger = logging.getLogger(__name__)

CHAIN_LOCK = 5_230_816


class Actor(Protocol):
    """Who acts: a person or a process, named by a reference that holds no personal data."""

    actor_reference: str


class SystemActor:
    """Who acts without an account: a process such as the worker, or anybody on the public site."""

    def __init__(self, name: str) -> None:
        self.actor_reference = name


WORKER = SystemActor("worker")
# Nothing of who they are is kept in the record.
VISITOR = SystemActor("visitor")


class Stateful(Protocol):
    """A model with a `state` field, a `machine`, and a `scope` (the tenant's id as text)."""

    pk: Any
    state: str
    machine: Machine
    scope: str


Subject = TypeVar("Subject", bound=models.Model)


def lock(subject: Subject) -> Subject:
    """Return a fresh copy of `subject`, locked until the transaction ends."""
    return type(subject)._default_manager.select_for_update().get(pk=subject.pk)


def take_step(
    subject: Stateful,
    move_name: str,
    *,
    by: Actor,
    now: datetime,
    role: str = "",
    reason: str = "",
    facts: dict[str, Any] | None = None,
    question: Callable[[Any], Any] | None = None,
    guarded_as: str = "",
) -> Step:
    """Move `subject` through `move_name` and return the record of it.

    `question` makes, from the locked subject, what the guards are asked; those of another move are asked when
    `guarded_as` names it. Raises UnknownMove when the table
    does not list the move from the present state, GuardsRefused when a guard does not hold.
    """
    with transaction.atomic():
        locked = lock(subject)
        try:
            found = locked.machine.find(move_name, locked.state)
        except UnknownMove:
            logger.warning("refused: %s of %s %s from %s", move_name, _type(subject), subject.pk, locked.state)
            raise
        checked = _ask(locked, guarded_as or move_name, question)
        refuse_unless_all_hold(checked)
        before, subject.state = locked.state, found.target
        type(subject)._default_manager.filter(pk=subject.pk).update(state=found.target)
        return record(
            subject,
            move_name,
            before=before,
            after=found.target,
            by=by,
            now=now,
            role=role,
            reason=reason,
            facts=(facts or {}) | _guard_facts(checked),
        )


def record(
    subject: Any,
    move_name: str,
    *,
    by: Actor,
    now: datetime,
    before: str = "",
    after: str = "",
    role: str = "",
    reason: str = "",
    facts: dict[str, Any] | None = None,
) -> Step:
    """Append one row to the chain. `facts` holds ids, codes, dates and hashes as JSON; never a name or a text."""
    with transaction.atomic():
        wait_for_the_chain()
        last = Step.objects.order_by("-number").values("number", "digest").first()
        step = Step(
            number=last["number"] + 1 if last else 1,
            previous=last["digest"] if last else START_OF_CHAIN,
            subject_type=_type(subject),
            subject_id=str(subject.pk),
            scope=getattr(subject, "scope", ""),
            move=move_name,
            before=before,
            after=after,
            actor=by.actor_reference,
            role=role,
            reason=reason,
            facts=facts or {},
            at=now,
        )
        step.digest = step.expected_digest()
        step.save(force_insert=True)
    return step


def steps_of(subject: models.Model) -> models.QuerySet[Step]:
    """Return the record of one subject, oldest first."""
    return Step.objects.filter(subject_type=_type(subject), subject_id=str(subject.pk))


def _ask(subject: Stateful, move_name: str, question: Callable[[Any], Any] | None) -> list[Checked]:
    return ask_guards(subject.machine.name, move_name, question(subject)) if question else []


def wait_for_the_chain() -> None:
    """Be the only one, until this transaction ends, who gives a number in an order that others rely on."""
    # SQLite transactions are IMMEDIATE here: whoever is in one is already the only writer.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def _type(subject: models.Model) -> str:
    return subject._meta.label_lower


def _guard_facts(checked: list[Checked]) -> dict[str, Any]:
    return {"guards": {c.guard.name: c.answer.holds for c in checked}} if checked else {}
