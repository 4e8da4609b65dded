"""Gathers footnotes and endnotes into one list, labelled by the order in which the text refers to them."""

from __future__ import annotations

from lxml.html import HtmlElement

from publications.word.converting import NOTE_PREFIX
from publications.word.html_blocks import HEADINGS, blocks_from_tree
from publications.word.noting import Notebook
from publications.word.rich_text import plain_text

PLACE = "The notes"


def take_footnotes(root: HtmlElement, notebook: Notebook) -> list[dict]:
    """Take the notes out of the tree and make each reference a link to #footnote-LABEL.

    In a table cell, which is plain text, the reference becomes [LABEL]; in a heading it goes, with a note.
    """
    bodies = {item.get("id"): item for item in root.xpath("./ol/li[@id]")}
    for item in bodies.values():
        item.drop_tree()
    labels: dict[str, str] = {}
    for reference in root.xpath("//sup/a[@id and starts-with(@href, $start)]", start=f"#{NOTE_PREFIX}"):
        target = reference.get("href")[1:]
        _point(reference, labels.setdefault(target, str(len(labels) + 1)), notebook)
    return [{"label": label, "text": _text(bodies[target], notebook)} for target, label in labels.items()]


def _point(reference: HtmlElement, label: str, notebook: Notebook) -> None:
    raised = reference.getparent()
    while raised.getparent().tag == "sup" and len(raised.getparent()) == 1 and not raised.getparent().text:
        raised = raised.getparent()
    around = {element.tag: element for element in raised.iterancestors()}
    heading = next((around[tag] for tag in HEADINGS if tag in around), None)
    if heading is not None:
        raised.drop_tree()
        notebook.add("heading_footnote", plain_text(heading))
    elif "table" in around:
        _become_text(raised, f"[{label}]")
    else:
        _become_link(raised, label)


def _become_text(raised: HtmlElement, words: str) -> None:
    raised.clear(keep_tail=True)
    raised.tag = "span"
    raised.text = words


def _become_link(raised: HtmlElement, label: str) -> None:
    raised.clear(keep_tail=True)
    raised.tag = "a"
    raised.set("href", f"#footnote-{label}")
    number = raised.makeelement("sup")
    number.text = label
    raised.append(number)


def _text(body: HtmlElement, notebook: Notebook) -> str:
    for back in body.xpath(".//a[starts-with(@href, $start)]", start=f"#{NOTE_PREFIX}"):
        back.drop_tree()
    blocks = blocks_from_tree(body)
    for block in blocks:
        if block["type"] != "text":
            notebook.add("footnote_part", PLACE)
    return "".join(block["value"] for block in blocks if block["type"] == "text")
