"""Text without case, accents, look-alikes and invisible characters, and the way back to where each letter stood."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anonymity.matching.lookalikes import LOOKALIKES

PLAIN = {
    **dict.fromkeys(map(ord, "‘’‚‛ʼʹ′`´＇"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(
        map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t"), " "
    ),
    **dict.fromkeys(map(ord, "\r\v\f\u0085\u2028\u2029"), "\n"),
    **dict.fromkeys(map(ord, "•·‧∙"), "."),
}
CURLY_AND_SPACES = str.maketrans(PLAIN)


@dataclass(frozen=True)
class Reading:
    """A text as it is compared. Letter i of `folded` is written at origins[i] of `original`; None: at i itself."""

    original: str
    folded: str
    origins: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded letters from start to end (end > start) are written in the original."""
        if self.origins is None:
            return start, end
        return self.origins[start], self.origins[end - 1] + 1


def fold(text: str) -> Reading:
    """Read a text for comparison, in time linear in its length. Never fails."""
    plain = text.translate(CURLY_AND_SPACES)
    if plain.isascii():
        return Reading(text, plain.lower())
    return _letter_by_letter(text, plain)


def folded(text: str) -> str:
    """Only the folded letters of a text."""
    return fold(text).folded


def _letter_by_letter(text: str, plain: str) -> Reading:
    pieces: list[str] = []
    origins: list[int] = []
    for place, letter in enumerate(plain):
        piece = letter.lower() if letter < "\x80" else _fold_letter(letter)
        pieces.append(piece)
        if len(piece) == 1:
            origins.append(place)
        else:
            origins.extend([place] * len(piece))
    return Reading(text, "".join(pieces), tuple(origins))


@lru_cache(maxsize=8192)
def _fold_letter(letter: str) -> str:
    if letter in LOOKALIKES:
        return LOOKALIKES[letter]
    spread = unicodedata.normalize("NFKD", letter)
    kept = (piece for piece in spread if not _unseen(piece))
    return "".join(LOOKALIKES.get(piece, piece).casefold() for piece in kept).translate(CURLY_AND_SPACES)


def _unseen(letter: str) -> bool:
    return unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc", "Cs", "Co") and letter not in "\n\t "
