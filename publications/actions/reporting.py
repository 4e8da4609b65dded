"""The lead of an agency reports on its own actions: what was done, how far it is, and what changed (E App 16)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet

from lifecycles.moves import MoveRefused
from lifecycles.stepping import record, take_step
from people.models import User
from people.permissions import NotAllowed, must
from people.roles import Deed
from publications.actions.agreeing import found_again, mark_of
from publications.actions.leading import agencies_led_by
from publications.actions.refusals import ChangedMeanwhile
from publications.evidence import keep_evidence
from publications.models import Action, ActionUpdate
from publications.states import ActionState
from publications.vocabulary import Progress

# What the partnership has not adopted is not yet for an agency to carry out (D20).
NOT_YET = (ActionState.PROPOSED, ActionState.ENDORSED)
OWN_MOVES = ("begin", "complete", "evidence")


class NotALeadsMove(MoveRefused):
    """What the partnership decides is not for the agency to report."""

    def __init__(self) -> None:
        super().__init__("Choose what has become of the action.")


@dataclass(frozen=True)
class Said:
    """What an agency reports; the rating says how far it is, whatever the state (rules.md §2)."""

    taken: str
    progress: str
    rating: Progress
    evidence: str


def own_actions(user: Any) -> QuerySet[Action]:
    """Return the adopted actions of the agencies for which `user` reports now, in every partnership."""
    return Action.objects.filter(agency__in=agencies_led_by(user)).exclude(state__in=NOT_YET)


def report(
    action: Action,
    said: Said,
    *,
    by: User,
    now: datetime,
    read: str | None = None,
    move: str = "",
    document: File | None = None,
) -> ActionUpdate:
    """Keep what the agency of `action` reports, and if `move` is one of OWN_MOVES take that step with it.

    NotAllowed unless `by` leads that agency; ChangedMeanwhile when `read` is not the mark of the action any more.
    """
    partnership = action.recommendation.review.partnership
    role = must(by, Deed.UPDATE_ACTIONS, partnership)
    if move and move not in OWN_MOVES:
        raise NotALeadsMove
    with transaction.atomic():
        row = found_again(action)
        if not own_actions(by).filter(pk=row.pk).exists():
            raise NotAllowed(Deed.UPDATE_ACTIONS.label)
        if read is not None and read != mark_of(row):
            raise ChangedMeanwhile
        kept = keep_evidence(document, partnership, by=by) if document else None
        update = ActionUpdate.objects.create(action=row, at=now, by=by, document=kept, **asdict(said))
        Action.objects.filter(pk=row.pk).update(**asdict(said), updated_at=now, updated_by=by)
        facts = {"update": update.pk, "rating": str(said.rating), "has_document": kept is not None}
        record(row, "report", by=by, now=now, role=role, facts=facts)
        if move:
            take_step(row, move, by=by, now=now, role=role, question=lambda locked: locked)
    action.refresh_from_db()
    return update
