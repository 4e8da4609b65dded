"""What a reader can find, whatever app it comes from: each app says here what of its own is public.

An app registers a `Source` when it is ready. Whoever keeps an index asks the sources, and nothing else; so only what is
public is ever in one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

# A change whose key begins so asks whoever keeps copies to leave no trace of what is gone on a disk.
FORGOTTEN = "forgotten:"


@dataclass(frozen=True)
class Section:
    """A stretch of text with the anchor of its heading in the page; "" is the top of the page."""

    anchor: str
    title: str
    text: str
    # The name of the attached file in which this text stands, and "" for the page itself.
    file: str = ""


@dataclass(frozen=True)
class Findable:
    """Something public, in one language. `facets` gives the slugs for each of FACETS that it has any of.

    `key` begins with its owner, see `owner_of`, and ends with its language.
    """

    key: str
    kind: str
    partnership: int
    language: str
    title: str
    summary: str
    # Path and fragment on the host of its partnership.
    path: str
    sections: tuple[Section, ...] = ()
    day: date | None = None
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # Other names by which it is looked for, like a pseudonym; found as well as the title is.
    names: str = ""
    # What stands below the title in a list, like what sort of report it is and when it was published.
    caption: str = ""


class Change(Protocol):
    """A note of pages.changing."""

    key: str
    partnership_id: int | None


class Source(Protocol):
    """One sort of findable things."""

    def count(self) -> int:
        """Return how many pages there are now, to say how far a rebuild is; a part of a page is none."""

    def everything(self) -> Iterator[Findable]:
        """Yield all that is public now, reading a few rows at a time."""

    def touched(self, changes: Iterable[Change]) -> set[str]:
        """Return the owners, like "review:12", of which something of this source may be different since."""

    def of(self, owners: Collection[str]) -> Iterator[Findable]:
        """Yield what is public now of this source and these owners."""

    def standing(self, keys: Collection[str]) -> set[str]:
        """Return those keys of findable things of this source that are public now, asked of the database."""


def owner_of(key: str) -> str:
    """Return what the findable thing with this key belongs to: "review:12/report/en" to "review:12"."""
    return key.partition("/")[0]


def numbers_of(names: Iterable[str], owner: str) -> set[int]:
    """Return the numbers of those keys or owners that begin with `owner`: 12 of "review:12/report/en"."""
    found = (name.partition("/")[0].partition(":") for name in names)
    return {int(number) for sort, _, number in found if sort == owner and number.isdecimal()}


FACETS = ("type", "year", "harm", "age", "theme", "agency")
SOURCES: list[Source] = []


def register(source: Source) -> None:
    """Let `source` be found; harmless when done again."""
    if all(type(source) is not type(known) for known in SOURCES):
        SOURCES.append(source)
