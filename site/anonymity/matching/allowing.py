"""Where a text says what may be said: the reviewer, the pseudonym, public bodies, helplines and contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymity.matching.folding import Reading, folded
from anonymity.matching.forms import Form, form_of
from anonymity.matching.naming import TITLES, parse
from anonymity.matching.numbering import email_forms, phone_forms, postcode_forms
from anonymity.matching.scanning import Scanner
from anonymity.matching.squeezing import PIECES, squeeze
from anonymity.watchlists import Allowed

_PEOPLE = frozenset({"reviewer", "author", "chair", "person", "name", "professional"})


PUBLIC_PHRASES = (
    "Talk to Frank", "Sarah's Law", "Clare's Law", "Martha's Rule", "Claire's Law", "Ask for Angela", "Young Minds",
    "Jay Report", "King's Fund", "King's College", "Victoria Climbié", "Baby Peter", "Daniel Pelka",
    "Arthur Labinjo-Hughes", "Star Hobson", "Sara Sharif", "Khyra Ishaq", "Maria Colwell", "Jasmine Beckford",
)  # fmt: skip


class Allowance:
    """An allowed list made ready. It covers what it says word for word and nothing beside it."""

    def __init__(self, allowed: Allowed) -> None:
        entries = (*allowed.entries, *(("phrase", phrase) for phrase in PUBLIC_PHRASES))
        self._scanner = Scanner(form for kind, value in entries for form in _forms(kind, value))
        self.domains = frozenset(v.rpartition("@")[2].strip().lower() for k, v in allowed.entries if "@" in v)

    def stretches(self, reading: Reading, *, loose: bool) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Start and end, in the original text, of what the list covers; and of what may be of it or of the family.

        A title with the surname of somebody on the list may be of the family where the family has that surname too.
        """
        seen = [s for s in self._scanner.sightings(squeeze(reading), loose=loose) if not s.inside]
        covered = {reading.span(s.start, s.end) for s in seen if s.form.sort != "titled"}
        return sorted(covered), sorted({reading.span(s.start, s.end) for s in seen} - covered)


def _forms(kind: str, value: str) -> Iterator[Form]:
    if kind in ("phone", "helpline", "telephone") and re.search(r"\d{3}", value):
        yield from (form for form in phone_forms(0, value) if form.sort == "number")
    elif "@" in value:
        yield from (form for form in email_forms(0, value) if form.sort == "number")
    elif kind == "postcode":
        yield from (form for form in postcode_forms(0, value) if form.sort == "number")
    words = PIECES.findall(folded(value))
    if words:
        yield form_of(0, words, "full", judged="number" if words[0][0].isdigit() else "sure")
    if kind in _PEOPLE:
        yield from _person(value)


def _person(value: str) -> Iterator[Form]:
    """A person also with the surname first and with a title."""
    name = parse(value)
    if name is None or not name.surname:
        return
    middle = [word for part in name.middle for word in part]
    yield form_of(0, [*name.given, *middle, *name.surname], "full")
    yield form_of(0, [*name.surname, *name.given], "reversed")
    yield from (form_of(0, [title, *name.surname], "titled") for title in sorted(TITLES))
    if len(name.surname) > 1:
        yield form_of(0, [*name.surname], "full")
