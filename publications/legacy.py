"""Reports from before this record began, such as old Serious Case Reviews: when they were first public, if it is known.

What guards ask of a new report was never recorded for them. So whoever states this answers for it with their name.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record
from partnerships.working_days import london_day
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.models import Review
from publications.models.releases import OPEN
from publications.states import ReviewState
from publications.vocabulary import ReviewType

# What was first public within these days is no old report.
DAYS_SINCE = 366


class NotInPreparation(MoveRefused):
    """What is scheduled or public was counted by its own rules already."""

    def __init__(self) -> None:
        super().__init__("This is stated while the report is in preparation and no release is prepared.")


class DayIsTooLate(MoveRefused):
    """A report that was first public lately has to keep all rules of a new one."""

    def __init__(self) -> None:
        super().__init__("A report that was first published within the last year is published like a new one.")


class StatementMissing(MoveRefused):
    """Without a day, somebody says how they know that it was published before."""

    def __init__(self) -> None:
        super().__init__("Write how it is known that it was published before. It is kept with your name.")


class NotAnOldReport(MoveRefused):
    """Information about improvements stands beside a report of today."""

    def __init__(self) -> None:
        super().__init__("Choose the type of the old report.")


def state_earlier_publication(
    review: Review, *, kind: str, published_on: date | None, statement: str, by: User, now: datetime
) -> None:
    """State that the report of `review` was public before: on a known day, or on one that nobody knows any more.

    Approvals, notices and copies are not asked of it from now on; its text, its anonymity and two people are. Raises
    NotInPreparation, DayIsTooLate, StatementMissing, NotAnOldReport.
    """
    role = must(by, Deed.DECIDE_PUBLICATION, review.partnership)
    statement = statement.strip()
    if not statement:
        raise StatementMissing
    if published_on and (london_day(now) - published_on).days < DAYS_SINCE:
        raise DayIsTooLate
    if kind not in ReviewType.values or kind == ReviewType.IMPROVEMENTS:
        raise NotAnOldReport
    facts = {"published_on": published_on.isoformat() if published_on else "", "kind": kind}
    values = {"is_legacy": True, "legacy_published_on": published_on, "legacy_statement": statement, "kind": kind}
    _write(review, values, "state_earlier_publication", by=by, role=role, now=now, facts=facts)


def withdraw_statement(review: Review, *, by: User, now: datetime) -> None:
    """Take the statement back: everything that is asked of a new report is asked again."""
    role = must(by, Deed.DECIDE_PUBLICATION, review.partnership)
    values = {"is_legacy": False, "legacy_published_on": None, "legacy_statement": ""}
    _write(review, values, "withdraw_statement", by=by, role=role, now=now, facts={})


def _write(
    review: Review, values: dict[str, object], move: str, *, by: User, role: str, now: datetime, facts: dict[str, str]
) -> None:
    with transaction.atomic():
        locked = lock(review)
        is_open = locked.releases.filter(state__in=OPEN).exists()
        if locked.state != ReviewState.PREPARING or is_open or locked.is_improvements:
            raise NotInPreparation
        Review.objects.filter(pk=review.pk).update(**values)
        _say_type(locked, values.get("kind"), by)
        record(locked, move, by=by, role=role, now=now, facts=facts)
    for name, value in values.items():
        setattr(review, name, value)


def _say_type(review: Review, kind: object, by: User) -> None:
    for page in review.drafts():
        if kind and page.review_type != kind:
            page.review_type = kind
            page.save_revision(user=by, clean=False)
