"""What the public reads of an action plan: fields that somebody chose, frozen, published by a second person."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.formats import date_format

from lifecycles.models import canonical
from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record, take_step
from pages.changing import note_public_change
from people.models import User
from people.roles import Deed
from publications.actions.naming import places_that_name
from publications.actions.reporting import NOT_YET
from publications.anonymity.other_texts import blocked_passages
from publications.models import Action, Edition, PlanEdition, Recommendation, Review
from publications.recording.writing import writing
from publications.states import PlanEditionState
from publications.vocabulary import Adopted

Row = dict[str, Any]


class ReportNotPublic(MoveRefused):
    """A plan is never public without its report (R32)."""

    def __init__(self) -> None:
        super().__init__("The plan can be made public only while its report is public.")


class NothingToShow(MoveRefused):
    """The review has no recommendation."""

    def __init__(self) -> None:
        super().__init__("There is no recommendation yet, so there is nothing to show.")


class AlreadyPrepared(MoveRefused):
    """One plan at a time waits for its second person."""

    def __init__(self) -> None:
        super().__init__("A public plan is waiting for a second person already. Withdraw it first.")


class NotAnonymous(MoveRefused):
    """Something in the plan would identify somebody; `places` says where, never what (R20 to R25)."""

    def __init__(self, places: Collection[str]) -> None:
        self.places = list(places)
        super().__init__(
            f"Something that could identify a person stands in: {'; '.join(self.places)}. Change it first."
        )


class NotBySamePerson(MoveRefused):
    """Whoever prepared it does not publish it."""

    def __init__(self) -> None:
        super().__init__("You prepared this public plan, so somebody else has to publish it.")


def _adopted(row: Recommendation) -> str:
    said = str(row.get_adopted_display())
    return f"{said}. {row.reason_not_adopted}" if row.adopted == Adopted.NO else said


def _timescale(row: Action) -> str:
    return row.timescale or (f"By {date_format(row.due_on, 'j F Y')}" if row.due_on else "")


# What can be shown besides the recommendation itself: a label, and where it comes from. All of it is text.
OF_RECOMMENDATION: dict[str, tuple[str, Callable[[Recommendation], Any]]] = {
    "target": ("Addressed to", lambda row: row.get_target_display()),
    "outcome": ("Intended outcome", lambda row: row.outcome),
    "learning_point": ("Learning point", lambda row: row.learning_point or ""),
    "adopted": ("Adopted", _adopted),
}
OF_ACTION: dict[str, tuple[str, Callable[[Action], Any]]] = {
    "agreed": ("Agreed action", lambda row: row.agreed),
    "agency": ("Agency", lambda row: row.agency.name),
    "responsible": ("Who is responsible", lambda row: row.responsible),
    "timescale": ("Timescale", _timescale),
    "state": ("State", lambda row: row.get_state_display()),
    "taken": ("Actions taken", lambda row: row.taken),
    "rating": ("Where it stands", lambda row: row.get_rating_display()),
    "progress": ("Progress", lambda row: row.progress),
    "evidence": ("Evidence of impact or outcome", lambda row: row.evidence),
}
ALWAYS = {"number": "Number", "recommendation": "Recommendation"}
LABELS = ALWAYS | {name: label for name, (label, _) in (OF_RECOMMENDATION | OF_ACTION).items()}
FIELDS = [name for name in LABELS if name not in ALWAYS]


def prepare_plan(review: Review, fields: Collection[str], *, by: User, now: datetime) -> PlanEdition:
    """Freeze the plan as it is now with the chosen `fields`; it waits for a second person."""
    with writing(review, Deed.PUBLISH_PLAN, by=by, now=now) as to:
        chosen = [name for name in FIELDS if name in fields]
        rows = rows_of(to.review, chosen)
        if not rows:
            raise NothingToShow
        _refuse_unless_public(to.review)
        if to.review.plan_editions.filter(state=PlanEditionState.PREPARED).exists():
            raise AlreadyPrepared
        _refuse_unless_anonymous(to.review, rows)
        edition = PlanEdition.objects.create(
            review=to.review, fields=chosen, rows=rows, digest=_digest(chosen, rows), as_of=to.today,
            prepared_by=by, prepared_at=now,
        )  # fmt: skip
        facts = {"fields": chosen, "digest": edition.digest}
        record(edition, "prepare", by=by, now=now, after=edition.state, role=to.role, facts=facts)
    return edition


def publish_plan(edition: PlanEdition, *, by: User, now: datetime) -> None:
    """Publish what another person prepared, in the place of the one before; asked for anonymity once more."""
    with writing(edition.review, Deed.PUBLISH_PLAN, by=by, now=now) as to:
        found = lock(edition)
        if found.prepared_by_id == by.pk:
            raise NotBySamePerson
        _refuse_unless_public(to.review)
        _refuse_unless_anonymous(to.review, found.rows)
        for earlier in to.review.plan_editions.filter(state=PlanEditionState.PUBLISHED):
            take_step(earlier, "replace", by=by, now=now, role=to.role)
        take_step(found, "publish", by=by, now=now, role=to.role, facts={"digest": found.digest})
        PlanEdition.objects.filter(pk=found.pk).update(published_by=by, published_at=now)
        note_public_change(f"review:{to.review.pk}", to.review.partnership_id, now=now)
    edition.refresh_from_db()


def withdraw_plan(edition: PlanEdition, *, by: User, now: datetime) -> None:
    """Take a plan from the public, or from its second person, at once and by one."""
    with writing(edition.review, Deed.PUBLISH_PLAN, by=by, now=now) as to:
        was_public = lock(edition).state == PlanEditionState.PUBLISHED
        take_step(edition, "withdraw", by=by, now=now, role=to.role)
        if was_public:
            note_public_change(f"review:{to.review.pk}", to.review.partnership_id, now=now)


def public_plan_rows(review: Review) -> list[Row]:
    """Return the rows that the public may read now, for machines too; empty while there is no public plan.

    A row is one action, or a recommendation without one: number, recommendation and the chosen fields, all text but
    the numbers. What it does not have is not in it.
    """
    found = PlanEdition.objects.public().filter(review=review).first()
    return found.rows if found else []


def rows_of(review: Review, fields: Collection[str]) -> list[Row]:
    """Return the plan as it is now: what is adopted, with `fields` and no other."""
    actions = Action.objects.exclude(state__in=NOT_YET).select_related("agency").order_by("number")
    found = review.recommendations.prefetch_related(Prefetch("actions", actions)).order_by("number")
    return [row for recommendation in found for row in _rows(recommendation, fields)]


def texts_of(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Return every text of `rows` with the place at which it stands."""
    return [
        (f"Recommendation {row['number']}, {LABELS[name].lower()}", str(said))
        for row in rows
        for name, said in row.items()
        if name != "number"
    ]


def _rows(recommendation: Recommendation, fields: Collection[str]) -> list[Row]:
    said: Row = {"number": recommendation.number, "recommendation": recommendation.text}
    said |= {name: str(get(recommendation)) for name, (_, get) in OF_RECOMMENDATION.items() if name in fields}
    shown = [(name, get) for name, (_, get) in OF_ACTION.items() if name in fields]
    actions = list(recommendation.actions.all()) if shown else []
    return [said | {name: str(get(action)) for name, get in shown} for action in actions] or [said]


def _refuse_unless_public(review: Review) -> None:
    if not review.is_published:
        raise ReportNotPublic


def _refuse_unless_anonymous(review: Review, rows: list[Row]) -> None:
    texts = texts_of(rows)
    title = Edition.objects.current().filter(review=review).order_by("pk").values_list("title", flat=True).first()
    places = [*blocked_passages(review, title or "", texts), *places_that_name(review.partnership, texts)]
    if places:
        raise NotAnonymous(dict.fromkeys(places))


def _digest(fields: list[str], rows: list[Row]) -> str:
    return hashlib.sha256(canonical({"fields": fields, "rows": rows}).encode()).hexdigest()
