"""What is asked of the catalogue, and what it answers: all that its callers and its engine share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from pages.findable import FACETS, Change

# By these a reader narrows what is found, each with any of several values.
NARROWED_BY = ("kind", "partnership", *FACETS)
MOST_LETTERS, MOST_WORDS = 200, 10
PER_PAGE = 20


# Number and moment of a change: where in the log of changes somebody is.
Mark = tuple[int, str]


class NotReady(Exception):
    """There is no index at this moment, or none that can be trusted; it is being made."""


@dataclass(frozen=True)
class Asked:
    """What a reader looks for. `home` is the partnership of the host that was asked; None of them is left out.

    `chosen` gives for some of NARROWED_BY the values of which one has to fit; a partnership is named by its number.
    """

    words: str = ""
    language: str = "en"
    home: int | None = None
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_date: bool = False
    page: int = 1
    per_page: int = PER_PAGE
    # Which of NARROWED_BY are counted; counting costs more than finding.
    counted: tuple[str, ...] = NARROWED_BY
    # Only the keys of hits are wanted.
    is_brief: bool = False


@dataclass(frozen=True)
class Hit:
    """Something found. `snippet` is pieces of text, each with whether it was looked for; `path` ends at its section."""

    key: str
    kind: str
    partnership: int
    language: str
    title: str
    caption: str
    path: str
    day: date | None = None
    section: str = ""
    file: str = ""
    snippet: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True)
class Found:
    """`counts` gives for every value of each facet how many there would be, whatever else of that facet is chosen."""

    total: int
    hits: tuple[Hit, ...]
    page: int
    counts: Mapping[str, Mapping[str, int]]
    # The words with their slips mended, when those find something and the words as they are do not.
    meant: str = ""
    # What the vocabulary calls the terms, by facet and slug.
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Concept:
    """A term of the vocabulary: `phrases` are its label and its synonyms, any of which finds what it tags."""

    facet: str
    slug: str
    phrases: tuple[str, ...]


class Log(Protocol):
    """The notes of what has changed in public."""

    def last(self) -> Mark:
        """Return number and moment of the last committed change; (0, "") before the first."""

    def since(self, mark: Mark) -> list[Change] | None:
        """Return the changes after `mark`, oldest first; None when `mark` is not in the log any more."""

    def is_settled(self) -> bool:
        """Return whether all that can be read now has been committed."""

    def mark_after(self, changes: list[Change]) -> Mark:
        """Return the mark of the last of `changes`."""
