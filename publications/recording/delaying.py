"""A review will miss its clock: why, what the family is told, and until when it is now expected (R13)."""

from __future__ import annotations

from datetime import date, datetime

from people.models import User
from people.roles import Deed
from publications.models import Delay, Review
from publications.recording.refusals import InThePast, Missing, NothingToDelay
from publications.recording.writing import writing
from publications.states import ReviewState

ON_ITS_WAY = (ReviewState.PREPARING, ReviewState.SCHEDULED)


def report_delay(
    review: Review, cause: str, *, reason: str, for_family: str, expected_on: date, by: User, now: datetime
) -> Delay:
    """Record a delay. The clock stays as it is; what is expected is now `expected_on`.

    `reason` is for Panel and Secretary of State, `for_family` the plain words that the family hears; both are sealed.
    Nothing is sent by this: the letter is prepared on the pages of the statutory copies.
    """
    if cause not in Delay.Cause.values:
        raise Missing("Choose the cause.")
    if not reason.strip():
        raise Missing("Write the reason, as Panel and Secretary of State will read it.")
    if not for_family.strip():
        raise Missing("Write what the family is told, in plain words.")
    with writing(review, Deed.KEEP_RECORD, by=by, now=now) as to:
        if to.review.state not in ON_ITS_WAY or to.review.first_published_at:
            raise NothingToDelay
        if expected_on <= to.today:
            raise InThePast("The day on which it is expected now")
        delay = Delay(review=to.review, cause=cause, expected_on=expected_on, recorded_by=by, recorded_at=now)
        delay.keep({"reason": reason.strip(), "for_family": for_family.strip()})
        delay.save()
        to.note("delay_report", row=delay.pk, cause=cause, expected_on=expected_on.isoformat())
    return delay
