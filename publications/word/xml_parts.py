"""Parses the XML inside a Word file safely, and names what is in it."""

from __future__ import annotations

import re
from functools import cache

from lxml import etree

from publications.word.manuscripts import UnreadableReport

OFFICE = "http://schemas.openxmlformats.org"
W_NS = f"{OFFICE}/wordprocessingml/2006/main"
R_NS = f"{OFFICE}/officeDocument/2006/relationships"
A_NS = f"{OFFICE}/drawingml/2006/main"
WP_NS = f"{OFFICE}/drawingml/2006/wordprocessingDrawing"
PIC_NS = f"{OFFICE}/drawingml/2006/picture"
M_NS = f"{OFFICE}/officeDocument/2006/math"
MC_NS = f"{OFFICE}/markup-compatibility/2006"
W14_NS = "http://schemas.microsoft.com/office/word/2010/wordml"
V_NS = "urn:schemas-microsoft-com:vml"

MOST_TAGS = 400_000
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|drawingml|officeDocument)/")
_OFF = ("0", "false", "off", "none")


@cache
def w(name: str) -> str:
    """Return the full name of a WordprocessingML element or attribute."""
    return f"{{{W_NS}}}{name}"


def r(name: str) -> str:
    """Return the full name of a relationship attribute."""
    return f"{{{R_NS}}}{name}"


def parse_part(data: bytes) -> etree._Element:
    """Parse one XML part. Raises UnreadableReport for broken XML, for any DOCTYPE and for too many tags."""
    if data.count(b"<") > MOST_TAGS:
        raise UnreadableReport("too_long")
    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise UnreadableReport("unsafe")
    try:
        root = etree.fromstring(_STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data), _parser())
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise UnreadableReport("damaged") from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableReport("unsafe")
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )


def local_name(element: etree._Element) -> str:
    """Return the name without its namespace."""
    return etree.QName(element).localname


def is_on(element: etree._Element | None) -> bool | None:
    """Read an on/off property: None when it is not there, else whether it is on."""
    return None if element is None else (element.get(w("val")) or "1").lower() not in _OFF


def number(text: str | None, *, least: int = 0, most: int = 64) -> int:
    """Read a whole number from an attribute and hold it within bounds; what is no number is the least."""
    digits = (text or "").strip()
    return min(max(int(digits), least), most) if digits.isascii() and digits.isdigit() and len(digits) < 9 else least


def unwrap(element: etree._Element) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    place = parent.index(element)
    parent[place : place + 1] = list(element)


def drop(element: etree._Element) -> None:
    """Take an element out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def drop_all(root: etree._Element, *names: str) -> int:
    """Take every element of these names out of the tree and return how many there were."""
    found = list(root.iter(*names))
    for element in found:
        drop(element)
    return len(found)


def visible_words(element: etree._Element) -> str:
    """Return the words of an element with single spaces."""
    names = (w("t"), f"{{{M_NS}}}t", f"{{{A_NS}}}t", w("tab"), w("br"), w("p"))
    pieces = [node.text or "" if local_name(node) == "t" else " " for node in element.iter(*names)]
    return " ".join("".join(pieces).split())


def enclosing(element: etree._Element, name: str) -> etree._Element | None:
    """Return the nearest element of that name around this one."""
    return next(element.iterancestors(name), None)
