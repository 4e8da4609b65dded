"""What goes into the typesetter, what comes out, and the one way it refuses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

LABELS = (
    "contents",
    "page",
    "of",
    "learning_point",
    "recommendation",
    "for_whom",
    "by_when",
    "outcome",
    "footnotes",
    "figure",
    "table",
)

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{4,8})*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class TypesettingError(Exception):
    """A report that cannot be typeset. The message can be shown to staff and holds none of its text."""


@dataclass(frozen=True, kw_only=True)
class Printable:
    """One report in one language, ready to print.

    language is a BCP 47 tag, colour is "#rrggbb", blocks and footnotes are neutral report content, and
    front and back are (heading, rich text HTML) sections. labels holds every word named in LABELS, in
    the report's language. mark, when given, is printed small at the foot of every page.
    """

    language: str
    direction: Literal["ltr", "rtl"]
    title: str
    subtitle: str = ""
    partnership: str
    colour: str
    facts: Sequence[tuple[str, str]] = ()
    front: Sequence[tuple[str, str]] = ()
    blocks: Sequence[Mapping[str, Any]] = ()
    footnotes: Sequence[Mapping[str, str]] = ()
    back: Sequence[tuple[str, str]] = ()
    labels: Mapping[str, str] = field(repr=False)
    footer: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Typeset:
    """A finished PDF and how many pages it has."""

    pdf: bytes = field(repr=False)
    pages: int


def refuse_unprintable(report: Printable) -> None:
    """Raise TypesettingError when a setting the whole document rests on is missing or malformed."""
    if not report.title.strip():
        raise TypesettingError("The report has no title.")
    if not _LANGUAGE.fullmatch(report.language):
        raise TypesettingError("The report's language is not a language tag such as en-GB.")
    if not _COLOUR.fullmatch(report.colour):
        raise TypesettingError("The accent colour is not written as # and six digits.")
    if report.direction not in ("ltr", "rtl"):
        raise TypesettingError("The reading direction is neither ltr nor rtl.")
    missing = [name for name in LABELS if not report.labels.get(name)]
    if missing:
        raise TypesettingError(f"These translated words are missing: {', '.join(missing)}.")
