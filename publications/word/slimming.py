"""Leaves in a story only what our reader knows, and marks the rest, so that nothing is lost in silence."""

from __future__ import annotations

from lxml import etree
from mammoth.docx.dingbats import dingbats

from publications.word.noting import MARK, leave_mark, mark
from publications.word.relations import Relation
from publications.word.rich_text import is_safe_href
from publications.word.xml_parts import drop, is_on, local_name, number, r, unwrap, visible_words, w

OPENED = "smartTag customXml dir bdo ins moveTo rubyBase"
PASSED_OVER = (
    "tblPr tblGrid tblPrEx proofErr lastRenderedPageBreak bookmarkStart bookmarkEnd permStart permEnd "
    "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd customXmlInsRangeStart "
    "customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd customXmlMoveFromRangeStart "
    "customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd footnoteRef endnoteRef "
    "separator continuationSeparator pgNum smartTagPr customXmlPr background"
)
KNOWN = (
    "document body footnotes endnotes footnote endnote p pPr r rPr t tab br noBreakHyphen softHyphen "
    "hyperlink footnoteReference endnoteReference fldChar instrText tbl tr trPr tc tcPr drawing ilvl numId"
)
KEPT_PROPERTIES = {
    "rPr": "b i vertAlign",
    "trPr": "tblHeader",
    "tcPr": "gridSpan vMerge",
    "pPr": "pStyle numPr",
}
KEPT_ATTRIBUTES = (*map(w, ("val", "id", "type", "anchor", "fldCharType")), r("id"))

_OPENED, _PASSED_OVER, _KNOWN = ({w(name) for name in names.split()} for names in (OPENED, PASSED_OVER, KNOWN))
_PROPERTIES = {w(tag): {w(name) for name in names.split()} for tag, names in KEPT_PROPERTIES.items()}


def settle_links(root: etree._Element, relations: dict[str, Relation]) -> None:
    """Keep links to web and mail addresses; let other links be plain words, leaving a mark."""
    for link in list(root.iter(w("hyperlink"))):
        relation = relations.get(link.get(r("id")) or "")
        if relation is not None and relation.external and is_web_address(relation.target):
            continue
        kind = "internal_link" if link.get(w("anchor")) else "link"
        link.addprevious(mark(kind))
        unwrap(link)


def is_web_address(target: str) -> bool:
    """Say whether a target is a full web, mail or telephone address."""
    return is_safe_href(target) and not target.startswith(("/", "#"))


def settle_characters(root: etree._Element) -> None:
    """Turn Word's special characters into plain ones and its page breaks into marks."""
    for old, new in (("cr", "br"), ("ptab", "tab")):
        for element in root.iter(w(old)):
            element.tag = w(new)
            element.attrib.clear()
    for element in list(root.iter(w("sym"))):
        _settle_symbol(element)
    for element in list(root.iter(w("br"))):
        if element.get(w("type")) in ("page", "column"):
            leave_mark(element, "page_break")
    for element in list(root.iter(w("sectPr"))):
        is_inner = element.getparent().tag == w("pPr")
        element.getparent().replace(element, mark("page_break")) if is_inner else drop(element)


def _settle_symbol(element: etree._Element) -> None:
    code = (element.get(w("char")) or "").upper()
    font = element.get(w("font"))
    try:
        point = int(code[-2:] if code.startswith("F0") else code, 16)
    except ValueError:
        point = -1
    found = dingbats.get((font, point))
    if found is None:
        leave_mark(element, "symbol")
        return
    element.tag = w("t")
    element.attrib.clear()
    element.text = chr(found)


def slim(root: etree._Element) -> None:
    """Open known wrappers, drop layout, and put a mark for everything our reader would not know."""
    for element in list(root.iter()):
        if element.tag == MARK or element.getparent() is None or _is_inside_drawing(element):
            continue
        if element.getparent().tag in _PROPERTIES:
            _slim_property(element)
        elif element.tag in _OPENED:
            unwrap(element)
        elif element.tag in _PASSED_OVER:
            drop(element)
        elif element.tag not in _KNOWN:
            leave_mark(element, "unknown", words=visible_words(element) or local_name(element))
        _slim_attributes(element)


def _is_inside_drawing(element: etree._Element) -> bool:
    return next(element.iterancestors(w("drawing")), None) is not None


def _slim_property(element: etree._Element) -> None:
    name, parent = element.tag, element.getparent()
    if name not in _PROPERTIES[parent.tag] or (name == w("tblHeader") and not is_on(element)):
        parent.remove(element)
    elif name == w("gridSpan"):
        element.set(w("val"), str(number(element.get(w("val")), least=1)))


def _slim_attributes(element: etree._Element) -> None:
    for name in element.attrib:
        if name not in KEPT_ATTRIBUTES:
            del element.attrib[name]
