"""Reads XMP: every text and every attribute that is not the name of a schema."""

from __future__ import annotations

import re

from lxml import etree

from anonymity.documents.collecting import Gathered
from anonymity.documents.markup import HasEntities, attribute, is_wordlike, local, parsed
from anonymity.documents.text import decoded

PACKET = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>|<rdf:RDF.*?</rdf:RDF>", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
IDENTIFIERS = {"about", "instanceID", "documentID", "DocumentID", "InstanceID", "OriginalDocumentID", "resource"}
IDENTIFIERS |= {"CreateDate", "ModifyDate", "MetadataDate", "parseType", "lang", "xmptk", "when", "changed", "format"}
POSITION = {"GPSLatitude", "GPSLongitude"}


def read_xmp(data: bytes, where: str, into: Gathered) -> None:
    """Say what an XMP packet says; one that is no sound XML is said as bare text."""
    match = PACKET.search(data)
    try:
        root = parsed(match[0] if match else data, forgiving=True)
    except HasEntities:
        into.blame("entities", "block", where, "The metadata declares entities, which is not read.")
        return
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        into.say(where, TAG.sub(" ", decoded(data)))
        return
    for element in root.iter():
        say_element(element, where, into)


def say_element(element: etree._Element, where: str, into: Gathered) -> None:
    """Say an element's text and attributes, with the name of the property they belong to."""
    name = local(element)
    holder = element.getparent()
    while name in ("li", "Alt", "Bag", "Seq", "Description") and holder is not None and local(holder) != "RDF":
        name, holder = local(holder), holder.getparent()
    for value in (element.text, element.tail):
        if value and value.strip() and name not in IDENTIFIERS:
            into.say(f"{where}, {name}" if name else where, value.strip())
    for key in element.attrib:
        plain = key.rpartition("}")[2]
        if plain not in IDENTIFIERS and is_wordlike(element.attrib[key]):
            into.say(f"{where}, {plain}", element.attrib[key])
    if any(attribute(element, p) for p in POSITION) or name in POSITION:
        into.blame("gps", "review", where, "The picture says where it was taken.")
