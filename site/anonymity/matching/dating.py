"""Finds the dates of a watch-list among the dates of a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from anonymity.matching.dates import Dated, listed_date, read_dates, weekday_of
from anonymity.matching.folding import Reading, folded
from anonymity.passages import Severity

BIRTH = re.compile(
    r"\b(?:born|birth|birthday|birthdate|d\.?\s?o\.?\s?b|b\.|delivered|died|dies|death|deceased|"
    r"d\.?\s?o\.?\s?d|passed away|killed|stillborn)\b"
)
NEAR = 60  # characters between a date and the words that say what it is
_MODAL_MONTH = re.compile(r"\b(?:may|march)\b")


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date of the list in a text: start and end in the folded text."""

    term: int
    start: int
    end: int
    severity: Severity


class Calendar:
    """The dates of a watch-list by day and month, and by month and year."""

    def __init__(self, dates: Iterable[tuple[int, str, str]]) -> None:
        """dates: number of the term, its kind, and one of its values."""
        self._days: dict[tuple[int, int], list[tuple[int, Dated]]] = defaultdict(list)
        self._months: dict[tuple[int, int | None], list[tuple[int, str, Dated]]] = defaultdict(list)
        for number, kind, value in dates:
            listed = listed_date(folded(value))
            if listed:
                if listed.day:
                    self._days[listed.day, listed.month].append((number, listed))
                self._months[listed.month, listed.year].append((number, kind, listed))

    def found(self, reading: Reading, dates: list[Dated]) -> Iterator[DateFound]:
        """The listed dates among those that were read in a text."""
        for written in dates:
            if not _is_verb(written, reading):
                yield from self._same(written, reading.folded)

    def _same(self, written: Dated, text: str) -> Iterator[DateFound]:
        near = is_of_life(text, written)
        if written.day is None:
            for number, kind, listed in self._months.get((written.month, written.year), []):
                severity = _month_severity(kind, listed, near=near)
                if severity:
                    yield DateFound(number, written.start, written.end, severity)
            return
        for day in range(written.day, (written.until or written.day) + 1):
            for number, listed in self._days.get((day, written.month), []):
                severity = _severity(written, listed, near=near)
                if severity and day not in (written.day, written.until):
                    severity = "review"
                if severity:
                    yield DateFound(number, written.start, written.end, severity)
        yield from self._american(written)

    def _american(self, written: Dated) -> Iterator[DateFound]:
        if written.american:
            month, day = written.american
            for number, listed in self._days.get((day, month), []):
                if listed.year in (None, written.year):
                    yield DateFound(number, written.start, written.end, "review")


def _severity(written: Dated, listed: Dated, *, near: bool) -> Severity | None:
    if written.year and listed.year:
        return "block" if written.year == listed.year else None
    if not written.sure:
        return "review" if near else None
    if written.weekday is not None and listed.year:
        right = written.weekday == weekday_of(listed.year, listed.month, listed.day or 0)
        return "block" if right or near else None
    return "block" if near else "review"


def _month_severity(kind: str, listed: Dated, *, near: bool) -> Severity | None:
    if listed.day is None:
        return "block"
    if kind == "date":
        return None
    return "review" if near else "note"


def is_of_life(text: str, written: Dated) -> bool:
    """Words of birth or death stand near a date."""
    before, after = text[max(0, written.start - NEAR) : written.start], text[written.end : written.end + NEAR // 2]
    return bool(BIRTH.search(before) or BIRTH.search(after))


def _is_verb(written: Dated, reading: Reading) -> bool:
    """“4 may have” and the like: a month that is written small, without year or ordinal."""
    text = reading.folded[written.start : written.end]
    if written.year or written.weekday is not None or not _MODAL_MONTH.search(text):
        return False
    start, end = reading.span(written.start, written.end)
    original = reading.original[start:end]
    return bool(re.search(r"\b(?:may|march)\b", original)) and not re.search(r"\d(?:st|nd|rd|th)\b| of ", original)


__all__ = ["BIRTH", "Calendar", "DateFound", "is_of_life", "read_dates"]
