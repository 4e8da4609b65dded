"""When a report was first public, as readers are told it: on which day, or before this record began."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.working_days import london_day
from publications.models import Release, Review


def first_public_day(review: Review) -> date | None:
    """Return the London day on which `review` was first public anywhere; None when it is not known, or not yet."""
    if review.is_legacy:
        return review.legacy_published_on
    return london_day(review.first_published_at) if review.first_published_at else None


def first_public_moment(review: Review, released_at: datetime) -> datetime | None:
    """Return by what a review that goes out at `released_at` is listed: noon of a known day before; None if unknown."""
    if not review.is_legacy:
        return review.first_published_at or released_at
    day = review.legacy_published_on
    return datetime.combine(day, time(12), tzinfo=UTC) if day else None


def day_of_release(release: Release) -> date:
    """Return the London day that the page and the PDF of `release` name as that of publication."""
    return first_public_day(release.review) or london_day(release.moment)


def in_words(review: Review, day: date) -> tuple[str, str]:
    """Return label and value of when `review` was published; a new one on `day`."""
    if not review.is_legacy:
        return _("Published"), formats.date_format(day, "j F Y")
    known = review.legacy_published_on
    when = _("In %(month)s") % {"month": _month(known)} if known else _("Before our records began")
    return _("First published"), when


def as_sentence(review: Review) -> str:
    """Return the same for lists, like “published 3 March 2026” or “first published in March 2009”."""
    return sentence_of(first_public_day(review), is_legacy=review.is_legacy)


def sentence_of(day: date | None, *, is_legacy: bool) -> str:
    """Return the same of a report that was first public on `day`; only of one from before is that unknown."""
    return _sentence(day, is_legacy, get_language())


@lru_cache(maxsize=5000)
def _sentence(day: date | None, is_legacy: bool, language: str) -> str:  # noqa: ARG001 (by it, it is known again)
    # A list says it of every report, and a day takes longer to write than a report to find.
    if not is_legacy:
        return _("published %(day)s") % {"day": formats.date_format(day, "j F Y")}
    return (
        _("first published in %(month)s") % {"month": _month(day)} if day else _("published before our records began")
    )


def year_for_citation(review: Review, day: date) -> str:
    """Return the year by which `review` is cited."""
    if not review.is_legacy:
        return str(day.year)
    return str(review.legacy_published_on.year) if review.legacy_published_on else _("no date")


def _month(day: date) -> str:
    return formats.date_format(day, "F Y")
