"""What a document says and where: the pieces that the readers hand to the matchers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["block", "review", "note"]


@dataclass(frozen=True)
class Passage:
    """A stretch of text in reading order. `where` names its place in plain words, such as “footnote”.

    manner tells how its words are written: "prose"; "label" for file names, bookmarks, properties and other
    identifiers, where words run together; "address" for URLs and e-mail addresses. page counts from 1, or is None.
    """

    where: str
    text: str
    manner: Literal["prose", "label", "address"] = "prose"
    page: int | None = None


@dataclass(frozen=True)
class Fault:
    """Something about the document itself: it cannot be read, or it hides words badly."""

    kind: str
    severity: Severity
    where: str
    message: str
    matched: str = ""


@dataclass
class Document:
    """A document as it was read. `faults` says what could not be read; what is not said there was read."""

    name: str
    passages: list[Passage] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    pages: int = 1


@dataclass(frozen=True)
class Finding:
    """One thing found, in the words of the contract of `manage.py check_anonymity`."""

    term_id: str | None
    kind: str
    severity: Severity
    where: str
    matched: str
    excerpt: str
