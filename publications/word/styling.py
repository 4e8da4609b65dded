"""Reads the styles of a Word file: what each one means, and what it hides."""

from __future__ import annotations

import re
from functools import cached_property

from lxml import etree

from publications.word.xml_parts import is_on, number, w

_HEADING_NAME = re.compile(r"heading (\d)$")
_CONTENTS_NAME = re.compile(r"(toc \d|toc heading|table of figures|table of authorities|index \d)$")
_QUOTE_NAME = re.compile(r"\b(quote|quotation|block text)\b")
DEEPEST_HEADING = 6


class Styles:
    """The styles part of a document, asked by style id. Without a part every answer is empty."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else list(root.iter(w("style")))
        place = f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"
        self._defaults = None if root is None else root.find(place)
        self._by_id = {style.get(w("styleId")) or "": style for style in found}
        self._kinds: dict[str, str] = {}
        self._toggles: dict[tuple[str, str], bool | None] = {}

    @cached_property
    def default_paragraph(self) -> str:
        """The style id of paragraphs that name no style."""
        for style_id, style in self._by_id.items():
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true"):
                return style_id
        return ""

    def chain(self, style_id: str) -> list[etree._Element]:
        """Return the style and those it is based on, nearest first."""
        found: list[etree._Element] = []
        while style_id in self._by_id and self._by_id[style_id] not in found:
            style = self._by_id[style_id]
            found.append(style)
            based = style.find(w("basedOn"))
            style_id = "" if based is None else based.get(w("val")) or ""
        return found

    def kind(self, style_id: str) -> str:
        """Return title, heading-1 to heading-6, quote, caption, contents or the empty string."""
        if style_id not in self._kinds:
            self._kinds[style_id] = next(filter(None, map(_kind_of, self.chain(style_id))), "")
        return self._kinds[style_id]

    def toggle(self, style_id: str, name: str) -> bool | None:
        """Return what a style says of an on/off property such as vanish; None when it says nothing."""
        key = (style_id, name)
        if key not in self._toggles:
            said = (is_on(style.find(f"{w('rPr')}/{w(name)}")) for style in self.chain(style_id))
            self._toggles[key] = next((value for value in said if value is not None), None)
        return self._toggles[key]

    def default_toggle(self, name: str) -> bool:
        """Say whether the document's defaults switch a property on."""
        return bool(is_on(None if self._defaults is None else self._defaults.find(w(name))))

    def numbering(self, style_id: str) -> tuple[str, str]:
        """Return the list id and level a paragraph style brings with it, or empty strings."""
        for style in self.chain(style_id):
            found = style.find(f"{w('pPr')}/{w('numPr')}")
            if found is not None:
                return _val(found, "numId"), _val(found, "ilvl")
        return "", ""


def _kind_of(style: etree._Element) -> str:
    name = _val(style, "name").lower()
    heading = _HEADING_NAME.match(name)
    if heading:
        return f"heading-{min(int(heading[1]), DEEPEST_HEADING)}"
    if _CONTENTS_NAME.match(name):
        return "contents"
    if name in ("title", "caption"):
        return name
    return "quote" if _QUOTE_NAME.search(name) else _kind_by_outline(style)


def _kind_by_outline(style: etree._Element) -> str:
    outline = style.find(f"{w('pPr')}/{w('outlineLvl')}")
    level = 9 if outline is None else number(outline.get(w("val")), most=9)
    return f"heading-{level + 1}" if level < DEEPEST_HEADING else ""


def _val(parent: etree._Element | None, name: str) -> str:
    found = None if parent is None else parent.find(w(name))
    return "" if found is None else found.get(w("val")) or ""


def style_of(paragraph: etree._Element, styles: Styles) -> str:
    """Return the style id of a paragraph."""
    named = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return styles.default_paragraph if named is None else named.get(w("val")) or ""


class Numbering:
    """The lists of a document, asked by list id and level."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._root = root
        self._styles = styles
        self._levels: dict[tuple[str, str], tuple[str, str]] = {}

    def level(self, list_id: str, level: str) -> tuple[str, str]:
        """Return the format (bullet, decimal, none…) and the text pattern (like %1.%2) of a list level.

        A level the list does not describe is taken to be like its first.
        """
        key = (list_id, level or "0")
        if key not in self._levels:
            found = self._look_up(*key)
            if found is None and key[1] != "0":
                return self.level(list_id, "0")
            self._levels[key] = ("", "") if found is None else (_val(found, "numFmt"), _val(found, "lvlText"))
        return self._levels[key]

    def _look_up(self, list_id: str, level: str, *, linked: bool = True) -> etree._Element | None:
        listed = _named(self._root, "num", "numId", list_id)
        own = _named(_named(listed, "lvlOverride", "ilvl", level), "lvl", "ilvl", level)
        abstract = _named(self._root, "abstractNum", "abstractNumId", _val(listed, "abstractNumId"))
        found = own if own is not None else _named(abstract, "lvl", "ilvl", level)
        link = self._styles.numbering(_val(abstract, "numStyleLink"))[0]
        if found is None and link and linked:
            return self._look_up(link, level, linked=False)
        return found


def _named(parent: etree._Element | None, tag: str, key: str, value: str) -> etree._Element | None:
    found = [] if parent is None else parent.findall(w(tag))
    return next((element for element in found if element.get(w(key)) == value), None)
