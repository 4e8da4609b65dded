"""The days of one review from its decision to its archiving, as a list and as a picture of the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from partnerships.working_days import UnknownCalendar, latest_notice_day, london_day, one_year_after
from people.roles import Partner
from publications.clocks import completion_due, months_for
from publications.ledger import earliest_archive_day
from publications.models import Dispatch, Milestone, Release, Review
from publications.notifying import ARRIVED, COPIES
from publications.planner.stages import Plan
from publications.planning import copies_sent_on
from publications.questions import ReleaseQuestion
from publications.states import ReviewState

Kind = Milestone.Kind
WIDTH, EDGE, RADIUS, LANE = 320, 16, 11, 26


@dataclass(frozen=True)
class Point:
    """One day of the way. `is_past` is what has happened; without a day it is known only that it is to come."""

    label: str
    day: date | None
    is_past: bool
    note: str = ""


@dataclass(frozen=True)
class Mark:
    """A point as it is drawn: its number in the list, and where its circle and its foot on the line are."""

    number: int
    point: Point
    x: int
    y: int


@dataclass(frozen=True)
class Picture:
    marks: list[Mark]
    height: int
    line: int
    today: int
    first: date
    last: date
    width: int = WIDTH
    left: int = EDGE
    right: int = WIDTH - EDGE
    radius: int = RADIUS


def points_of(review: Review, release: Release | None, plan: Plan | None, *, now: datetime) -> list[Point]:
    """Return the points of the way of `review` in the order of their days; those without a day come last.

    Before a moment is chosen, publication is the earliest day of `plan`, and says so.
    """
    today, question = london_day(now), ReleaseQuestion(review, release.moment if release else now, now, release)
    found = [
        Point("Decision to review", review.decided_on, bool(review.decided_on)),
        _clock(review, today),
        _approvals(question),
        *_copies(question, plan),
        _family(question),
        *_public(review, release, plan, today),
    ]
    points = [point for point in found if point]
    return sorted(points, key=lambda point: point.day or date.max)


def picture_of(points: Iterable[Point], today: date) -> Picture | None:
    """Return where each point with a day is drawn, on one scale with `today`; None when fewer than two have one."""
    numbered = [(number, point) for number, point in enumerate(points, 1) if point.day]
    if len(numbered) < 2:
        return None
    days = [point.day for _, point in numbered] + [today]
    first, last = min(days), max(days)
    marks, lanes = [], []
    for number, point in numbered:
        x = _across(point.day, first, last)
        lane = next((n for n, end in enumerate(lanes) if x - end > 2 * RADIUS + 2), len(lanes))
        lanes[lane : lane + 1] = [x]
        marks.append((number, point, x, lane))
    line = LANE * len(lanes) + RADIUS
    placed = [Mark(number, point, x, line - LANE * (lane + 1) + RADIUS // 2) for number, point, x, lane in marks]
    return Picture(placed, line + 62, line, _across(today, first, last), first, last)


def _across(day: date, first: date, last: date) -> int:
    stretch = max((last - first).days, 1)
    return EDGE + round((WIDTH - 2 * EDGE) * (day - first).days / stretch)


def _clock(review: Review, today: date) -> Point | None:
    due = None if review.is_legacy else completion_due(review)
    if due is None:
        return None
    is_over = review.first_published_at is not None or due < today
    return Point(f"Clock: {months_for(review)} months from the decision", due, is_over)


def _approvals(question: ReleaseQuestion) -> Point | None:
    if not question.is_new:
        return None
    rows = {row.about: row for row in question.vouched(Kind.APPROVAL)}
    if set(rows) >= set(Partner.values):
        return Point("Approved by all three partners", london_day(max(row.at for row in rows.values())), True)
    return Point("Approved by all three partners", None, False, f"{len(rows)} of 3 have approved this text.")


def _copies(question: ReleaseQuestion, plan: Plan | None) -> list[Point]:
    if question.review.public_release_id:
        return _copies_before(question.review)
    if not question.is_new:
        return []
    sent = copies_sent_on(question)
    note = "" if sent else "Not all of them have gone."
    found = [Point("Statutory copies sent", sent, sent is not None, note)]
    if plan is None or not (question.release or plan.assumed.day):
        return found
    try:
        last = latest_notice_day(london_day(plan.moment), question.review.partnership.notice_counting)
    except UnknownCalendar as unknown:
        return [*found, Point("Last day for the statutory copies", None, False, str(unknown))]
    return [*found, Point("Last day for the statutory copies", last, last < london_day(question.now))]


def _copies_before(review: Review) -> list[Point]:
    """Return when the last copy of the text that is public went, before its publication."""
    sent = Dispatch.objects.filter(
        review=review, state__in=ARRIVED, pack__purpose__in=COPIES, sent_at__lte=review.first_published_at
    )
    last = sent.order_by("sent_at").last()
    return [Point("Statutory copies sent", london_day(last.sent_at), True)] if last else []


def _family(question: ReleaseQuestion) -> Point | None:
    if not question.is_new:
        return None
    moment = question.release.moment if question.release else None
    rows = question.told_of_moment(Kind.FAMILY_TOLD) if moment else question.standing(Kind.FAMILY_TOLD)
    if rows:
        return Point("The family was told", london_day(rows[-1].at), True)
    return Point("The family is told of the day and hour", None, False, "Not recorded yet.")


def _public(review: Review, release: Release | None, plan: Plan | None, today: date) -> list[Point]:
    published = review.first_published_at
    if published:
        day, is_past, note = london_day(published), True, ""
    elif release:
        day, is_past, note = london_day(release.moment), False, "The moment of the release."
    else:
        day, is_past = plan.assumed.day if plan else None, False
        note = "The earliest day, as things stand today." if day else "No day is chosen."
    over = one_year_after(day) if day else None
    return [
        Point("Publication", day, is_past, note),
        Point("A year in public is over", over, bool(over and over <= today)),
        _archive(review, over, today),
    ]


def _archive(review: Review, over: date | None, today: date) -> Point:
    if review.state == ReviewState.ARCHIVED:
        spell = review.spells.exclude(ended_at=None).last()
        return Point("Archived", london_day(spell.ended_at) if spell else None, True)
    day = earliest_archive_day(review, today) or over
    note = "Days offline are added." if day and over and day > over else ""
    return Point("May be archived", day, False, note)
