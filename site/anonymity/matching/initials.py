"""Initials that stand for a name: F. T., F.T. and, where nothing else can be meant, FT."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from anonymity.matching import cues
from anonymity.matching.naming import initials_of
from anonymity.matching.surroundings import Surroundings
from anonymity.matching.vocabulary import ACRONYMS

_DOTTED = re.compile(r"(?<![\w.])[^\W\d_](?:\.[\s\u00a0]{0,2}-?[\s\u00a0]{0,2}[^\W\d_]){1,3}(?:\.|(?!\w))(?!\w)")
_SPACED = re.compile(r"(?<![\w.'’-])[A-Z](?:[ \u00a0-][A-Z]){1,2}(?![\w'’.-]\w)(?!\w)")
_TOGETHER = re.compile(r"(?<![\w.&/-])[A-Z]{2,4}(?![\w&/-])")
_MEANS_OTHERWISE = frozenset(["am", "pm", "eg", "ie", "ps", "uk", "us", "un", "eu", "ad", "bc", "no", "pp", "op", "cf", "nb", "vs"])


class Initials:
    """The initials of the people of a watch-list."""

    def __init__(self, people: Iterable[tuple[int, str]]) -> None:
        """people: number of the term and name."""
        self._terms: dict[str, list[int]] = defaultdict(list)
        for number, value in people:
            for letters in initials_of(value):
                if number not in self._terms[letters]:
                    self._terms[letters].append(number)

    def found(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Number of the term, start and end in the text. One term for each place, the first of those that fit."""
        taken: set[int] = set()
        for pattern, fits in ((_DOTTED, _fits_dotted), (_SPACED, _fits_bare), (_TOGETHER, _fits_bare)):
            for match in pattern.finditer(text):
                letters = "".join(c for c in match.group().lower() if c.isalpha())
                if letters in self._terms and match.start() not in taken and fits(match, letters):
                    taken.add(match.start())
                    yield self._terms[letters][0], match.start(), match.end()


def _fits_dotted(match: re.Match[str], letters: str) -> bool:
    written = match.group()
    if written.lower() == written or (letters in _MEANS_OTHERWISE and " " not in written):
        return False
    around = Surroundings(match.string, match.start(), match.end())
    return (
        not (
            around.next_word()[:1].isupper()
            and len(around.next_word()) > 1
            and not around.among_capitals
            and around.text[match.end() - 1] == "."
        )
        or around.alone
    )


def _fits_bare(match: re.Match[str], letters: str) -> bool:
    """Bare capitals count alone in their place, or beside words that only go with people."""
    if letters in ACRONYMS:
        return False
    around = Surroundings(match.string, match.start(), match.end())
    if around.alone or around.possessive:
        return True
    last, following = around.last_word().lower(), around.next_word().lower()
    beside = last in cues.RELATIVES | cues.TITLES | cues.ROLES or following in cues.DEEDS | cues.PERSONAL
    short = len(around.text) < 60 and last in cues.ABOUT and not following
    return beside or short
