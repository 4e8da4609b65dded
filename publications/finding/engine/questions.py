"""What a reader typed, taken apart: words, phrases in quotation marks, and words that mean more than themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publications.finding.asking import MOST_LETTERS, MOST_WORDS
from publications.finding.engine.thesaurus import Meaning, Thesaurus
from publications.finding.engine.wording import words_in

_QUOTED = re.compile(r'["“”„«]([^"“”„«»]*)["“”»]')


@dataclass(frozen=True)
class Piece:
    """Something that has to be there. Words that are not `is_exact` are looked for in all their forms."""

    words: tuple[str, ...]
    is_exact: bool = False
    meaning: Meaning | None = None


def pieces_of(typed: str, thesaurus: Thesaurus) -> list[Piece]:
    """Return what has to be there; whatever was typed can be read somehow, and nothing is an error."""
    text, found, start = typed[:MOST_LETTERS], [], 0
    for quoted in _QUOTED.finditer(text):
        found += [*_loose(text[start : quoted.start()], thesaurus), *_exact(quoted[1])]
        start = quoted.end()
    found += _loose(text[start:], thesaurus)
    return list(dict.fromkeys(found))[:MOST_WORDS]


def _exact(text: str) -> list[Piece]:
    words = tuple(words_in(text)[:MOST_WORDS])
    return [Piece(words, is_exact=True)] if words else []


def _loose(text: str, thesaurus: Thesaurus) -> Iterator[Piece]:
    # What holds together without a space, like non-accidental, is looked for together.
    groups = [words for typed in text.split() if (words := words_in(typed))]
    while groups:
        taken, meaning = _meant(groups, thesaurus)
        words = tuple(word for group in groups[:taken] for word in group)
        yield Piece(words[:MOST_WORDS], meaning=meaning)
        groups = groups[taken:]


def _meant(groups: list[list[str]], thesaurus: Thesaurus) -> tuple[int, Meaning | None]:
    length, meaning = thesaurus.meaning([word for group in groups for word in group])
    ends, total = {}, 0
    for number, group in enumerate(groups, 1):
        total += len(group)
        ends[total] = number
    # Half of what was typed together is no phrase of the vocabulary.
    return (ends[length], meaning) if length in ends else (1, None)
