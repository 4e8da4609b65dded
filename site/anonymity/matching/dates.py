"""Reads dates in all the forms in which English writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from anonymity.matching.wording import in_order

MONTHS = in_order("january february march april may june july august september october november december")
MONTH_NAMES = [name.title() for name in MONTHS]
WEEKDAYS = in_order("monday tuesday wednesday thursday friday saturday sunday")
_MONTH_OF = (
    {name: n for n, name in enumerate(MONTHS, 1)}
    | {name[:3]: n for n, name in enumerate(MONTHS, 1)}
    | {"sept": 9, "febuary": 2, "janury": 1, "agust": 8, "septembre": 9}
)
_ONES = in_order(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
CARDINALS = in_order(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_DAY_WORDS = (
    {word: n for n, word in enumerate(_ONES, 1)}
    | {f"twenty{w}": 20 + n for n, w in enumerate(_ONES[:9], 1)}
    | {"twentieth": 20, "thirtieth": 30, "thirtyfirst": 31}
)
_NUMBERS = {word: n for n, word in enumerate(CARDINALS, 1)}

_MONTH = (
    r"(?P<month>jan(?:uary|ury)?|feb(?:ruary|uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"agust|sept(?:ember|embre)?|sep|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WORD_DAY = (
    r"(?:thirty[\s-]{0,3}first|twenty[\s-]{0,3}(?:"
    + "|".join(_ONES[:9])
    + ")|"
    + "|".join([*_ONES[9:], "twentieth", "thirtieth", *_ONES[:9]])
    + ")"
)
_DAY = r"(?P<day>[0-3]?\d(?!\d)|" + _WORD_DAY + r")"
_ORDINAL = r"(?:\s{0,2}(?:st|nd|rd|th)(?![a-z]))?"
_YEAR = r"(?P<year>(?:19|20)\d\d(?!\d)|['/.-]?\d\d(?![\d:]))"
_NUMBER_WORDS = "|".join(sorted([*_TENS, *CARDINALS], key=len, reverse=True))
_WORD_YEAR = (
    r"(?P<yearwords>(?:nineteen|twenty|two\s+thousand)(?:[\s-]+(?:and|hundred|oh|"
    + _NUMBER_WORDS
    + r")(?![a-z])){1,4})"
)
_ANY_YEAR = rf"(?:{_WORD_YEAR}|{_YEAR})"
_GAP = r"[\s,.\-/_]{0,4}"
_WEEKDAY = r"(?:(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b[\s,.]{0,3}(?:the\s+)?)?"

DAY_FIRST = re.compile(
    rf"(?<![a-z\d.£])(?<!\d[/-]){_WEEKDAY}{_DAY}{_ORDINAL}(?:\s+day)?{_GAP}(?:of\s+)?{_MONTH}(?![a-z])(?:{_GAP}(?:in\s+)?{_ANY_YEAR})?"
)
MONTH_FIRST = re.compile(
    rf"(?<![a-z]){_WEEKDAY}{_MONTH}(?![a-z])[\s.\-/_]{{0,3}}(?:the\s+)?{_DAY}(?!\d){_ORDINAL}(?:{_GAP}(?P<year>(?:19|20)\d\d(?!\d)|'\d\d(?!\d)))?"
)
FIGURES = re.compile(
    r"(?<![\d])(?P<a>\d{1,2})(?P<sep>\s?[/.\-\\_|·\s]\s?)(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)?\d\d)(?!\d)"
)
YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?[-/._\s]\s?(?P<b>\d{1,2})\s?[-/._\s]\s?(?P<a>\d{1,2})(?!\d)")
RUN_TOGETHER = re.compile(
    r"(?<!\d)(?:(?P<year>(?:19|20)\d\d)(?P<b>[01]\d)(?P<a>[0-3]\d)|"
    r"(?P<a2>[0-3]\d)(?P<b2>[01]\d)(?P<year2>(?:19|20)\d\d))(?!\d)"
)
RANGE = re.compile(
    rf"(?<![a-z\d.£/])(?P<from>[0-3]?\d){_ORDINAL}\s{{0,2}}(?:-|/|to|and|&|until|or|"
    rf",)\s{{0,2}}(?=[0-3]?\d{_ORDINAL}\s{{0,2}}(?:-|/|to|and|&|until|or|,|of\s+|the\s+|[a-z]))"
    rf"(?:[0-3]?\d{_ORDINAL}\s{{0,2}}(?:-|/|to|and|&|until|or|"
    rf",)\s{{0,2}}){{0,4}}(?P<day>[0-3]?\d){_ORDINAL}\s{{0,3}}(?:of\s+)?{_MONTH}(?![a-z])(?:{_GAP}{_ANY_YEAR})?"
)
MONTH_ALONE = re.compile(rf"(?<![a-z\d]){_MONTH}(?![a-z]){_GAP}(?:of\s+)?(?P<year>(?:19|20)\d\d(?!\d)|'\d\d(?!\d))")
FIGURES_NO_YEAR = re.compile(r"(?<![\d/.\-])(?P<a>[0-3]?\d)(?P<sep>[/.])(?P<b>[01]?\d)(?![\d/]|\.\d|-\d|%)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as it is written: start and end in the folded text, what it says, and what else it could say.

    day or year is None where it is not written. american is the other order, (month, day), if that is a date too.
    """

    start: int
    end: int
    day: int | None
    month: int
    year: int | None
    weekday: int | None = None
    american: tuple[int, int] | None = None
    until: int | None = None
    sure: bool = True


def read_dates(folded: str) -> list[Dated]:
    """All dates in a folded text, the longest where two overlap, in the order of the text."""
    if not re.search(r"\d|th\b|first|second|third", folded):
        return []
    found = [dated for reader in _READERS for dated in reader(folded)]
    found.sort(key=lambda d: (d.start - d.end, d.start))
    kept: list[Dated] = []
    taken: set[int] = set()
    for dated in found:
        if not taken.intersection(range(dated.start, dated.end)):
            taken.update(range(dated.start, dated.end))
            kept.append(dated)
    return sorted(kept, key=lambda d: d.start)


def _in_words(folded: str) -> Iterator[Dated]:
    for pattern in (DAY_FIRST, MONTH_FIRST):
        for m in pattern.finditer(folded):
            day, month = _day(m["day"]), _MONTH_OF[m["month"][:3]]
            if day and _is_day(day, month):
                yield Dated(m.start(), m.end(), day, month, _year_of(m), _weekday(m["weekday"]))


def _year_of(m: re.Match[str]) -> int | None:
    groups = m.groupdict()
    if groups.get("yearwords"):
        return _year_in_words(groups["yearwords"])
    return _year(groups["year"]) if groups.get("year") else None


def _in_ranges(folded: str) -> Iterator[Dated]:
    for m in RANGE.finditer(folded):
        first, last, month = int(m["from"]), int(m["day"]), _MONTH_OF[m["month"][:3]]
        if 0 < first < last <= 31:
            yield Dated(m.start(), m.end(), first, month, _year_of(m), until=last)


def _in_figures(folded: str) -> Iterator[Dated]:
    for m in FIGURES.finditer(folded):
        yield from _ordered(m, int(m["a"]), int(m["b"]), _year(m["year"]))
    for m in YEAR_FIRST.finditer(folded):
        yield from _ordered(m, int(m["a"]), int(m["b"]), int(m["year"]))
    for m in RUN_TOGETHER.finditer(folded):
        a, b, year = (m["a"], m["b"], m["year"]) if m["a"] else (m["a2"], m["b2"], m["year2"])
        yield from _ordered(m, int(a), int(b), int(year))
    for m in FIGURES_NO_YEAR.finditer(folded):
        if _is_day(int(m["a"]), int(m["b"])):
            yield Dated(m.start(), m.end(), int(m["a"]), int(m["b"]), None, sure=False)


def _ordered(m: re.Match[str], a: int, b: int, year: int) -> Iterator[Dated]:
    """Day before month, as in Britain; the other order only beside it."""
    other = (a, b) if a != b and _is_day(b, a) else None
    if _is_day(a, b):
        yield Dated(m.start(), m.end(), a, b, year, american=other)
    elif other:
        yield Dated(m.start(), m.end(), b, a, year)


def _months_alone(folded: str) -> Iterator[Dated]:
    for m in MONTH_ALONE.finditer(folded):
        yield Dated(m.start(), m.end(), None, _MONTH_OF[m["month"][:3]], _year(m["year"]))


_READERS = (_in_ranges, _in_words, _in_figures, _months_alone)


def _is_day(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


def _day(text: str) -> int | None:
    return int(text) if text.isdigit() else _DAY_WORDS.get(re.sub(r"[\s-]", "", text))


def _year(text: str) -> int:
    digits = int(text.lstrip("'/.-"))
    return digits if digits > 99 else digits + (2000 if digits < 40 else 1900)


def _year_in_words(text: str) -> int | None:
    words = [w for w in re.split(r"[\s-]+", text) if w not in ("and", "hundred", "oh")]
    century = 2000 if words[:2] == ["two", "thousand"] else {"nineteen": 1900, "twenty": 2000}.get(words[0])
    rest = words[2:] if words[:2] == ["two", "thousand"] else words[1:]
    if century is None or not all(w in _TENS or w in _NUMBERS for w in rest):
        return None
    return century + sum(_TENS.get(w, 0) + _NUMBERS.get(w, 0) for w in rest)


def _weekday(text: str | None) -> int | None:
    return next((n for n, name in enumerate(WEEKDAYS) if text and name.startswith(text[:3])), None)


def listed_date(value: str) -> Dated | None:
    """The first date in the value of a term, already folded."""
    return next(iter(read_dates(value)), None)


def weekday_of(year: int, month: int, day: int) -> int | None:
    """The day of the week from 0 for Monday; None for a day that the calendar does not have."""
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None
