"""Parses XML without document types, entities, the network or unbounded depth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
WORDLIKE = re.compile(r"[^\W\d_]{2,}|\d{3,}")
NAMESPACE_ADDRESS = re.compile(
    r"^(https?://(schemas\.|www\.w3\.org|purl\.o|ns\.adobe\.com|www\.aiim\.org|iptc\.org)|urn:schemas)"
)


class HasEntities(Exception):
    """The XML declares a document type or entities, which no honest file of these formats does."""


def parsed(data: bytes, *, forgiving: bool = False) -> etree._Element | None:
    """The root of an XML document; None where a forgiving parse finds nothing.

    Raises HasEntities, and etree.XMLSyntaxError when it is not well formed.
    """
    if DOCTYPE.search(as_single_bytes(data)):
        raise HasEntities
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=forgiving, remove_pis=False
    )
    return etree.fromstring(data, parser)


def as_single_bytes(data: bytes) -> bytes:
    """UTF-16 as bytes that can be searched like ASCII."""
    return data.replace(b"\x00", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:8] else data


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """An attribute by its local name, in whatever namespace; empty when absent."""
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def is_wordlike(value: str) -> bool:
    """The value may hold a word or a number that means something, and is no name of a schema."""
    return not value.isspace() and bool(WORDLIKE.search(value)) and not NAMESPACE_ADDRESS.match(value)


def swept(root: etree._Element) -> Iterator[tuple[str, bool]]:
    """Every text and attribute value that may hold words, with whether it is text."""
    for element in root.iter():
        is_content = not isinstance(element, etree._Comment | etree._ProcessingInstruction)
        if element.text and is_wordlike(element.text):
            yield element.text, True
        if element.tail and is_wordlike(element.tail):
            yield element.tail, True
        if is_content:
            yield from ((value, False) for value in element.attrib.values() if is_wordlike(value))
