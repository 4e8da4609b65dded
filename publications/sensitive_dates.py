"""On which days a sensitive date falls: once, or in every year (R29)."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from publications.models import Review, SensitiveDate

NEAR = timedelta(days=1)
LEAP_DAY = (2, 29)


def sensitive_dates_of(review: Review) -> QuerySet[SensitiveDate]:
    """Return the sensitive dates of `review`, and of the report whose improvements it is."""
    return SensitiveDate.objects.filter(Q(review=review) | Q(review__improvements=review))


def falls_on(sensitive: SensitiveDate, day: date) -> bool:
    """Return whether `day` is that date, or in another year the same day.

    Nobody can know on which day a family keeps 29 February in other years: 28 February and 1 March both count.
    """
    if sensitive.day == day:
        return True
    return sensitive.is_yearly and (day.month, day.day) in _days_of_year(sensitive.day, day.year)


def is_near(sensitive: SensitiveDate, day: date) -> bool:
    """Return whether that date falls on `day`, the day before or the day after."""
    return any(falls_on(sensitive, near) for near in (day - NEAR, day, day + NEAR))


def _days_of_year(day: date, year: int) -> set[tuple[int, int]]:
    if (day.month, day.day) == LEAP_DAY and not calendar.isleap(year):
        return {(2, 28), (3, 1)}
    return {(day.month, day.day)}
