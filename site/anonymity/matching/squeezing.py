"""Only the letters and digits of a text, run together, so that no space, hyphen or line break can hide a word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from anonymity.matching.folding import Reading

PIECES = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Squeezed:
    """Letters and digits of a reading, run together. Letter i stands at places[i] of the folded text."""

    reading: Reading
    letters: str
    places: list[int] = field(repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the letters from start to end (end > start) stand in the folded text."""
        return self.places[start], self.places[end - 1] + 1


def squeeze(reading: Reading) -> Squeezed:
    """Run the letters and digits of a reading together."""
    folded = reading.folded
    places = [place for place, letter in enumerate(folded) if letter.isalnum()]
    return Squeezed(reading, "".join(filter(str.isalnum, folded)), places)


def squeezed(text: str) -> str:
    """The letters and digits of an already folded text."""
    return "".join(PIECES.findall(text))
