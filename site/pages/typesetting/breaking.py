"""Where an overlong word may break, so that a web address never runs off the page or out of its cell."""

from __future__ import annotations

import re
import unicodedata

LONGEST_IN_TEXT = 24
_HYPHENATED_UP_TO = 40
_AFTER = re.compile(r"(?<=[/._@?&=%:;,+#-])(?=[^/._@?&=%:;,+#-])")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """`text` without control characters, which no font can print; tabs are blanks, breaks are newlines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _UNPRINTABLE.sub("", text.replace("\t", " "))


def pieces(text: str, longest: int = LONGEST_IN_TEXT) -> list[str]:
    """`text` cut where a line may break inside a word of over `longest` characters; joined, it is `text`.

    Plain words are left whole: hyphenation sees to them.
    """
    found = [""]
    for word in re.split(r"(\s+)", text):
        first, *rest = _cut(word, longest)
        found[-1] += first
        found.extend(rest)
    return found


def _cut(word: str, longest: int) -> list[str]:
    if len(word) <= longest or (word.isalpha() and len(word) <= _HYPHENATED_UP_TO):
        return [word]
    return [part for run in _AFTER.split(word) for part in _chunks(run, longest)]


def _chunks(run: str, longest: int) -> list[str]:
    parts = [""]
    for character in run:
        if len(parts[-1]) >= longest and not unicodedata.combining(character):
            parts.append("")
        parts[-1] += character
    return parts
