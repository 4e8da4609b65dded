"""Words that identify somebody, found and removed in texts and in whatever is made of texts."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from typing import Any

from anonymity.matching.vocabulary import is_ordinary
from anonymity.watchlists import Term

REMOVED = "[removed]"
_IN_ADDRESS = "removed"
_ADDRESSES = ("slug", "url_path", "name")
_BETWEEN = r"(?:[\s\-_.+%\u00a0\u200b\u2010\u2011\u2013]|%20|&nbsp;)+"
_PARTS = re.compile(r"[^\s\-_\u2010\u2011]+")
_TAG = re.compile(r"<[^<>]*>")
_QUOTES = "'’‘ʼ"
_LONG_ENOUGH = 4


def words_of(term: Term) -> list[str]:
    """Return what a term is called, and for people also each part of the name that is not an ordinary word."""
    known = [term.value, *term.aliases]
    if term.kind not in ("name", "professional"):
        return known
    parts = [part for name in known for part in _PARTS.findall(name)]
    return known + [part for part in parts if len(part) >= _LONG_ENOUGH and not is_ordinary(part.lower())]


class Words:
    """Words to be removed: found in any case, however spaced or hyphenated, but never inside another word."""

    def __init__(self, words: Iterable[str]) -> None:
        self.plain = sorted({word.strip() for word in words if len(word.strip()) > 1}, key=len, reverse=True)
        pattern = "|".join(_BETWEEN.join(map(_written, _PARTS.findall(word))) for word in self.plain)
        self._pattern = re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", re.IGNORECASE) if pattern else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def count(self, value: Any) -> int:
        """Return how often they stand in a text, also across tags, or in the texts of anything that JSON can say."""
        if isinstance(value, str):
            nested = _nested(value)
            return self.count(nested) if nested is not None else self._in_text(value)
        if isinstance(value, dict):
            return sum(self.count(key) + self.count(part) for key, part in value.items())
        return sum(map(self.count, value)) if isinstance(value, list | tuple) else 0

    def removed_from(self, value: Any, *, name: str = "") -> Any:
        """Return `value` without them. `name` is that of its field: in what is an address no brackets stand."""
        if isinstance(value, str):
            nested = _nested(value)
            return self._cut(value, name) if nested is None else json.dumps(self.removed_from(nested, name=name))
        if isinstance(value, dict):
            return {key: self.removed_from(part, name=str(key)) for key, part in value.items()}
        return [self.removed_from(part, name=name) for part in value] if isinstance(value, list | tuple) else value

    def _in_text(self, text: str) -> int:
        found = len(self._pattern.findall(text))
        if not found and ("<" in text or "&" in text):
            found = len(self._pattern.findall(html.unescape(_TAG.sub("", text))))
        return found

    def _cut(self, text: str, name: str) -> str:
        put = _IN_ADDRESS if name in _ADDRESSES else REMOVED
        cut = self._pattern.sub(put, text)
        # What is still there stands across tags: the whole passage goes.
        return put if self._in_text(cut) else cut


def _nested(text: str) -> Any:
    """JSON inside a text, as Wagtail keeps the blocks of a revision; None for every other text."""
    if text[:1] not in ("[", "{"):
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None


def _written(part: str) -> str:
    return "".join(f"[{_QUOTES}]" if letter in _QUOTES else re.escape(letter) for letter in part)
