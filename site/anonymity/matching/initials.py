"""Initials that stand for a name: F. T., F.T. and, where nothing else can be meant, FT."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from anonymity.matching import cues
from anonymity.matching.naming import initials_of
from anonymity.matching.surroundings import Surroundings
from anonymity.matching.vocabulary import ACRONYMS
from anonymity.matching.wording import words

_DOTTED = re.compile(r"(?<![\w.])[^\W\d_](?:\.[\s\u00a0]{0,2}-?[\s\u00a0]{0,2}[^\W\d_]){1,3}(?:\.|(?!\w))(?!\w)")
_SPACED = re.compile(r"(?<![\w.'’-])[A-Z](?:[ \u00a0-][A-Z]){1,2}(?![\w'’.-]\w)(?!\w)")
_TOGETHER = re.compile(r"(?<![\w.&/-])[A-Z]{2,4}(?![\w&/-])")
_MEANS_OTHERWISE = words("am pm eg ie ps uk us un eu ad bc no pp op cf nb vs")


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
    around = Surroundings(match.string, match.start(), match.end())
    if written.lower() == written or (letters in _MEANS_OTHERWISE and not _beside_people(around)):
        return False
    surname = around.next_word()
    followed = len(surname) > 1 and surname[0].isupper() and written.endswith(".") and not around.among_capitals
    return not followed or around.alone


def _fits_bare(match: re.Match[str], letters: str) -> bool:
    """Bare capitals count alone in their place, or beside words that only go with people."""
    if letters in ACRONYMS:
        return False
    around = Surroundings(match.string, match.start(), match.end())
    short = len(around.text) < 60 and around.last_word().lower() in cues.ABOUT and not around.next_word()
    return around.possessive or short or _beside_people(around)


def _beside_people(around: Surroundings) -> bool:
    last, following = around.last_word().lower(), around.next_word().lower()
    if last.isdigit():
        return False
    dotted = "." in around.word and (
        last in cues.ABOUT or following in cues.BEING or around.before[:1] in ([","], [":"])
    )
    people = last in cues.RELATIVES | cues.TITLES | cues.ROLES or following in cues.DEEDS | cues.PERSONAL
    return around.alone or dotted or people
