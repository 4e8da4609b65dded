"""A way in which a term of the watch-list may be written."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from anonymity.passages import Severity

Judged = Literal["sure", "word", "initialled", "number", "acronym"]


@dataclass(frozen=True, slots=True)
class Form:
    """Letters run together, and how far to trust them.

    breaks are the places between its words. judged says what has to hold besides the letters: "sure" nothing, "word"
    that a word that is also an ordinary one stands for a name, "initialled" that the lone letter is a capital,
    "acronym" that all letters are capitals, "number" that digits are not the middle of a longer number. severity is the
    most that it can be.
    """

    term: int
    letters: str
    breaks: tuple[int, ...]
    sort: str
    judged: Judged
    severity: Severity = "block"

    @property
    def words(self) -> tuple[str, ...]:
        """The words that the letters are made of."""
        edges = (0, *self.breaks, len(self.letters))
        return tuple(self.letters[a:b] for a, b in pairwise(edges))


def form_of(term: int, words: list[str], sort: str, *, judged: Judged = "sure", severity: Severity = "block") -> Form:
    """The form made of folded words."""
    ends = list(accumulate(len(word) for word in words))
    return Form(term, "".join(words), tuple(ends[:-1]), sort, judged, severity)
