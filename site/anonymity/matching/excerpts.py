"""The words around a finding, on one line."""

from __future__ import annotations

import unicodedata

WIDTH = 60
LONGEST = 300  # characters of a matched text that are shown


def excerpt(text: str, start: int, end: int) -> str:
    """About 60 characters each side of text[start:end], without line breaks and control characters."""
    left, right = max(0, start - WIDTH), min(len(text), min(end, start + LONGEST) + WIDTH)
    left = next((i + 1 for i in range(left, start) if text[i].isspace()), left) if left else 0
    return on_one_line(text[left:right])


def on_one_line(text: str) -> str:
    """A text with single spaces, its control and direction characters replaced by “�”."""
    shown = ("�" if (unicodedata.category(c) in ("Cc", "Cs") and not c.isspace()) or c in _TURNING else c for c in text)
    return " ".join("".join(shown).split())


_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
