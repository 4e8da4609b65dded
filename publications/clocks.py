"""The clocks of a review: from when they run, until when, and how they stand today (R4, R8, R12 to R14, R58)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from lifecycles.stepping import steps_of
from partnerships.working_days import UnknownCalendar, is_working_day, london_day, months_after
from publications.ledger import day_the_year_was_over, earliest_archive_day
from publications.models import CopyRequest, Delay, Pack, Purpose, Release, Review
from publications.models.releases import OPEN
from publications.notifying import has_been_told, latest_moment, recipients_without_copy
from publications.questions import ReleaseQuestion
from publications.states import CopyState, ReviewState
from publications.vocabulary import ReviewType

STATUTORY = (ReviewType.LCSPR, ReviewType.IMPROVEMENTS)
STATUTORY_MONTHS = 6
OTHER_MONTHS = 3
NOT_TOLD = "Late, and Panel and Secretary of State not told."


class ClockState(TextChoices):
    RUNNING = "running", _("Running")
    NEAR = "near", _("Nearly over")
    LATE = "late", _("Late")
    MET = "met", _("Met")
    MET_LATE = "met_late", _("Met, but late")
    UNKNOWN = "unknown", _("Not known")


@dataclass(frozen=True)
class Clock:
    """One clock as it stands on a day: `due` is the last day in time, `standing` says it in words.

    `expected` is the day that the last delay names; it moves `due` never. `key` tells the clocks of a review apart.
    """

    key: str
    name: str
    rule: str
    began: date | None
    due: date | None
    met_on: date | None
    standing: str
    state: ClockState
    expected: date | None = None
    needs_telling: bool = False


def clocks_of(review: Review, *, now: datetime) -> list[Clock]:
    """Return every clock that runs or ran for `review`, as it stands at `now`: completion, notice, year, copies.

    A date that would need the bank holidays of an unknown year is not given: the standing says so in words.
    """
    today = london_day(now)
    found = [_completion(review, today), _notice(review, now), _year(review, today)]
    waiting = review.copy_requests.filter(state=CopyState.RECEIVED)
    return [clock for clock in found if clock] + [_copy(request, today) for request in waiting]


def months_for(review: Review) -> int:
    """Return the calendar months in which `review` is completed and published: six by statute or three (R12, R14)."""
    return STATUTORY_MONTHS if review.kind in STATUTORY else OTHER_MONTHS


def completion_due(review: Review) -> date | None:
    """Return the last day on which `review` is published in time; None while the day of the decision is not recorded.

    Information about improvements runs on the clock of the review whose report it stands for (R3).
    """
    decided = review.decided_on or (review.instead_of.decided_on if review.instead_of else None)
    return months_after(decided, months_for(review)) if decided else None


def _completion(review: Review, today: date) -> Clock | None:
    if review.is_legacy:
        return None
    due, months = completion_due(review), months_for(review)
    rule = "R12, R13" if months == STATUTORY_MONTHS else "R14"
    name = f"Completed and published within {'six' if months == STATUTORY_MONTHS else 'three'} months"
    if due is None:
        said = "The day of the decision to review is not recorded, so nothing is counted."
        return Clock("completion", name, rule, None, None, None, said, ClockState.UNKNOWN)
    began = review.decided_on or review.instead_of.decided_on
    if finished := _finished(review):
        said, state = _in_time(finished, due)
        return Clock("completion", name, rule, began, due, finished[0], said, state)
    delay = review.delays.last()
    told = delay is not None and has_been_told(review, Pack.Purpose.DELAY, delay.recorded_at)
    said = " ".join([_by(due, today), *_delayed(delay, due, today), *_telling(review, delay, told, today > due)])
    expected = delay.expected_on if delay else None
    owes = review.kind in STATUTORY and not told and (delay is not None or today > due)
    state = _running(due, today, review)
    return Clock("completion", name, rule, began, due, None, said, state, expected, needs_telling=owes)


def _finished(review: Review) -> tuple[date, str] | None:
    if review.first_published_at:
        return london_day(review.first_published_at), "Published"
    if review.state == ReviewState.CLOSED:
        step = steps_of(review).filter(move="close").last()
        return (london_day(step.at), "Closed without publication") if step else None
    return None


def _in_time(finished: tuple[date, str], due: date) -> tuple[str, ClockState]:
    day, what = finished
    if day <= due:
        return f"{what} on {_said(day)}, in time.", ClockState.MET
    return f"{what} on {_said(day)}, {_days((day - due).days)} late.", ClockState.MET_LATE


def _delayed(delay: Delay | None, due: date, today: date) -> list[str]:
    if delay is None:
        return []
    if delay.expected_on < today:
        return [f"It was expected on {_said(delay.expected_on)}, and that day is past: record the new one."]
    return [f"Now expected on {_said(delay.expected_on)}." + (" The clock stays." if delay.expected_on > due else "")]


def _telling(review: Review, delay: Delay | None, told: bool, is_late: bool) -> list[str]:
    if review.kind not in STATUTORY:
        return ["Record why."] if is_late and delay is None else []
    if told:
        return ["Panel and Secretary of State have been told."]
    if delay is not None:
        return ["A delay is recorded. Panel and Secretary of State have not been told of it yet."]
    return [NOT_TOLD] if is_late else []


def _notice(review: Review, now: datetime) -> Clock | None:
    release = Release.objects.filter(review=review, state__in=OPEN).exclude(purpose=Purpose.LEGACY).first()
    if release is None or release.purpose == Purpose.CORRECTION:
        return None
    name, rule = "Copies sent seven working days before publication", "R8"
    began, question = london_day(release.prepared_at), ReleaseQuestion(review, release.moment, now, release)
    try:
        last = latest_moment(question)
        missing = recipients_without_copy(question, last)
    except UnknownCalendar as unknown:
        return Clock("notice", name, rule, began, None, None, str(unknown), ClockState.UNKNOWN)
    due, today = london_day(last), london_day(now)
    if not missing:
        said = f"Sent in time for publication on {_said(london_day(release.moment))}."
        return Clock("notice", name, rule, began, due, None, said, ClockState.MET)
    said = f"{_by(due, today)} Missing: {', '.join(str(recipient) for recipient in missing)}."
    return Clock("notice", name, rule, began, due, None, said, _running(due, today, review))


def _year(review: Review, today: date) -> Clock | None:
    is_away = review.state in (ReviewState.ARCHIVED, ReviewState.REMOVED)
    due = day_the_year_was_over(review) if is_away else earliest_archive_day(review, today)
    if due is None:
        return None
    spells = list(review.spells.all())
    began, left = london_day(spells[0].began_at), spells[-1].ended_at
    is_over = (london_day(left) if is_away and left else today) >= due
    said, state = _year_in_words(review, due, is_over)
    return Clock("year", "A year in public", "R4", began, due, due if is_over else None, said, state)


def _year_in_words(review: Review, due: date, is_over: bool) -> tuple[str, ClockState]:
    if is_over:
        return f"The year was over on {_said(due)}. Nothing is archived by itself.", ClockState.MET
    if review.state == ReviewState.REMOVED:
        return "It was removed before its year was over.", ClockState.UNKNOWN
    said = f"It stays public until {_said(due)} at least."
    if review.state == ReviewState.PAUSED:
        said = f"It is offline. Every such day is added: as of today, it stays public until {_said(due)} at least."
    return said, ClockState.RUNNING


def _copy(request: CopyRequest, today: date) -> Clock:
    said = _by(request.due_on, today)
    try:
        if request.due_on > today:
            count = _working_days(today, request.due_on)
            said = f"Due on {_said(request.due_on)}: {count} working {'day is' if count == 1 else 'days are'} left."
    except UnknownCalendar as unknown:
        said = f"Due on {_said(request.due_on)}. {unknown}"
    name = f"Answer to the request for a copy, {request.reference}"
    state = ClockState.LATE if today > request.due_on else ClockState.RUNNING
    key, began = f"copy-{request.uuid}", london_day(request.received_at)
    return Clock(key, name, "R58", began, request.due_on, None, said, state)


def _running(due: date, today: date, review: Review) -> ClockState:
    if today > due:
        return ClockState.LATE
    near = due - timedelta(days=review.partnership.clock_warning_days) <= today
    return ClockState.NEAR if near else ClockState.RUNNING


def _working_days(after: date, until: date) -> int:
    days = (after + timedelta(days=number) for number in range(1, (until - after).days + 1))
    return sum(is_working_day(day) for day in days)


def _by(due: date, today: date) -> str:
    left = (due - today).days
    if left == 0:
        return f"Due today, {_said(due)}."
    if left < 0:
        return f"It was due on {_said(due)}, {_days(-left)} ago."
    return f"Due on {_said(due)}: {_days(left)} {'is' if left == 1 else 'are'} left."


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _said(day: date) -> str:
    return date_format(day, "j F Y")
