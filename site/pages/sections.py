"""The words of a page, cut where a reader can be led to: at every heading and box that has an anchor."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from pages.findable import Section

_ID = re.compile(r'\bid="([^"]*)"')
_HEADINGS = {"h2", "h3", "h4"}
_BOXES = {"section", "div"}
_INLINE = ("a", "abbr", "b", "bdi", "em", "i", "span", "strong", "sub", "sup")
_WITHIN_WORDS = {*_INLINE, *(f"/{name}" for name in _INLINE)}
_NOT_SAID = {"svg", "script", "style"}
_TELLING = {*_HEADINGS, *(f"/{name}" for name in _HEADINGS), *_NOT_SAID, *_BOXES, "/section"}


def sections_of(source: str) -> tuple[Section, ...]:
    """Return the sections of HTML that we rendered ourselves; text before the first anchor has the anchor ""."""
    cutter = _Cutter()
    # Text holds no bare "<": it was escaped, so every one begins a tag. That is much faster than a parser.
    first, *rest = source.split("<")
    say = cutter.text.append
    say(first)
    for piece in rest:
        tag, _, text = piece.partition(">")
        name = tag.partition(" ")[0]
        if cutter.silent or (name in _TELLING and (name != "div" or "id=" in tag)):
            say = cutter.take(name, tag)
        if cutter.silent:
            continue
        if name not in _WITHIN_WORDS:
            say(" ")
        say(text)
    cutter.cut("", "")
    return tuple(cutter.made)


def words_of(source: str) -> str:
    """Return the words of our own HTML on one line, with a space between its blocks."""
    return " ".join(section.text for section in sections_of(source))


class _Cutter:
    def __init__(self) -> None:
        self.text: list[str] = []
        self.made: list[Section] = []
        self.anchor = self.title = ""
        # Where one is again after a box has ended.
        self.outside = ("", "")
        # The heading that is being read, and where in `text` it begins.
        self.heading, self.begins = "", 0
        self.silent = ""

    def take(self, name: str, tag: str) -> Callable[[str], None]:
        """Follow a tag that matters, and return where what comes after it is to be said."""
        if self.silent or name in _NOT_SAID:
            self.silent = "" if name == f"/{self.silent}" else self.silent or name
        elif name == "/section":
            self.cut(*self.outside)
        elif self.heading and name == f"/{self.heading}":
            self._title()
        else:
            self._begin(name, tag)
        return self.text.append

    def cut(self, anchor: str, title: str) -> None:
        """End the present section; what follows has this anchor and title."""
        words = _joined(self.text)
        if words:
            self.made.append(Section(self.anchor, self.title, words))
        self.text, self.anchor, self.title = [], anchor, title

    def _begin(self, name: str, tag: str) -> None:
        found = _ID.search(tag) if "id=" in tag else None
        # The heading of a box has an id of its own, by which the box is labelled.
        if found and not found[1].endswith("-title"):
            self.cut(found[1], "")
            if name in _HEADINGS:
                self.outside = (found[1], "")
        if name in _HEADINGS:
            self.heading, self.begins = name, len(self.text)

    def _title(self) -> None:
        """The first heading after an anchor is the title of what follows."""
        said = _joined(self.text[self.begins :])
        self.heading = ""
        if not self.title:
            self.title = said
            if self.outside[0] == self.anchor:
                self.outside = (self.anchor, said)


def _joined(parts: list[str]) -> str:
    text = "".join(parts)
    return " ".join((html.unescape(text) if "&" in text else text).split())
