"""What speaks against a moment of publication. Nothing here forbids it; each needs a reason (R29, S9)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils.formats import date_format

from partnerships.working_days import LONDON, UnknownCalendar, is_working_day, london_day
from publications.models import Purpose, Release, Review
from publications.sensitive_dates import is_near, sensitive_dates_of
from publications.states import ReleaseState

CLOSE = timedelta(hours=3)
NOON = time(12)
FRIDAY_EVENING = time(15)
OPENING, CLOSING = time(8), time(18)


@dataclass(frozen=True)
class Conflict:
    """One thing that speaks against a moment, in words that everybody may read who may see the review."""

    code: str
    words: str


def conflicts_at(review: Review, moment: datetime, *, reveal: bool = False) -> list[Conflict]:
    """Return what speaks against publishing `review` at `moment`; empty when nothing does.

    `reveal` says why a date is sensitive: only for those who may see it (Deed.SEE_SENSITIVE_DATES). Another
    partnership's reports are never told of.
    """
    return [*_other_reports(review, moment), *_of_the_hour(moment), *_sensitive(review, moment, reveal)]


def _other_reports(review: Review, moment: datetime) -> list[Conflict]:
    others = Release.objects.exclude(review=review).filter(
        review__partnership=review.partnership,
        purpose=Purpose.PUBLICATION,
        state__in=[ReleaseState.PREPARED, ReleaseState.CONFIRMED, ReleaseState.RELEASED],
    )
    near = others.filter(Q(moment__gt=moment - CLOSE, moment__lt=moment + CLOSE) | Q(moment__range=_morning(moment)))
    hours = [other.astimezone(LONDON) for other in near.order_by("moment").values_list("moment", flat=True)]
    return [
        Conflict("another_report", f"Another report of this partnership goes out that day at {hour:%H:%M}.")
        for hour in hours
    ]


def _morning(moment: datetime) -> tuple[datetime, datetime]:
    """Return the morning in which `moment` lies, or an empty stretch when it lies after noon."""
    local = moment.astimezone(LONDON)
    noon = datetime.combine(local.date(), NOON, tzinfo=LONDON)
    start = datetime.combine(local.date(), time(0), tzinfo=LONDON) if local < noon else noon
    return start, noon - timedelta(microseconds=1)


def _of_the_hour(moment: datetime) -> list[Conflict]:
    local, found = moment.astimezone(LONDON), _of_the_day(moment)
    if local.weekday() == calendar.FRIDAY and local.time() >= FRIDAY_EVENING:
        words = "It is a Friday afternoon: nobody can be reached for two days who could answer a question."
        found.append(Conflict("friday_evening", words))
    if not OPENING <= local.time() <= CLOSING:
        words = "It is outside the hours from 8:00 to 18:00, when families and practitioners can reach somebody."
        found.append(Conflict("outside_hours", words))
    return found


def _of_the_day(moment: datetime) -> list[Conflict]:
    day = london_day(moment)
    if day.weekday() >= calendar.SATURDAY:
        return [Conflict("weekend", f"It is a {date_format(day, 'l')}, when few can be reached.")]
    try:
        if is_working_day(day):
            return []
    except UnknownCalendar as unknown:
        return [Conflict("unknown_year", str(unknown))]
    return [Conflict("bank_holiday", "It is a bank holiday, when few can be reached.")]


def _sensitive(review: Review, moment: datetime, reveal: bool) -> list[Conflict]:
    near = [row for row in sensitive_dates_of(review) if is_near(row, london_day(moment))]
    if not near:
        return []
    words = "It is on or within a day of a date that is sensitive for somebody in this review."
    reasons = [row.words().get("reason", "").strip() for row in near] if reveal else []
    return [Conflict("sensitive_date", " ".join([words, *dict.fromkeys(filter(None, reasons))]))]
