"""Working days in England and Wales (rules.md §1.5): no weekends, no bank holidays, no unknown years."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LONDON = ZoneInfo("Europe/London")
FIRST_KNOWN_YEAR = 2000
LAST_KNOWN_YEAR = 2028
NOTICE_DAYS = 7
CALENDAR_VERSION = f"holidays {holidays.__version__}, England, {FIRST_KNOWN_YEAR}-{LAST_KNOWN_YEAR}"


class NoticeCounting(TextChoices):
    """How “seven working days before” is read; the guidance does not say (rules.md §1.5)."""

    STANDARD = "standard", _("Seven working days before the day of publication")
    CLEAR = "clear", _("Seven clear working days between sending and publication")


class UnknownCalendar(Exception):
    """A computation touched a year whose bank holidays are not known; str() says so in plain words."""

    def __init__(self, year: int) -> None:
        super().__init__(f"The bank holidays for {year} are not known yet, so this date is not known.")
        self.year = year


def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of `year` in England and Wales; UnknownCalendar for a year not loaded.

    One that was proclaimed since the library was made stands in the setting EXTRA_BANK_HOLIDAYS.
    """
    if not FIRST_KNOWN_YEAR <= year <= LAST_KNOWN_YEAR:
        raise UnknownCalendar(year)
    return _regular(year).union(day for day in settings.EXTRA_BANK_HOLIDAYS if day.year == year)


@lru_cache(maxsize=64)
def _regular(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year, observed=True))


def is_working_day(day: date) -> bool:
    """Return whether `day` is neither a weekend nor a bank holiday."""
    return day not in bank_holidays(day.year) and day.weekday() < calendar.SATURDAY


def working_days_after(day: date, count: int) -> date:
    """Return the `count`th working day after `day` (day 0 is `day` itself, working or not)."""
    return _step(day, count, timedelta(days=1))


def about_working_days_after(day: date, count: int) -> date:
    """Return the same, or days of any kind where a calendar is missing: a warning must not wait for one."""
    try:
        return working_days_after(day, count)
    except UnknownCalendar:
        return day + timedelta(days=count)


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


def months_after(day: date, months: int) -> date:
    """Return the same day `months` calendar months later; a missing day becomes the last of its month (R12)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def latest_notice_day(publication: date, counting: str = NoticeCounting.STANDARD) -> date:
    """Return the last day on which statutory copies may be sent for a publication on `publication` (R8)."""
    return working_days_before(publication, NOTICE_DAYS + (counting == NoticeCounting.CLEAR))


def earliest_publication_day(sent: date, counting: str = NoticeCounting.STANDARD) -> date:
    """Return the first day of publication for which copies sent on `sent` are in time (R8)."""
    day = sent + timedelta(days=NOTICE_DAYS)
    while latest_notice_day(day, counting) < sent:
        day += timedelta(days=1)
    return day


def london_day(moment: datetime) -> date:
    """Return the calendar day of a moment in Europe/London."""
    return moment.astimezone(LONDON).date()
