"""Reads one XML part of an Office file: stories, properties, links, settings, or whatever else it is."""

from __future__ import annotations

from lxml import etree

from anonymity.documents.collecting import Gathered
from anonymity.documents.markup import attribute, is_wordlike, local, swept
from anonymity.documents.word.attributes import say_attributes
from anonymity.documents.word.paragraphs import say_paragraph, segments
from anonymity.documents.word.places import STORIES, is_fallback, place_of
from anonymity.documents.word.styles import Styles

TEXTS = {"t", "delText", "instrText", "delInstrText", "posOffset", "pctWidth", "pctHeight", "fldData", "v", "f"}
LINKED_FILES = ("attachedTemplate", "mailMerge", "oleObject", "subDocument", "image", "frame", "recipientData")
CORE_DATES = {"created", "modified", "lastPrinted"}
APP_NUMBERS = {"DocSecurity", "AppVersion", "Application"}
PARAGRAPHS = {"p", "h", "si", "is"}


def read_part(root: etree._Element, name: str, styles: Styles, into: Gathered) -> None:
    """Say a part by its outermost element."""
    kind = local(root)
    if kind == "Relationships":
        say_links(root, into)
    elif kind == "coreProperties" or (kind == "Properties" and name.startswith("docProps")):
        say_properties(root, into)
    elif kind == "Types":
        return
    elif kind == "styles":
        for own in styles.own_names:
            into.say("style name", own, "label")
    elif kind in ("settings", "numbering", "webSettings", "people"):
        say_attributes(root, "document settings" if kind == "settings" else kind, into)
    elif kind in STORIES:
        say_story(root, STORIES[kind], styles, into)
    else:
        say_anything(root, "content control data (custom XML)" if "customXml" in name else "other part", into)


def say_links(root: etree._Element, into: Gathered) -> None:
    """Say where links lead, and the names of files that the document is tied to."""
    for link in root:
        if attribute(link, "TargetMode") == "External":
            kind = attribute(link, "Type").rpartition("/")[2]
            where = f"link target, linked file ({kind})" if kind in LINKED_FILES else "link target (URL)"
            into.say(where, attribute(link, "Target"), "address")


def say_properties(root: etree._Element, into: Gathered) -> None:
    """Say the properties of the document: core, extended and those of its own making."""
    for element in root.iter():
        name = local(element)
        if name == "property":
            into.say("document property (custom), name", attribute(element, "name"), "label")
        text = (element.text or "").strip()
        if name == "Pages" and text.isdecimal() and into.depth == 0:
            into.document.pages = max(1, int(text))
        if text and name not in CORE_DATES | APP_NUMBERS and is_wordlike(text):
            holder = next((attribute(h, "name") for h in element.iterancestors() if local(h) == "property"), name)
            into.say(f"document property ({holder})", text)


def say_story(root: etree._Element, story: str, styles: Styles, into: Gathered) -> None:
    """Say a story paragraph by paragraph, then what its attributes hold and what stands outside paragraphs."""
    drawn: set[str] = set()
    for paragraph in root.iter():
        if local(paragraph) not in PARAGRAPHS:
            continue
        if local(paragraph) in ("h", "si", "is") or is_open_document(paragraph):
            into.say(place_of(paragraph, story, styles), "".join(paragraph.itertext()))
        elif not is_repeated(paragraph, styles, drawn):
            say_paragraph(paragraph, place_of(paragraph, story, styles), styles, into)
    say_attributes(root, story, into)
    say_stray(root, story, into)


def is_open_document(paragraph: etree._Element) -> bool:
    """A paragraph of OpenDocument, whose text stands in it directly."""
    return isinstance(paragraph.tag, str) and "opendocument" in paragraph.tag


def is_repeated(paragraph: etree._Element, styles: Styles, drawn: set[str]) -> bool:
    """The older form of a drawing that says what the newer form has said."""
    if not any(local(holder) == "txbxContent" for holder in paragraph.iterancestors()):
        return False
    text = "".join(text for text, _ in segments(paragraph, styles, ""))
    known = text in drawn
    drawn.add(text)
    return known and is_fallback(paragraph)


def say_stray(root: etree._Element, story: str, into: Gathered) -> None:
    """Say text that stands in no paragraph or in elements that are not known."""
    for element in root.iter():
        name = local(element)
        text = (element.text or "").strip()
        if not text or not is_wordlike(text) or is_open_document(element):
            continue
        is_outside = name in ("t", "delText") and not any(local(h) in PARAGRAPHS for h in element.iterancestors())
        if (name not in TEXTS and name not in PARAGRAPHS and not inside_cell(element)) or is_outside:
            into.say(f"{story}, {name or 'comment in the markup'}", text)


def inside_cell(element: etree._Element) -> bool:
    """Text of a spreadsheet's shared string, which was said whole."""
    return any(local(holder) in ("si", "is") for holder in element.iterancestors())


def say_anything(root: etree._Element, where: str, into: Gathered) -> None:
    """Say all words of a part of an unknown kind."""
    for text, is_text in swept(root):
        into.say(where, text, "prose" if is_text else "label")
