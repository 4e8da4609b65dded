"""When it is safe to write to somebody: their own words, where a machine surely understands them, and gentle days.

What is not surely understood is nobody's guess: then a person of staff decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from partnerships.working_days import LONDON, UnknownCalendar, is_working_day

LOOK_AHEAD_DAYS = 60
FRIDAY, NOON = 4, time(12)
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = (
    r"(?:mon(?:day)?s?|tue(?:s(?:day)?)?s?|wed(?:nesday)?s?|thu(?:rs?(?:day)?)?s?"
    r"|fri(?:day)?s?|sat(?:urday)?s?|sun(?:day)?s?)"
)
_SPAN = r"(?:to|until|till|-|–)"
_DAYS = rf"(?:week\s?days|every\s?day|daily|{_DAY}(?:\s*(?:,|and|&|{_SPAN})\s*{_DAY})*)"
_CLOCK = r"(?:\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm)?|noon|midday)"
_HOURS = rf"(?:(?:from|between)\s+)?(?P<first>{_CLOCK})\s*(?:{_SPAN}|and)\s*(?P<last>{_CLOCK})"
_PARTS = {"any time": (8, 20), "anytime": (8, 20), "mornings": (8, 12), "afternoons": (12, 17), "evenings": (17, 20)}
_PART = "|".join(_PARTS)
_WHEN = rf"(?:{_HOURS}|(?P<part>{_PART}))"
_ON = rf"(?:on\s+)?(?P<days>{_DAYS})"
_CLAUSES = (re.compile(rf"(?:{_ON}\b)?,?\s*{_WHEN}"), re.compile(_ON), re.compile(rf"{_WHEN},?\s+{_ON}"))
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm)?")


@dataclass(frozen=True)
class Window:
    """On these days of the week (0 is Monday), from `start` until before `end`, by the clock of London."""

    days: frozenset[int]
    start: time
    end: time


BY_DAY = Window(frozenset(range(7)), time(8), time(20))


def windows_of(said: str) -> list[Window] | None:
    """Return when it is safe by what a person said; by day when they said nothing; None when it is not understood."""
    clauses = [clause.strip() for clause in re.split(r"[;\n]|\.\s|\.$", said.lower())]
    wanted = [clause for clause in clauses if clause]
    if not wanted:
        return [BY_DAY] if not said.strip() else None
    found = [_window(clause) for clause in wanted]
    return None if None in found else found


def next_moment(windows: Sequence[Window], now: datetime, *, is_free: Callable[[date], bool]) -> datetime | None:
    """Return the first moment from `now` on that lies in `windows`, on a gentle day that `is_free`, or None."""
    today = now.astimezone(LONDON).date()
    for ahead in range(LOOK_AHEAD_DAYS):
        day = today + timedelta(days=ahead)
        if is_gentle(day) and is_free(day):
            moments = [moment for window in windows if (moment := _within(window, day, now))]
            if moments:
                return min(moments)
    return None


def is_gentle(day: date) -> bool:
    """Return whether somebody could be reached on `day` who reads something hard: a working day, and known as one."""
    try:
        return is_working_day(day)
    except UnknownCalendar:
        return False


def _within(window: Window, day: date, now: datetime) -> datetime | None:
    # Before a weekend nobody is left alone with it.
    end = min(window.end, NOON) if day.weekday() == FRIDAY else window.end
    first = max(now, datetime.combine(day, window.start, LONDON).astimezone(now.tzinfo))
    is_inside = day.weekday() in window.days and first < datetime.combine(day, end, LONDON)
    return first if is_inside else None


def _window(clause: str) -> Window | None:
    match = next((found for known in _CLAUSES if (found := known.fullmatch(clause))), None)
    if match is None:
        return None
    said = match.groupdict()
    hours = _part(said["part"]) if said.get("part") else _hours(said.get("first"), said.get("last"))
    return Window(_days(said["days"]), *hours) if hours else None


def _part(name: str) -> tuple[time, time]:
    first, last = _PARTS[name]
    return time(first), time(last)


def _hours(first: str | None, last: str | None) -> tuple[time, time] | None:
    """Return the two times where they are surely meant: “2 to 4” or “9 to 5” could be either half of the day."""
    if first is None or last is None:
        return BY_DAY.start, BY_DAY.end
    end = _time(last)
    half = last[-2:] if last.endswith(("am", "pm")) and first[-1].isdigit() else ""
    tries = [_time(first + half), _time(first)] if half else [_time(first)]
    start = next((one for one in tries if one and end and one < end), None)
    return (start, end) if start and end and start >= time(7) else None


def _time(said: str) -> time | None:
    if said in ("noon", "midday"):
        return NOON
    hour, minute, half = _TIME.fullmatch(said).groups(default="")
    number = int(hour) % 12 + (12 if half == "pm" else 0) if half else int(hour)
    if half and not 1 <= int(hour) <= 12:
        return None
    return time(number, int(minute or 0)) if number < 24 and int(minute or 0) < 60 else None


def _days(said: str | None) -> frozenset[int]:
    if not said or said.startswith(("every", "daily")):
        return frozenset(range(7))
    if said.startswith("week"):
        return frozenset(range(5))
    parts = re.findall(rf"{_DAY}|{_SPAN}", said)
    found: set[int] = set()
    for place, part in enumerate(parts):
        if part[:3] in _NAMES:
            found.add(_NAMES.index(part[:3]))
        elif 0 < place < len(parts) - 1:
            first, last = _NAMES.index(parts[place - 1][:3]), _NAMES.index(parts[place + 1][:3])
            found.update(day % 7 for day in range(first, (last if last >= first else last + 7) + 1))
    return frozenset(found)
