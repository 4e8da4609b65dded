"""Where in a text the words stand that were looked for: the best section of it, and a few lines of that section."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publications.finding.engine.documents import Card
from publications.finding.engine.wording import plain

LETTERS, BEFORE = 240, 60
# In a long report a common word stands hundreds of times; the first of them show well enough where.
_MOST_PLACES = 40

# For each word of a phrase the forms in which it may stand.
Forms = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Place:
    start: int
    end: int
    # The number of the piece of the question that stands here.
    piece: int


@dataclass(frozen=True)
class Shown:
    """Anchor, title and file of a section, and pieces of its text, each with whether it was looked for."""

    anchor: str = ""
    title: str = ""
    file: str = ""
    pieces: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True)
class Matcher:
    """Finds a phrase: its first word quickly, and then whether the others follow it."""

    piece: int
    first: str
    following: re.Pattern[str] | None


def matchers(wanted: list[list[Forms]]) -> list[Matcher]:
    """Return what finds, for each piece of a question, the phrases that answer it; a phrase gives the forms of each
    of its words."""
    return [
        Matcher(number, first, _following(rest))
        for number, phrases in enumerate(wanted)
        for firsts, *rest in phrases
        for first in firsts
    ]


def shown_of(card: Card, wanted: list[Matcher]) -> Shown:
    """Return what to show of `card`: where most of what is wanted stands."""
    places = _places(plain(card.text), wanted) if wanted else []
    if not places:
        return Shown(pieces=((_shortened(card.facts["summary"] or card.text, LETTERS), False),))
    number, own = _best_part(card.starts, places)
    anchor, title, file = card.parts[number]
    ends = [*card.starts[1:], len(card.text) + 1]
    return Shown(anchor, title, file, tuple(_around(card.text, own, card.starts[number], ends[number] - 1)))


def _following(words: list[tuple[str, ...]]) -> re.Pattern[str] | None:
    said = "".join(rf"[\W_]+(?:{'|'.join(map(re.escape, forms))})" for forms in words)
    return re.compile(rf"{said}(?![^\W_])") if words else None


def _places(text: str, wanted: list[Matcher]) -> list[Place]:
    found = [Place(start, end, matcher.piece) for matcher in wanted for start, end in _stands(text, matcher)]
    return sorted(found, key=lambda place: (place.start, -place.end))


def _stands(text: str, matcher: Matcher) -> Iterator[tuple[int, int]]:
    first, following, tried = matcher.first, matcher.following, 0
    at = text.find(first)
    while at >= 0 and tried < _MOST_PLACES:
        end = at + len(first)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            tried += 1
            more = following.match(text, end) if following else None
            if following is None or more:
                yield at, more.end() if more else end
        at = text.find(first, end)


def _best_part(starts: list[int], places: list[Place]) -> tuple[int, list[Place]]:
    """The part in which most pieces of the question stand; of several, where they stand most often; or the first."""
    parts: dict[int, list[Place]] = {}
    for place in places:
        parts.setdefault(bisect_right(starts, place.start) - 1, []).append(place)
    return max(parts.items(), key=lambda item: (len({p.piece for p in item[1]}), min(len(item[1]), 3), -item[0]))


def _around(text: str, places: list[Place], begin: int, finish: int) -> Iterator[tuple[str, bool]]:
    start = max(begin, _densest(places) - BEFORE)
    if start > begin:
        start = min(text.find(" ", start) + 1 or start, _densest(places))
    end = finish if finish - start <= LETTERS else max(text.rfind(" ", start, start + LETTERS), start + LETTERS // 2)
    yield from _marked(text, [p for p in places if start <= p.start and p.end <= end], start, end, begin, finish)


def _marked(
    text: str, places: Iterable[Place], start: int, end: int, begin: int, finish: int
) -> Iterator[tuple[str, bool]]:
    yield ("… " if start > begin else ""), False
    for place in places:
        if place.start >= start:
            yield text[start : place.start], False
            yield text[place.start : place.end], True
            start = place.end
    yield text[start:end], False
    yield (" …" if end < finish else ""), False


def _densest(places: list[Place]) -> int:
    """Where the lines begin that hold most of what was looked for."""
    best = Counter(
        {
            place.start: len({other.piece for other in places if 0 <= other.start - place.start < LETTERS - BEFORE})
            for place in reversed(places[:_MOST_PLACES])
        }
    )
    most = max(best.values())
    return min(start for start, number in best.items() if number == most)


def _shortened(text: str, letters: int) -> str:
    if len(text) <= letters:
        return text
    return f"{text[: max(text.rfind(' ', 0, letters), letters // 2)]} …"
