"""Putting a review on hold and lifting the hold: while one stands, nothing is notified, scheduled or released (§2)."""

from __future__ import annotations

from datetime import datetime

from people.alarms import raise_alarm, settle_alarm
from people.models import Alarm, User
from people.roles import Deed
from publications.models import Hold, Review
from publications.recording.refusals import AlreadyLifted, GoneMeanwhile, Missing
from publications.recording.writing import Writing, writing
from publications.states import ReviewState

ALARM = "hold_on_scheduled"
STOPPED = "A review whose release is confirmed was put on hold. The release will be stopped at its hour."


def place_hold(review: Review, kind: str, *, reason: str, by: User, now: datetime) -> Hold:
    """Put `review` on hold. One that is scheduled stays so, is stopped at its hour, and an alarm says that."""
    if kind not in Hold.Kind.values:
        raise Missing("Choose for what it is on hold.")
    if not reason.strip():
        raise Missing("Write the reason. Only those who place and lift holds can read it.")
    with writing(review, Deed.PLACE_HOLD, by=by, now=now) as to:
        hold = Hold(review=to.review, kind=kind, placed_by=by, placed_at=now)
        hold.keep({"reason": reason.strip()})
        hold.save()
        to.note("hold_place", row=hold.pk, kind=kind)
        _warn(hold, to)
    return hold


def lift_hold(hold: Hold, *, reason: str, by: User, now: datetime) -> Hold:
    """Lift a hold, as a named person and with the reason; a release that waits goes out after all."""
    if not reason.strip():
        raise Missing("Write why the hold is lifted.")
    with writing(hold.review, Deed.LIFT_HOLD, by=by, now=now) as to:
        found = Hold.objects.select_for_update().filter(pk=hold.pk).first()
        if found is None:
            raise GoneMeanwhile
        if found.lifted_at:
            raise AlreadyLifted
        found.keep(found.words() | {"lifted_because": reason.strip()})
        found.lifted_by, found.lifted_at = by, now
        found.save()
        to.note("hold_lift", row=found.pk, kind=found.kind)
        for alarm in Alarm.objects.filter(kind=ALARM, subject=str(found.row), settled_at=None):
            settle_alarm(alarm, by=by, now=now)
    return found


def standing_holds(review: Review) -> list[Hold]:
    """Return the holds that nobody has lifted, the oldest first."""
    return list(review.holds.filter(lifted_at=None))


def _warn(hold: Hold, to: Writing) -> None:
    if to.review.state == ReviewState.SCHEDULED:
        raise_alarm(ALARM, str(hold.row), STOPPED, partnership=to.review.partnership, now=to.now)
