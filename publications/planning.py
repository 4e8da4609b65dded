"""The earliest day on which a review could be published, given today's facts, and why not sooner."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Min
from django.utils.formats import date_format

from partnerships.working_days import (
    LONDON,
    UnknownCalendar,
    earliest_publication_day,
    is_working_day,
    london_day,
)
from publications.conflicts import CLOSING
from publications.milestones import Kind
from publications.models import Recipient, Restriction, Review
from publications.notifying import copies_of
from publications.questions import ReleaseQuestion
from publications.sensitive_dates import is_near, sensitive_dates_of

USUAL_HOUR = time(10)
FURTHEST = 366


@dataclass
class Earliest:
    """The first day that nothing known today forbids, or None; `refusal` says why no day can be named."""

    day: date | None = None
    reasons: list[str] = field(default_factory=list)
    refusal: str = ""

    @property
    def moment(self) -> datetime | None:
        """The usual hour of that day."""
        return datetime.combine(self.day, USUAL_HOUR, tzinfo=LONDON) if self.day else None


def earliest(review: Review, *, now: datetime) -> Earliest:
    """Return the earliest day of publication of `review` and the reasons, in words that reveal nothing.

    Counts the seven working days from the copies that went, or as if they all went today (R8); keeps clear of
    weekends, bank holidays and sensitive dates (R29). A year whose bank holidays are not known is refused in words.
    """
    found, question = Earliest(), ReleaseQuestion(review, now, now)
    try:
        day = _after_copies(question, found)
        day = _after_restrictions(question, day, found)
        day = _on_a_fitting_day(review, day, found)
    except UnknownCalendar as unknown:
        found.refusal = str(unknown)
        return found
    hold = review.holds.filter(lifted_at=None).first()
    if hold:
        found.refusal = f"It is on hold: {hold.get_kind_display()}. Until the hold is lifted, no day can be planned."
        found.reasons.append(f"If the hold were lifted today, it could be {_in_words(day)}.")
        return found
    found.day = day
    return found


def _after_copies(question: ReleaseQuestion, found: Earliest) -> date:
    today = london_day(question.now)
    start = today if question.now.astimezone(LONDON).time() < CLOSING else today + timedelta(days=1)
    if question.is_correction or not question.is_new:
        return start
    sent = copies_sent_on(question)
    if sent is None:
        found.reasons.append("The statutory copies of this text have not all gone. This counts as if they went today.")
    else:
        found.reasons.append(f"The last statutory copy of this text went on {_in_words(sent)}.")
    day = earliest_publication_day(sent or today, question.review.partnership.notice_counting)
    found.reasons.append(f"Seven working days have to lie between copies and publication: {_in_words(day)} (R8).")
    return max(day, start)


def copies_sent_on(question: ReleaseQuestion) -> date | None:
    """Return the day on which the last required recipient had a copy of this text; None while one has not."""
    required = Recipient.objects.filter(partnership=question.review.partnership, is_required=True)
    arrived = copies_of(question, question.now).filter(recipient__in=required)
    first = list(arrived.order_by().values("recipient").annotate(at=Min("sent_at")).values_list("at", flat=True))
    return london_day(max(first)) if first and len(first) == required.count() else None


def _after_restrictions(question: ReleaseQuestion, day: date, found: Earliest) -> date:
    if question.vouched(Kind.LEGAL, about="restrictions"):
        return day
    restrictions = Restriction.objects.filter(review=question.review)
    for restriction in sorted(restrictions, key=lambda row: row.ends_on or date.max):
        if restriction.starts_on > day or (restriction.ends_on and restriction.ends_on < day):
            continue
        if restriction.ends_on is None:
            found.reasons.append("A restriction is in force: a legal adviser has to sign for this text first (R26).")
        else:
            day = restriction.ends_on + timedelta(days=1)
            found.reasons.append(
                f"A restriction is in force until {_in_words(restriction.ends_on)}. "
                "It can be sooner if a legal adviser signs for this text (R26)."
            )
    return day


def _on_a_fitting_day(review: Review, day: date, found: Earliest) -> date:
    sensitive = list(sensitive_dates_of(review))
    for _ in range(FURTHEST):
        if any(is_near(row, day) for row in sensitive):
            found.reasons.append(f"{_in_words(day)} is left out: it is on or within a day of a sensitive date (R29).")
        elif is_working_day(day):
            return day
        else:
            found.reasons.append(f"{_in_words(day)} is left out: it is a weekend or a bank holiday.")
        day += timedelta(days=1)
    return day


def _in_words(day: date) -> str:
    return date_format(day, "l j F Y")
