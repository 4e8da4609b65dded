"""Words that the glossary explains: each leads there where a page uses it for the first time (E77)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.html import escape
from django.utils.text import slugify
from lxml.html import Element, HtmlElement, fragment_fromstring, tostring

from home.models import ContentPage, GlossaryEntry, Shows
from pages.places import pages_of, partnership_of
from pages.translating.reading import Shown, shown_in
from partnerships.context import language_prefix
from partnerships.models import Partnership

_LEFT_ALONE = {"a", "h1", "h2", "h3", "h4", "h5", "h6"}
_LONGEST_ACRONYM = 6
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True)
class Word:
    """An entry: where it stands on the page of the glossary, its forms, and how it is shown there."""

    anchor: str
    forms: tuple[str, ...]
    shown: Shown


@dataclass(frozen=True)
class Glossary:
    """The words of a partnership, and the address of the page that explains them; "" where there is none."""

    words: list[Word]
    address: str

    @cached_property
    def known(self) -> _Known:
        return _Known(self)


class OnePage:
    """The glossary as one page uses it, read when its text asks for it; `seen` are the words that have their link."""

    def __init__(self, page: Any, language: str, partnership: Partnership | None = None) -> None:
        self.page, self.language, self.prefix = page, language, language_prefix()
        self.known = partnership
        self.seen: set[str] = set()

    @cached_property
    def glossary(self) -> Glossary:
        partnership = self.known or partnership_of(self.page)
        explained = ContentPage.objects.filter(shows=Shows.GLOSSARY)
        slug = pages_of(partnership).filter(pk__in=explained).live().values_list("slug", flat=True).first()
        if slug is None or slug == self.page.slug:
            return Glossary([], "")
        return Glossary(words_of(partnership, self.language), f"{self.prefix}/{slug}/")


def words_of(partnership: Partnership, language: str) -> list[Word]:
    """Return the glossary of `partnership` as `language` reads it; anchors are the same in every language."""
    entries = list(GlossaryEntry.objects.filter(partnership=partnership))
    pairs = zip(entries, shown_in(entries, language), strict=True)
    return [Word(slugify(entry.term), tuple(shown.content.forms), shown) for entry, shown in pairs]


def with_glossary(html: str, glossary: Glossary, seen: set[str]) -> str:
    """Return safe HTML with a link at the first use of each word; `seen` holds the anchors that have theirs.

    Words are found whole, the longest form first, in any case unless they are acronyms; never in links or headings.
    """
    known = glossary.known
    if not html.strip() or not glossary.address or not known.pattern:
        return html
    root = fragment_fromstring(html, create_parent="div")
    for holder, is_tail in list(_texts(root)):
        _gloss(holder, is_tail, known, seen)
    return escape(root.text or "") + "".join(tostring(child, encoding="unicode") for child in root)


class _Known:
    """The forms of all words in one pattern."""

    def __init__(self, glossary: Glossary) -> None:
        self.address = glossary.address
        forms = [(form, word.anchor) for word in glossary.words for form in word.forms if form.strip()]
        self.exact = {form: anchor for form, anchor in forms if _is_acronym(form)}
        self.loose = {form.casefold(): anchor for form, anchor in forms if not _is_acronym(form)}
        longest_first = sorted({form for form, _ in forms}, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE) if forms else None

    def anchor(self, found: str) -> str | None:
        return self.exact.get(found) or self.loose.get(found.casefold())

    def first_new(self, text: str, start: int, seen: set[str]) -> tuple[re.Match[str], str] | None:
        """Return the first word from `start` on that has no link on this page yet, and its anchor."""
        while match := self.pattern.search(text, start):
            is_whole = not _joins(text, match.start() - 1) and not _joins(text, match.end())
            anchor = self.anchor(match[0]) if is_whole else None
            if anchor and anchor not in seen:
                return match, anchor
            start = match.end() if anchor else match.start() + 1
        return None


def _is_acronym(form: str) -> bool:
    return form.isupper() and len(form) <= _LONGEST_ACRONYM


def _joins(text: str, at: int) -> bool:
    """Whether the character at `at` belongs to a word: a letter, a digit, or a mark with which letters are written."""
    if not 0 <= at < len(text):
        return False
    character = text[at]
    return character.isalnum() or character in _JOINERS or unicodedata.category(character).startswith("M")


def _texts(element: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """Return each piece of text in its order: an element, and whether it is the text after it or its own."""
    if element.text:
        yield element, False
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _LEFT_ALONE:
            yield from _texts(child)
        if child.tail:
            yield child, True


def _gloss(holder: HtmlElement, is_tail: bool, known: _Known, seen: set[str]) -> None:
    text = holder.tail if is_tail else holder.text
    pieces = list(_pieces(text, known, seen))
    if len(pieces) == 1:
        return
    first, *rest = pieces
    if is_tail:
        holder.tail = first
        parent, place = holder.getparent(), holder.getparent().index(holder) + 1
    else:
        holder.text = first
        parent, place = holder, 0
    for link in rest:
        parent.insert(place, link)
        place += 1


def _pieces(text: str, known: _Known, seen: set[str]) -> Iterator[str | HtmlElement]:
    """Return the text before the first link, then the links, each with the text that follows it."""
    start, found = 0, known.first_new(text, 0, seen)
    yield text[: found[0].start()] if found else text
    while found:
        match, anchor = found
        seen.add(anchor)
        start = match.end()
        found = known.first_new(text, start, seen)
        yield _link(known.address, anchor, match[0], text[start : found[0].start() if found else None])


def _link(address: str, anchor: str, words: str, after: str) -> HtmlElement:
    link = Element("a")
    link.set("href", f"{address}#{anchor}")
    link.set("class", "site-glossed")
    link.text, link.tail = words, after
    return link
