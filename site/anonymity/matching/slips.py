"""One slip of the pen in a word: a letter too many, too few, wrong, or two letters in the wrong order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from anonymity.matching.folding import Reading
from anonymity.matching.forms import Form
from anonymity.matching.scanning import Scanner, Sighting
from anonymity.matching.squeezing import PIECES, squeeze
from anonymity.matching.vocabulary import is_ordinary

LONG = 6  # letters of a word that is told by itself in spite of a slip
SHORTEST = 4
LONGEST = 30
MOST_WINDOWS = 8_000
WINDOW = 70  # characters looked at on each side of a slip
_BESIDE_OTHERS = frozenset(
    {"full", "reversed", "nicknamed", "address", "number and street", "whole", "short", "street"}
)
_BY_ITSELF = _BESIDE_OTHERS | {"given", "surname", "alias", "core", "half", "initial and surname", "other name"}
_DIGITS_FOR_LETTERS = str.maketrans("0134578", "oieastb")


@dataclass(frozen=True, slots=True)
class Slip:
    """A sighting that holds but for one slip. start and end are in the folded text that it was found in."""

    form: Form
    start: int
    end: int
    doubtful: bool


class Speller:
    """Knows the words of the forms and finds those that are one slip away, whatever the number of words."""

    def __init__(self, forms: Sequence[Form], scanner: Scanner) -> None:
        self._scanner = scanner
        self._words = {
            word
            for form in forms
            if form.sort in _BY_ITSELF
            for word in form.words
            if SHORTEST <= len(word) <= LONGEST and not word.isdigit()
        }
        self._all = {word for form in forms if form.sort in _BESIDE_OTHERS for word in form.words if len(word) > 1}
        self._near: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            for shorter in {word, *_shorter(word)}:
                self._near[shorter].append(word)
        self._known: dict[str, list[str]] = {}

    def slips(self, reading: Reading, budget: list[int]) -> Iterator[Slip]:
        """Forms that are written with one slip. budget[0] counts down the places that may still be looked at."""
        pieces = [(m.group(), m.start()) for m in PIECES.finditer(reading.folded)]
        for place, (token, start) in enumerate(pieces):
            if not SHORTEST - 1 <= len(token) <= LONGEST + 1:
                continue
            for word in self._meant(token, reading, start):
                if budget[0] > 0 and self._worth_a_look(reading, word, pieces, place):
                    budget[0] -= 1
                    yield from self._in_window(reading, start, start + len(token), word)

    def _worth_a_look(self, reading: Reading, word: str, pieces: list[tuple[str, int]], place: int) -> bool:
        """A long word that is no ordinary one, or a neighbour that is a word of the list."""
        token, start = pieces[place]
        ordinary = is_ordinary(token)
        if ordinary and reading.original[reading.span(start, start + 1)[0]].islower():
            return False
        if len(word) >= LONG and not ordinary:
            return True
        beside = pieces[max(0, place - 2) : place] + pieces[place + 1 : place + 3]
        return any(neighbour in self._all for neighbour, _ in beside)

    def _meant(self, token: str, reading: Reading, start: int) -> list[str]:
        if token not in self._known:
            self._known[token] = self._near_words(token)
        meant = self._known[token]
        if "i" in token[1:] and not reading.original[reading.span(start, start + 1)[0]].isdigit():
            return [*meant, *self._with_capital_i(token, reading, start)]
        return meant

    def _near_words(self, token: str) -> list[str]:
        if token in self._words:
            return []
        if any(c.isdigit() for c in token):
            plain = token.translate(_DIGITS_FOR_LETTERS)
            return [word for word in {plain, plain.replace("i", "l")} if word in self._words]
        found = {word for shorter in {token, *_shorter(token)} for word in self._near.get(shorter, ())}
        return sorted(word for word in found if one_slip(token, word))

    def _with_capital_i(self, token: str, reading: Reading, start: int) -> list[str]:
        """A capital I in the middle of small letters passes for an l."""
        left, right = reading.span(start, start + len(token))
        written = reading.original[left:right]
        if not re.search(r"[a-z]I", written) or written.isupper():
            return []
        plain = re.sub(r"(?<=[a-z])I", "l", written).lower()
        return [plain] if plain in self._words else []

    def _in_window(self, reading: Reading, start: int, end: int, word: str) -> Iterator[Slip]:
        left, right = max(0, start - WINDOW), min(len(reading.folded), end + WINDOW)
        window = reading.folded[left:start] + word + reading.folded[end:right]
        mended = squeeze(Reading(window, window))
        shift = len(word) - (end - start)
        for seen in self._scanner.sightings(mended, loose=False):
            at = left + seen.start
            stop = left + seen.end - (shift if left + seen.end >= start + len(word) else 0)
            if (
                seen.start <= start - left
                and seen.end >= start - left + len(word)
                and _counts(seen, word, reading.folded[start:end])
            ):
                yield Slip(seen.form, at, stop, _doubtful(seen, word, reading.folded[start:end]))


def _counts(seen: Sighting, word: str, token: str) -> bool:
    form = seen.form
    if seen.inside:
        return False
    others = [w for w in form.words if (w != word and len(w) > 2) or w.isdigit()]
    if form.sort in _BESIDE_OTHERS and others:
        return True
    return form.sort in _BY_ITSELF and len(word) >= LONG and not is_ordinary(token)


def _doubtful(seen: Sighting, word: str, token: str) -> bool:
    return is_ordinary(token) or len(seen.form.words) < 2 or (len(word) < 5 and is_ordinary(word))


def _shorter(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def one_slip(a: str, b: str) -> bool:
    """The words differ by one letter added, left out or changed, or by two neighbours in the wrong order."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    if len(a) != len(b):
        return rest_a[1:] == rest_b or rest_b[1:] == rest_a
    return rest_a[1:] == rest_b[1:] or (rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:])
