"""Reads words that Word keeps in attributes: descriptions, names, tags, authors, field and form texts."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from anonymity.documents.collecting import Gathered, Manner
from anonymity.documents.markup import is_wordlike, local
from anonymity.documents.word.paragraphs import is_dark


class Place(NamedTuple):
    where: str
    manner: Manner


ALT = Place("alt text", "prose")
BOOKMARK = Place("bookmark name", "label")
CONTROL = Place("content control", "label")
FORM = Place("form field", "prose")
AUTHOR = Place("tracked change, author", "label")
BY_ELEMENT: dict[tuple[str, str], Place] = {
    ("bookmarkStart", "name"): BOOKMARK,
    ("moveFromRangeStart", "name"): BOOKMARK,
    ("moveToRangeStart", "name"): BOOKMARK,
    ("tblCaption", "val"): ALT,
    ("tblDescription", "val"): ALT,
    ("alias", "val"): CONTROL,
    ("tag", "val"): CONTROL,
    ("docPart", "val"): CONTROL,
    ("listItem", "displayText"): Place("content control, choice", "prose"),
    ("listItem", "value"): Place("content control, choice", "prose"),
    ("date", "fullDate"): Place("content control, date", "label"),
    ("dataBinding", "xpath"): CONTROL,
    ("fldSimple", "instr"): Place("field code", "prose"),
    ("name", "val"): Place("form field, name", "label"),
    ("default", "val"): FORM,
    ("helpText", "val"): FORM,
    ("statusText", "val"): FORM,
    ("listEntry", "val"): FORM,
    ("hyperlink", "tooltip"): Place("link, tooltip", "prose"),
    ("hyperlink", "anchor"): Place("link to a bookmark", "label"),
    ("hyperlink", "docLocation"): Place("link target", "address"),
    ("textpath", "string"): Place("text box, drawn text", "prose"),
    ("comment", "author"): Place("comment author", "label"),
    ("comment", "initials"): Place("comment author, initials", "label"),
    ("person", "author"): Place("comment author", "label"),
    ("presenceInfo", "userId"): Place("comment author, account", "label"),
    ("docVar", "name"): Place("document variable (field)", "label"),
    ("docVar", "val"): Place("document variable (field)", "prose"),
    ("connectString", "val"): Place("mail merge (field)", "label"),
    ("query", "val"): Place("mail merge (field)", "label"),
    ("lvlText", "val"): Place("list, numbering text", "prose"),
    ("customXml", "element"): Place("content control (custom XML element)", "label"),
    ("permStart", "ed"): Place("permitted editor", "label"),
    ("category", "val"): CONTROL,
    ("description", "val"): ALT,
    ("control", "name"): Place("form field, name", "label"),
}
ANYWHERE: dict[str, Place] = {
    "descr": ALT,
    "title": ALT,
    "alt": ALT,
    "author": AUTHOR,
    "href": Place("link target (URL)", "address"),
    "instr": Place("field code", "prose"),
}
ROOT_STORIES = {"body", "document settings", "people"}
NAMED = {"docPr", "cNvPr"}
DULL_ELEMENTS = {
    "rFonts", "latin", "ea", "cs", "font", "sym", "lang", "compatSetting", "panose1", "altName", "Override", "Default",
    "latentStyles", "lsdException", "clrSchemeMapping", "rsid", "rsids", "majorFont", "minorFont", "buFont", "tab",
    "mathFont", "themeFontLang",
}  # fmt: skip
DULL_ATTRIBUTES = {
    "style", "coordsize", "path", "adj", "points", "prefixMappings", "Requires", "Ignorable", "spid", "date", "uri",
    "fill", "color", "themeFill", "typeface", "textId", "paraId", "formatCode", "ProgID", "dateUtc", "gfxdata",
}  # fmt: skip
TWO_WORDS = re.compile(r"[^\W\d_]{2,}\W+[^\W\d_]{2,}|@|[\\/][^\W\d_]{2,}")


def say_attributes(root: etree._Element, story: str, into: Gathered) -> None:
    """Say every attribute that holds words, each in its place."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = local(element)
        for key, value in element.attrib.items():
            say_attribute(name, key.rpartition("}")[2], value, story, into)
        if name in ("wsp", "rect") and not any(local(held) == "txbxContent" for held in element.iter()):
            check_drawn_box(element, story, into)


def say_attribute(element: str, key: str, value: str, story: str, into: Gathered) -> None:
    """Say one attribute if its place is known, or if it holds more than one word."""
    if element == "attr" and is_wordlike(value):
        into.say("smart tag (content control)", value, "label")
        return
    place = BY_ELEMENT.get((element, key)) or ANYWHERE.get(key)
    if place is None and element in NAMED and key == "name":
        place = Place("alt text, name of a picture or shape", "label")
    if place is not None and is_wordlike(value):
        where, manner = place
        into.say(where if story in ROOT_STORIES else f"{story}, {where}", value, manner)
    elif place is None and element not in DULL_ELEMENTS and key not in DULL_ATTRIBUTES and has_words(value):
        into.say(f"{story}, other attribute ({key})", value, "label")


def has_words(value: str) -> bool:
    """More than one word, an address or a path."""
    return bool(TWO_WORDS.search(value)) and is_wordlike(value)


def check_drawn_box(shape: etree._Element, story: str, into: Gathered) -> None:
    """A black box drawn on the page may be meant to hide words, which it does not remove."""
    behind = any(holder.get("behindDoc") == "1" for holder in shape.iterancestors())
    if behind or not is_dark(fill_of(shape)):
        return
    message = "A black box is drawn on the page. It hides words from view but does not remove them from the file."
    into.blame("drawn_box", "review", f"{story}, drawn box", message)


def fill_of(shape: etree._Element) -> str:
    """The fill of a shape in six hexadecimal digits; empty when it has none or another."""
    old = (shape.get("fillcolor") or "").lower().lstrip("#").split(" ")[0]
    if old:
        return {"black": "000000"}.get(old, old if len(old) == 6 else "")
    for properties in (held for held in shape if local(held) == "spPr"):
        for fill in (held for held in properties if local(held) == "solidFill"):
            for colour in fill:
                own = (colour.get("val") or "").lower()
                return "000000" if own in ("tx1", "dk1", "black") else own
    return ""
