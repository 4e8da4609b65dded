"""Working days in England and Wales (rules.md §1.5): no weekends, no bank holidays, no unknown years."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache

import holidays

FIRST_KNOWN_YEAR = 2000
LAST_KNOWN_YEAR = 2028
CALENDAR_VERSION = f"holidays {holidays.__version__}, England, {FIRST_KNOWN_YEAR}-{LAST_KNOWN_YEAR}"


class UnknownCalendar(Exception):
    """A computation touched a year whose bank holidays are not known; str() says so in plain words."""

    def __init__(self, year: int) -> None:
        super().__init__(f"The bank holidays for {year} are not known yet, so this date is not known.")
        self.year = year


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of `year` in England and Wales; UnknownCalendar for a year not loaded."""
    if not FIRST_KNOWN_YEAR <= year <= LAST_KNOWN_YEAR:
        raise UnknownCalendar(year)
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year, observed=True))


def is_working_day(day: date) -> bool:
    """Return whether `day` is neither a weekend nor a bank holiday."""
    return day not in bank_holidays(day.year) and day.weekday() < calendar.SATURDAY


def working_days_after(day: date, count: int) -> date:
    """Return the `count`th working day after `day` (day 0 is `day` itself, working or not)."""
    return _step(day, count, timedelta(days=1))


def working_days_before(day: date, count: int) -> date:
    """Return the `count`th working day before `day`, `day` itself not counted (R8)."""
    return _step(day, count, timedelta(days=-1))


def _step(day: date, count: int, stride: timedelta) -> date:
    while count > 0:
        day += stride
        count -= is_working_day(day)
    return day


def one_year_after(day: date) -> date:
    """Return the same day a calendar year later; 29 February becomes 1 March (R4)."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
