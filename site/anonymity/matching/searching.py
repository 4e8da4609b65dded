"""Looks for every term of a watch-list in a passage and settles which of overlapping finds is meant."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from anonymity.matching.dates import Dated
from anonymity.matching.dating import Calendar
from anonymity.matching.encodings import decoded
from anonymity.matching.folding import Reading
from anonymity.matching.initials import Initials
from anonymity.matching.judging import Place, judge
from anonymity.matching.scanning import Scanner, Sighting
from anonymity.matching.slips import Speller
from anonymity.matching.squeezing import squeeze
from anonymity.matching.terms import DATES, PEOPLE, forms_of
from anonymity.matching.wording import words
from anonymity.passages import Passage, Severity
from anonymity.watchlists import Watchlist

RANK = {"block": 0, "review": 1, "note": 2}
BESIDE = 40  # characters between names that stand in one list
_WHOLE = frozenset({"full", "reversed", "nicknamed", "address", "number and street", "whole", "number"})
_DERIVED = words("nickname nicknamed half middle core part initials")
_POSSESSIVE = re.compile(r"['’ʼ]s(?!\w)", re.IGNORECASE)
_EMAIL = frozenset({"email"})


@dataclass(frozen=True, slots=True)
class Find:
    """A term of the watch-list in a text, by its number; start and end in the original text."""

    term: int
    kind: str
    sort: str
    start: int
    end: int
    severity: Severity


class Search:
    """A watch-list made ready. Time grows with the text and hardly with the number of terms."""

    def __init__(self, watchlist: Watchlist) -> None:
        self.terms = watchlist.terms
        forms = [form for number, term in enumerate(self.terms) for form in forms_of(number, term)]
        self._scanner = Scanner(forms)
        self._speller = Speller(forms, self._scanner)
        listed = [(n, t.kind, v) for n, t in enumerate(self.terms) if t.kind in DATES for v in (t.value, *t.aliases)]
        self._calendar = Calendar(listed)
        self._initials = Initials(
            (n, v) for n, t in enumerate(self.terms) if t.kind in PEOPLE for v in (t.value, *t.aliases)
        )
        self.windows = [0]

    def finds(self, passage: Passage, reading: Reading, dates: list[Dated]) -> list[Find]:
        """What a passage holds, without finds that are part of better ones. dates: those that its reading holds."""
        loose = passage.manner != "prose"
        found = [*self._in_reading(Place(reading, loose))]
        found += self._slipped(Place(reading, loose))
        for other in decoded(passage.text, loose=loose):
            found += self._in_reading(Place(other, True))
        found += [
            self._find(d.term, "date", *reading.span(d.start, d.end), d.severity)
            for d in self._calendar.found(reading, dates)
        ]
        found += [
            self._find(n, "initials", start, end, "review") for n, start, end in self._initials.found(passage.text)
        ]
        return settle(found)

    def _find(self, term: int, sort: str, start: int, end: int, severity: Severity) -> Find:
        return Find(term, self.terms[term].kind, sort, start, end, severity)

    def _in_reading(self, place: Place) -> Iterator[Find]:
        seen = list(self._scanner.sightings(squeeze(place.reading), loose=place.loose))
        names = sorted({(s.start, s.end) for s in seen if self.terms[s.form.term].kind in PEOPLE and not s.inside})
        for sighting in seen:
            severity = judge(sighting, place, among_names=_among(sighting, names, place.reading.folded))
            if severity:
                start, end = place.reading.span(sighting.start, sighting.end)
                end = self._with_possessive(sighting.form.term, place.reading.original, end)
                yield self._find(sighting.form.term, sighting.form.sort, start, end, severity)

    def _with_possessive(self, term: int, text: str, end: int) -> int:
        """Where a person's name ends together with its ’s."""
        possessive = _POSSESSIVE.match(text, end) if self.terms[term].kind in PEOPLE else None
        return possessive.end() if possessive else end

    def _slipped(self, place: Place) -> Iterator[Find]:
        for slip in self._speller.slips(place.reading, self.windows):
            seen = Sighting(slip.form, slip.start, slip.end)
            severity = judge(seen, place)
            if severity:
                yield self._find(
                    slip.form.term,
                    slip.form.sort,
                    *place.reading.span(slip.start, slip.end),
                    "review" if slip.doubtful else severity,
                )


_LINK_BEFORE = re.compile(r"(?:,\s*(?:and\s+)?|\s(?:and|or|&)\s+)$")
_LINK_AFTER = re.compile(r"(?:,\s*(?:and\s+)?|\s+(?:and|or|&)\s+)")


def _among(sighting: Sighting, names: list[tuple[int, int]], folded: str) -> bool:
    """Another name stands beside it, with only a comma, “and” or “or” between."""
    if sighting.form.judged != "word" or sighting.form.breaks:
        return False
    before = _LINK_BEFORE.search(folded[max(0, sighting.start - BESIDE) : sighting.start])
    after = _LINK_AFTER.match(folded, sighting.end, sighting.end + BESIDE)
    return bool(
        (before and _name_at(names, end=sighting.start - len(before.group())))
        or (after and _name_at(names, start=after.end()))
    )


def _name_at(names: list[tuple[int, int]], *, start: int | None = None, end: int | None = None) -> bool:
    if start is not None:
        at = bisect_left(names, (start, 0))
        return at < len(names) and names[at][0] == start
    at = bisect_left(names, (end, 0))
    return any(stop == end for _, stop in names[max(0, at - 6) : at])


def _directness(sort: str) -> int:
    return 0 if sort in _WHOLE else 2 if sort in _DERIVED else 1


def settle(found: Iterable[Find]) -> list[Find]:
    """Keep the surest and longest of finds that overlap, in order. A name in an e-mail address stays beside it."""
    order = sorted(
        set(found), key=lambda f: (RANK[f.severity], f.start - f.end, _directness(f.sort), f.term, f.start, f.sort)
    )
    kept: list[Find] = []
    taken: dict[bool, _Taken] = {True: _Taken(), False: _Taken()}
    for find in order:
        lane = taken[find.kind in _EMAIL]
        if lane.free(find.start, find.end):
            lane.add(find.start, find.end)
            kept.append(find)
    return sorted(kept, key=lambda f: (f.start, f.end, f.term))


class _Taken:
    """Stretches that are taken, none of which overlap."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def free(self, start: int, end: int) -> bool:
        at = bisect_left(self._starts, end)
        return at == 0 or self._ends[at - 1] <= start

    def add(self, start: int, end: int) -> None:
        at = bisect_left(self._starts, start)
        self._starts.insert(at, start)
        self._ends.insert(at, end)
