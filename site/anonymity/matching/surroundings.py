"""What stands before and after a word in its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

WIDTH = 90  # characters looked at on each side
_TOKENS = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[^\w\s]|\n")
_SENTENCE_END = frozenset(".?!;•●▪◦·…")


@dataclass(frozen=True)
class Surroundings:
    """A word of a text, from start to end, and its neighbours."""

    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """The word as it is written."""
        return self.text[self.start : self.end]

    @cached_property
    def before(self) -> list[str]:
        """Words and marks before it, the nearest first."""
        return [t for t in reversed(_TOKENS.findall(self.text[max(0, self.start - WIDTH) : self.start])) if t != "\n"]

    @cached_property
    def after(self) -> list[str]:
        """Words and marks after it, the nearest first; a possessive ending is left out."""
        tokens = [t for t in _TOKENS.findall(self.text[self.end : self.end + WIDTH]) if t != "\n"]
        if len(tokens) > 1 and tokens[0] in ("'", "’") and tokens[1].lower() == "s":
            return tokens[2:]
        return tokens

    @cached_property
    def possessive(self) -> bool:
        """It is followed by 's or by an apostrophe."""
        return bool(re.match(r"['’ʼ]s\b|['’](?=\s+\w)", self.text[self.end : self.end + 4]))

    @cached_property
    def opens(self) -> bool:
        """It is the first word of its sentence."""
        for token in self.before:
            if token in ('"', "“", "”", "'", "‘", "(", "[", "*", "–", "-", "—"):
                continue
            return token in _SENTENCE_END
        return self.start < WIDTH

    @cached_property
    def alone(self) -> bool:
        """Nothing but marks stands beside it in the whole passage."""
        return not any(c.isalnum() for c in self.text[: self.start][-WIDTH:] + self.text[self.end :][:WIDTH])

    @cached_property
    def shouted(self) -> bool:
        """It is written in capitals."""
        return len(self.word) > 1 and self.word.isupper()

    @cached_property
    def among_capitals(self) -> bool:
        """Nearly all words around begin with a capital, as in a heading, or all letters are capitals."""
        around = self.text[max(0, self.start - WIDTH) : self.start] + " " + self.text[self.end : self.end + WIDTH]
        words = [w for w in re.findall(r"[^\W\d_]+", around) if len(w) > 3]
        return bool(words) and sum(w[0].isupper() for w in words) >= 0.7 * len(words)

    @cached_property
    def no_capitals(self) -> bool:
        """The passage around has no capital at all, as in hurried messages."""
        around = self.text[max(0, self.start - 2 * WIDTH) : self.end + 2 * WIDTH]
        return around == around.lower() and len(around.split()) > 2

    def next_word(self) -> str:
        """The word straight after it; empty when a mark comes between."""
        return self.after[0] if self.after and self.after[0][0].isalnum() else ""

    def last_word(self) -> str:
        """The word straight before it; empty when a mark comes between."""
        return self.before[0] if self.before and self.before[0][-1].isalnum() else ""
