"""Actions are agreed with agencies, endorsed and adopted by the partnership (E App 16, rules.md §2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from lifecycles.stepping import record, take_step
from people.models import User
from people.roles import Deed
from publications.actions.leading import in_use
from publications.actions.refusals import ChangedMeanwhile, IsUnderWay, NotOurAgency, WasRefused
from publications.models import Action, Agency, Recommendation
from publications.recording.refusals import GoneMeanwhile, Missing
from publications.recording.writing import Writing, writing
from publications.states import ActionState
from publications.vocabulary import Adopted
from publications.withdrawing import ReasonMissing

Values = dict[str, Any]
_PLAIN = ("agency", "agreed", "responsible", "timescale", "due_on")
# What those do who keep the plan; what its agency does is in reporting.OWN_MOVES.
KEEPERS_MOVES = ("endorse", "adopt", "sustain", "reopen")


def agree_action(recommendation: Recommendation, values: Values, *, by: User, now: datetime) -> Action:
    """Add an action under the next number. `values`: agency, agreed, responsible (a role), timescale, due_on."""
    with writing(recommendation.review, Deed.KEEP_ACTIONS, by=by, now=now) as to:
        found = Recommendation.objects.filter(pk=recommendation.pk).first()
        if found is None:
            raise GoneMeanwhile
        if found.adopted == Adopted.NO:
            raise WasRefused
        last = recommendation.actions.order_by("-number").values_list("number", flat=True).first() or 0
        row = Action(recommendation=recommendation, number=last + 1)
        _write(row, values, to)
        record(row, "agree", by=by, now=now, after=row.state, role=to.role, facts=_told(row))
    return row


def change_action(action: Action, values: Values, *, by: User, now: datetime, read: str | None = None) -> Action:
    """Write `values` over an action; ChangedMeanwhile when `read` is not its mark any more."""
    with writing(action.recommendation.review, Deed.KEEP_ACTIONS, by=by, now=now) as to:
        row = found_again(action)
        if read is not None and read != mark_of(row):
            raise ChangedMeanwhile
        before = values_of(row)
        _write(row, before | values, to)
        after = values_of(row)
        changed = [name for name in _PLAIN if after[name] != before[name]]
        record(row, "change", by=by, now=now, role=to.role, facts=_told(row) | {"changed": changed})
    return row


def remove_action(action: Action, *, by: User, now: datetime) -> None:
    """Take an action out of the plan that nobody has endorsed; the record keeps that it was there."""
    with writing(action.recommendation.review, Deed.KEEP_ACTIONS, by=by, now=now) as to:
        row = found_again(action)
        if row.state != ActionState.PROPOSED:
            raise IsUnderWay
        record(row, "remove", by=by, now=now, before=row.state, role=to.role)
        row.delete()


def endorse(action: Action, *, by: User, now: datetime) -> None:
    """The group that steers the reviews endorses an action of an adopted recommendation."""
    _move(action, "endorse", by=by, now=now)


def adopt(action: Action, *, by: User, now: datetime) -> None:
    """The partnership adopts an endorsed action; from now on its agency sees it and reports on it (D20)."""
    _move(action, "adopt", by=by, now=now)


def sustain(action: Action, *, by: User, now: datetime) -> None:
    """What was shown to have worked is seen to last."""
    _move(action, "sustain", by=by, now=now)


def reopen(action: Action, *, by: User, now: datetime, reason: str) -> None:
    """What was complete is not, or does not last; the reason stays in the record."""
    if not reason.strip():
        raise ReasonMissing
    _move(action, "reopen", by=by, now=now, reason=reason.strip())


def values_of(action: Action) -> Values:
    """Return everything that a keeper can change."""
    return {name: getattr(action, name) for name in _PLAIN}


def mark_of(action: Action) -> str:
    """Return what changes whenever somebody writes to the action; empty before anybody has."""
    return action.updated_at.isoformat() if action.updated_at else ""


def found_again(action: Action) -> Action:
    """Return a fresh copy, locked until the transaction ends; GoneMeanwhile when it was taken out."""
    found = Action.objects.select_for_update().filter(pk=action.pk).first()
    if found is None:
        raise GoneMeanwhile
    return found


def _move(action: Action, move: str, *, by: User, now: datetime, reason: str = "") -> None:
    with writing(action.recommendation.review, Deed.KEEP_ACTIONS, by=by, now=now) as to:
        take_step(found_again(action), move, by=by, now=now, role=to.role, reason=reason, question=lambda row: row)
    action.refresh_from_db(fields=["state"])


def _write(row: Action, values: Values, to: Writing) -> None:
    for name, words in (("agreed", "Write what was agreed."), ("responsible", "Write which role is responsible.")):
        if not str(values.get(name) or "").strip():
            raise Missing(words)
    agency = values.get("agency")
    if agency is None or (agency.pk != row.agency_id and not _is_open(agency, to)):
        raise NotOurAgency
    for name in [name for name in _PLAIN if name in values]:
        setattr(row, name, values[name])
    row.updated_at, row.updated_by = to.now, to.by
    row.save()


def _is_open(agency: Agency, to: Writing) -> bool:
    return in_use(to.review.partnership, to.today).filter(pk=agency.pk).exists()


def _told(row: Action) -> Values:
    due: date | None = row.due_on
    return {"agency": row.agency_id, "due_on": due.isoformat() if due else ""}
