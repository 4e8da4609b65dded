"""Everything that is due or scheduled in a stretch of days, over all reviews that a person may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from partnerships.models import Partnership
from partnerships.working_days import LONDON, UnknownCalendar, latest_notice_day, london_day
from people.permissions import partnerships_where
from people.roles import Deed
from publications.clocks import completion_due, months_for
from publications.ledger import earliest_archive_day
from publications.models import CopyRequest, Delay, Hold, Purpose, Release, Restriction, Review, SensitiveDate
from publications.planner.lapsing import WORDS as WILL_BE_STOPPED
from publications.planner.lapsing import lapsed_among
from publications.sensitive_dates import falls_on
from publications.states import CopyState, ReleaseState, ReviewState, SubmissionState
from publications.views.staff.standing import name_of, standing_reviews

_COUNTED = {3: "three", 6: "six"}
UNDER_WAY = (ReviewState.PREPARING, ReviewState.SCHEDULED)


@dataclass(frozen=True)
class Entry:
    """One thing on one day of the planner; `moment` where it has an hour, `warning` where it will not happen.

    `page` and `key` are the name of the address to which it leads and the uuid in it.
    """

    day: date
    label: str
    review: str
    page: str
    key: UUID
    partnership: str
    moment: datetime | None = None
    warning: str = ""

    @property
    def hour(self) -> str:
        """The hour in London, like “10:00”, or nothing."""
        return f"{self.moment.astimezone(LONDON):%H:%M}" if self.moment else ""


@dataclass(frozen=True)
class Diary:
    """The entries of a stretch of days in their order, what could not be worked out, and what is on hold."""

    entries: list[Entry]
    notes: list[str]
    on_hold: list[Entry]


@dataclass(frozen=True)
class View:
    """Who looks, at which days, and when: all that decides what a review puts into the planner."""

    first: date
    last: date
    now: datetime
    reveals: set[int]
    answers: set[int]
    lapsed: set[int]

    @property
    def days(self) -> Iterator[date]:
        """Every day of the stretch."""
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


def diary(user: Any, partnerships: list[Partnership], first: date, last: date, *, now: datetime) -> Diary:
    """Return what `user` may know of `partnerships` from `first` to `last`, in a fixed number of queries.

    Why a date is sensitive, and requests for copies, only where the table of roles says so.
    """
    reviews = list(_reviews(partnerships))
    releases = [release for review in reviews for release in _open_releases(review)]
    view = View(
        first,
        last,
        now,
        _where(user, Deed.SEE_SENSITIVE_DATES),
        _where(user, Deed.ANSWER_COPY_REQUESTS),
        lapsed_among(releases, now=now),
    )
    found, notes = [], []
    for review in reviews:
        for source in _of(review, view):
            try:
                found += source()
            except UnknownCalendar as unknown:
                notes.append(f"{_name(review)}: {unknown}")
    within = [entry for entry in found if first <= entry.day <= last]
    standing = [entry for review in reviews for entry in _holds(review)]
    return Diary(sorted(within, key=_order), notes, standing)


def _reviews(partnerships: list[Partnership]) -> QuerySet[Review]:
    open_requests = CopyRequest.objects.filter(state=CopyState.RECEIVED)
    return (
        standing_reviews(partnerships)
        .select_related("partnership", "instead_of", "watch_list", "submission")
        .prefetch_related(
            Prefetch("holds", Hold.objects.filter(lifted_at=None).defer("sealed"), to_attr="open_holds"),
            Prefetch("delays", Delay.objects.defer("sealed").order_by("recorded_at"), to_attr="all_delays"),
            Prefetch("restrictions", Restriction.objects.defer("sealed"), to_attr="all_restrictions"),
            Prefetch("sensitive_dates", SensitiveDate.objects.all(), to_attr="all_sensitive"),
            Prefetch("copy_requests", open_requests, to_attr="open_requests"),
        )
    )


def _where(user: Any, deed: Deed) -> set[int]:
    return set(partnerships_where(user, deed).values_list("pk", flat=True))


def _open_releases(review: Any) -> list[Release]:
    for release in review.open_releases:
        release.review = review
    return review.open_releases


def _order(entry: Entry) -> tuple[date, bool, str, str]:
    return entry.day, entry.moment is not None, entry.hour, entry.review


def _name(review: Any) -> str:
    return name_of(review.draft_pseudonym, review.draft_title)


def _entry(review: Any, day: date, label: str, *, page: str = "review", key: UUID | None = None, **more: Any) -> Entry:
    return Entry(day, label, _name(review), page, key or review.uuid, review.partnership.short_name, **more)


def _publications(review: Any, view: View) -> Iterator[Entry]:
    for release in _open_releases(review):
        what = "correction" if release.purpose == Purpose.CORRECTION else "publication"
        sure = release.state == ReleaseState.CONFIRMED
        label = what.capitalize() if sure else f"Planned {what}, waits for a second person"
        warning = WILL_BE_STOPPED if release.pk in view.lapsed else ""
        facts = {"moment": release.moment, "warning": warning}
        yield _entry(review, london_day(release.moment), label, page="review_plan", **facts)
    if review.first_published_at:
        at = review.first_published_at
        yield _entry(review, london_day(at), "Published", moment=at)


def _copies(review: Any) -> Iterator[Entry]:
    for release in _open_releases(review):
        if release.purpose == Purpose.PUBLICATION:
            last = latest_notice_day(london_day(release.moment), review.partnership.notice_counting)
            yield _entry(review, last, "Last day for the statutory copies", page="review_plan")


def _years(review: Any, view: View) -> Iterator[Entry]:
    if review.state in (ReviewState.PUBLISHED, ReviewState.PAUSED):
        day = earliest_archive_day(review, london_day(view.now))
        if day:
            yield _entry(review, day, "May be archived from this day")


def _clocks(review: Any) -> Iterator[Entry]:
    if review.state not in UNDER_WAY or review.is_legacy:
        return
    due = completion_due(review)
    if due:
        yield _entry(review, due, f"The {_COUNTED[months_for(review)]} months from the decision end")
    for delay in review.all_delays[-1:]:
        yield _entry(review, delay.expected_on, "Now expected, after a delay")


def _restrictions(review: Any) -> Iterator[Entry]:
    for restriction in review.all_restrictions:
        if restriction.ends_on:
            yield _entry(review, restriction.ends_on, "A restriction ends")


def _requests(review: Any, view: View) -> Iterator[Entry]:
    if review.partnership_id not in view.answers:
        return
    for request in review.open_requests:
        said = f"Request {request.reference} has to be answered"
        yield _entry(review, request.due_on, said, page="copy_request", key=request.uuid)


def _lists(review: Any) -> Iterator[Entry]:
    watched = getattr(review, "watch_list", None)
    if watched and watched.keep_until and not watched.destroyed_at:
        yield _entry(review, watched.keep_until, "The watch-list is kept until this day")


def _submissions(review: Any) -> Iterator[Entry]:
    submission = getattr(review, "submission", None)
    if submission and submission.state == SubmissionState.DUE:
        yield _entry(review, submission.due_on, "To be submitted to the national repository")


def _sensitive(review: Any, view: View) -> Iterator[Entry]:
    if review.state not in UNDER_WAY:
        return
    for day in view.days if review.all_sensitive else ():
        for sensitive in review.all_sensitive:
            if falls_on(sensitive, day):
                yield _entry(review, day, _why(sensitive, review.partnership_id in view.reveals))


def _why(sensitive: SensitiveDate, reveal: bool) -> str:
    reason = sensitive.words().get("reason", "").strip() if reveal else ""
    return f"Sensitive date: {reason}" if reason else "Sensitive date"


def _holds(review: Any) -> Iterator[Entry]:
    for hold in review.open_holds:
        yield _entry(review, london_day(hold.placed_at), f"On hold since this day: {hold.get_kind_display()}")


OF_THE_REVIEW = (_copies, _clocks, _restrictions, _lists, _submissions, _holds)
OF_THE_VIEW = (_publications, _years, _requests, _sensitive)


def _of(review: Any, view: View) -> Iterator[Callable[[], Iterator[Entry]]]:
    """Return what puts entries into the planner, each to be asked by itself."""
    yield from (partial(source, review) for source in OF_THE_REVIEW)
    yield from (partial(source, review, view) for source in OF_THE_VIEW)
