"""Months as weeks of days, with what stands on each day."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from partnerships.working_days import FIRST_KNOWN_YEAR, UnknownCalendar, bank_holidays, months_after
from publications.planner.entries import Entry

LAST_YEAR = 2100


@dataclass(frozen=True)
class Day:
    day: date
    entries: list[Entry]
    is_bank_holiday: bool
    is_today: bool
    is_outside: bool = False

    @property
    def is_weekend(self) -> bool:
        return self.day.weekday() >= calendar.SATURDAY


def first_of_month(said: str | None, today: date) -> date:
    """Return the first day of the month that `said` names, like “2026-03”; of this month when it names none."""
    try:
        first = date.fromisoformat(f"{said}-01")
    except ValueError:
        return today.replace(day=1)
    return first if FIRST_KNOWN_YEAR <= first.year <= LAST_YEAR else today.replace(day=1)


def last_of(first: date, months: int) -> date:
    """Return the last day of the `months` months that begin with `first`."""
    return months_after(first, months) - timedelta(days=1)


def weeks_of(first: date, entries: list[Entry], today: date) -> list[list[Day]]:
    """Return the weeks of a month from Monday to Sunday; days of its neighbours are outside and have no entries."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return [[_day(day, entries, today, is_outside=day.month != first.month) for day in week] for week in weeks]


def days_with_something(first: date, last: date, entries: list[Entry], today: date) -> list[Day]:
    """Return the days of a stretch on which something stands: an entry, or a bank holiday."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    found = [_day(day, entries, today) for day in days]
    return [day for day in found if day.entries or day.is_bank_holiday]


def unknown_years(first: date, last: date) -> list[str]:
    """Return, in words, for which years of the stretch the bank holidays are not known."""
    said = []
    for year in range(first.year, last.year + 1):
        try:
            bank_holidays(year)
        except UnknownCalendar:
            said.append(
                f"The bank holidays for {year} are not known yet. None is marked, and no working day is counted."
            )
    return said


def _day(day: date, entries: list[Entry], today: date, *, is_outside: bool = False) -> Day:
    here = [] if is_outside else [entry for entry in entries if entry.day == day]
    return Day(day, here, not is_outside and _is_bank_holiday(day), day == today, is_outside)


def _is_bank_holiday(day: date) -> bool:
    try:
        return day in bank_holidays(day.year)
    except UnknownCalendar:
        return False
