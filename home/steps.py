"""How a review works, step by step: what every review has in common, and what this partnership's terms add."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from home.drawing import Drawn, Text, interface_text


@dataclass(frozen=True)
class Step:
    """`title` is short enough for the picture; `lines` are what stands beside it."""

    number: int
    title: str
    lines: list[Text]


def steps_of(drawn: Drawn) -> list[Step]:
    """Return the steps; one that only the terms could fill is left out where the terms are silent (A34)."""
    told = [(title, _lines(drawn, general, terms)) for title, general, terms in _outline()]
    kept = [(title, lines) for title, lines in told if lines]
    return [Step(number, title, lines) for number, (title, lines) in enumerate(kept, start=1)]


def _lines(drawn: Drawn, general: str, terms: tuple[str, ...]) -> list[Text]:
    own = [words for name in terms if (words := drawn.term(name))]
    return ([interface_text(general)] if general else []) + own


def _outline() -> list[tuple[Any, ...]]:
    return [
        (_("A review is considered"), "", ("trigger",)),
        (_("Somebody leads"), "", ("who_leads",)),
        (
            _("Records are gathered"),
            _("Each organisation that worked with the child and the family says what it did, and why."),
            (),
        ),
        (
            _("The family is asked"),
            _("The family can say what they think about the help they had. Nobody has to."),
            ("who_meets",),
        ),
        (
            _("Lessons are found"),
            _("The review asks what went well, what could have been different, and what has to change."),
            ("timescale",),
        ),
        (_("The family hears what was found"), "", ("findings", "outcome", "copy_of_report")),
        (_("The report is published"), "", ("publication",)),
        (_("Things change"), "", ("actions", "follow_up")),
    ]
