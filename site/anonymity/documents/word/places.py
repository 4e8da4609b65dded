"""Names the place of a paragraph in a Word part by what it stands in."""

from __future__ import annotations

from lxml import etree

from anonymity.documents.markup import local
from anonymity.documents.word.styles import Styles, child, value_of

HOLDERS = {
    "tbl": "table cell",
    "txbxContent": "text box",
    "sdtContent": "content control",
    "footnote": "footnote",
    "endnote": "endnote",
    "comment": "comment",
    "Fallback": "",
}
STORIES = {
    "document": "body", "hdr": "header", "ftr": "footer", "footnotes": "footnote", "endnotes": "endnote",
    "comments": "comment", "glossaryDocument": "building block (glossary)", "chartSpace": "chart",
    "dataModel": "diagram (SmartArt)", "drawing": "diagram (SmartArt)", "sld": "slide", "notes": "slide notes",
    "sst": "cell", "worksheet": "cell", "wsDr": "drawing", "userShapes": "chart, text box",
    "document-content": "body", "document-styles": "header or footer", "sldMaster": "slide master",
    "sldLayout": "slide layout", "notesMaster": "slide master", "handoutMaster": "slide master",
    "chart": "chart", "cmLst": "comment", "threadedComments": "comment", "ThreadedComments": "comment",
}  # fmt: skip


def place_of(paragraph: etree._Element, story: str, styles: Styles) -> str:
    """The story and whatever the paragraph stands in, the widest first."""
    names = [HOLDERS[local(holder)] for holder in paragraph.iterancestors() if local(holder) in HOLDERS]
    own = kind_of(paragraph, styles)
    ordered = [story, *reversed(names), own]
    return ", ".join(dict.fromkeys(name for name in ordered if name))


def kind_of(paragraph: etree._Element, styles: Styles) -> str:
    """Heading, list item or caption; empty for an ordinary paragraph."""
    if local(paragraph) == "h":
        return "heading"
    properties = child(paragraph, "pPr")
    if properties is None:
        return ""
    if child(properties, "outlineLvl") is not None:
        return "heading"
    return "list" if child(properties, "numPr") is not None else styles.kind(value_of(properties, "pStyle"))


def is_fallback(paragraph: etree._Element) -> bool:
    """The paragraph belongs to the older form of a drawing."""
    return any(local(holder) == "Fallback" for holder in paragraph.iterancestors())
