"""Gathers what the readers find in one document, within bounds of size, depth and time."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Literal

from anonymity.documents.markup import HasEntities
from anonymity.passages import Document, Fault, Passage, Severity

LONGEST_WORD = 300
MERE_DATA = re.compile(rf"[A-Za-z0-9+/=]{{{LONGEST_WORD},}}")
MAX_CHARACTERS = 40_000_000
MAX_DEPTH = 4
MAX_EMBEDDED = 200
MAX_EXPANDED_BYTES = 250_000_000
SECONDS = 30.0

Manner = Literal["prose", "label", "address"]


class ExpandsTooFar(Exception):
    """The contents unpack to more than is read."""


class OutOfTime(Exception):
    """Reading took longer than is allowed."""


@dataclass
class Bounds:
    """What may still be read, shared by a document and everything embedded in it."""

    characters: int = MAX_CHARACTERS
    embedded: int = MAX_EMBEDDED
    expanded: int = MAX_EXPANDED_BYTES
    deadline: float = field(default_factory=lambda: time.monotonic() + SECONDS)

    def spend(self, expanded: int) -> None:
        """Count unpacked bytes. Raises ExpandsTooFar when there are too many."""
        self.expanded -= expanded
        if self.expanded < 0:
            raise ExpandsTooFar

    def keep_time(self) -> None:
        """Raises OutOfTime after the deadline."""
        if time.monotonic() > self.deadline:
            raise OutOfTime


@dataclass
class Gathered:
    """Where readers put passages and faults. `within` leads every place, such as “embedded file 1”.

    reader reads the bytes of a file of any kind into a gathering, for files that lie within others.
    """

    document: Document
    reader: Callable[[bytes, str, Gathered], None]
    bounds: Bounds = field(default_factory=Bounds)
    within: str = ""
    depth: int = 0
    apart: bool = False
    said: set[tuple[str, str]] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)

    def say(self, where: str, text: str, manner: Manner = "prose", page: int | None = None) -> None:
        """Keep a passage that holds at least one letter or digit; labels and addresses once for each place."""
        text = readable(text)
        if not any(map(str.isalnum, text)) or self.is_repeated(where, text, manner):
            return
        self.bounds.characters -= len(text)
        if self.bounds.characters < 0:
            raise ExpandsTooFar
        self.document.passages.append(Passage(self.placed(where), text, manner, page))

    def is_repeated(self, where: str, text: str, manner: Manner) -> bool:
        """A label that was already said of the same place; prose always counts."""
        if manner == "prose":
            return False
        key = (self.placed(where), text)
        known = key in self.said
        self.said.add(key)
        return known

    def blame(self, kind: str, severity: Severity, where: str, message: str, matched: str = "") -> None:
        """Keep a fault once."""
        self.add_fault(Fault(kind, severity, self.placed(where), message, readable(matched)))

    def add_fault(self, fault: Fault) -> None:
        """Keep a fault that is not yet kept."""
        if fault not in self.document.faults:
            self.document.faults.append(fault)

    @contextmanager
    def keeping_on(self, where: str) -> Iterator[None]:
        """Turns the failure of one part into a fault, so that the other parts are still read."""
        try:
            yield
        except (ExpandsTooFar, OutOfTime, HasEntities, MemoryError):
            raise
        except Exception:
            self.blame("damaged", "block", where, "Part of this file is damaged and could not be read.")

    def placed(self, where: str) -> str:
        """The place with the file around it, as in “embedded file 1, footnote”."""
        return f"{self.within}, {where}" if self.within else where

    def number(self, thing: str) -> int:
        """The next number of a kind of thing, counted from 1 through the whole document."""
        self.counts[thing] = self.counts.get(thing, 0) + 1
        return self.counts[thing]

    def inside(self, place: str, *, deeper: bool = True) -> Gathered:
        """The same gathering for something that lies within, under a place of its own."""
        return replace(self, within=self.placed(place), depth=self.depth + deeper)


def readable(text: str) -> str:
    """The text without NULs, halves of characters that no file could hold, and long stretches of mere data."""
    text = text.replace("\x00", "").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return MERE_DATA.sub(" ", text) if len(text) > LONGEST_WORD else text
