"""Checks a document against the watch-list of its review, and for identifiers that are on no list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from anonymity.matching.allowing import Allowance
from anonymity.matching.dates import read_dates
from anonymity.matching.describing import descriptions
from anonymity.matching.excerpts import LONGEST, excerpt, on_one_line
from anonymity.matching.folding import Reading, fold
from anonymity.matching.patterns import Pattern, numbers
from anonymity.matching.searching import RANK, Search
from anonymity.matching.slips import MOST_WINDOWS
from anonymity.passages import Document, Fault, Finding, Passage, Severity
from anonymity.watchlists import Allowed, Watchlist

LONGEST_PORTION = 200_000  # characters
OVERLAP = 400
MOST_FINDINGS = 5_000  # of one document; more than this is said in a finding of its own


def check(document: Document, watchlist: Watchlist, allowed: Allowed) -> list[Finding]:
    """Find what would identify somebody (R20-R25): block, review and note, in the order of the document, each once."""
    return Checker(watchlist, allowed).check(document)


class Checker:
    """A watch-list and an allowed list made ready for several documents of one review."""

    def __init__(self, watchlist: Watchlist, allowed: Allowed) -> None:
        self._search = Search(watchlist)
        self._allowance = Allowance(allowed)

    def check(self, document: Document) -> list[Finding]:
        """Find what would identify somebody, and say what could not be read. Never raises for what a document holds."""
        self._search.windows[0] = MOST_WINDOWS
        found: dict[Finding, None] = dict.fromkeys(map(_of_fault, document.faults))
        for passage in document.passages:
            for portion in portions(passage):
                found |= dict.fromkeys(self._in_portion(portion))
                if len(found) > MOST_FINDINGS:
                    return [*list(found)[:MOST_FINDINGS], _too_many(passage)]
        return list(found)

    def _in_portion(self, portion: Portion) -> Iterator[Finding]:
        passage = portion.passage
        reading = fold(passage.text)
        dates = read_dates(reading.folded)
        covered, doubtful = map(Stretches, self._allowance.stretches(reading, loose=passage.manner != "prose"))
        finds = [
            replace(f, severity="review") if f.severity == "block" and doubtful.hold(f.start, f.end) else f
            for f in self._search.finds(passage, reading, dates)
            if not covered.hold(f.start, f.end)
        ]
        terms = self._search.terms
        marked = [
            (f.start, f.end, _finding(passage, terms[f.term].id, f.kind, f.severity, f.start, f.end)) for f in finds
        ]
        told = Stretches((f.start, f.end) for f in finds if f.severity != "note")
        patterns = [*numbers(reading, dates, self._allowance.domains), *descriptions(reading)]
        for pattern, start, end in _outermost(patterns, reading):
            if not covered.hold(start, end) and not told.touch(start, end):
                marked.append((start, end, _finding(passage, None, pattern.kind, pattern.severity, start, end)))
        marked.sort(key=lambda found: found[:2])
        yield from (finding for start, _, finding in marked if portion.begins <= start < portion.ends)


@dataclass(frozen=True)
class Portion:
    """Part of a passage that is checked at once. Findings count that start in it from begins to before ends."""

    passage: Passage
    begins: int
    ends: int


def portions(passage: Passage) -> Iterator[Portion]:
    """A passage in parts of bounded length that overlap, so that nothing falls between two of them."""
    text = passage.text
    if len(text) <= LONGEST_PORTION:
        yield Portion(passage, 0, len(text) + 1)
        return
    for start in range(0, len(text), LONGEST_PORTION):
        left, right = max(0, start - OVERLAP), start + LONGEST_PORTION + OVERLAP
        yield Portion(replace(passage, text=text[left:right]), start - left, start - left + LONGEST_PORTION)


class Stretches:
    """Stretches of a text, given as start and end."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(stretches)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def hold(self, start: int, end: int) -> bool:
        """One that begins no later than start reaches as far as end."""
        at = bisect_right(self._starts, start)
        return at > 0 and self._furthest[at - 1] >= end

    def touch(self, start: int, end: int) -> bool:
        """One has a place in common with the stretch from start to end."""
        at = bisect_right(self._starts, end - 1)
        return at > 0 and self._furthest[at - 1] > start


def _outermost(patterns: Iterable[Pattern], reading: Reading) -> Iterator[tuple[Pattern, int, int]]:
    """Patterns with their place in the original; of those that begin within another, only that one."""
    last = -1
    ranked = sorted(patterns, key=lambda p: (p.start, RANK[p.severity], -p.end))
    for pattern in ranked:
        if pattern.start >= last:
            last = pattern.end
            yield pattern, *reading.span(pattern.start, pattern.end)


def _finding(passage: Passage, term: str | None, kind: str, severity: Severity, start: int, end: int) -> Finding:
    words = excerpt(passage.text, start, end)
    return Finding(term, kind, severity, passage.where, passage.text[start : min(end, start + LONGEST)], words)


def _of_fault(fault: Fault) -> Finding:
    return Finding(None, fault.kind, fault.severity, fault.where, fault.matched[:LONGEST], on_one_line(fault.message))


def _too_many(passage: Passage) -> Finding:
    said = f"More than {MOST_FINDINGS:,} findings; the rest of the document was not checked."
    return Finding(None, "too_many_findings", "block", passage.where, "", said)
