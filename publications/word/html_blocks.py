"""Turns semantic HTML into the neutral blocks that pages, the reading view and the PDF are made from."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from publications.word.rich_text import (
    LEFT_OUT,
    LISTS,
    inline_element,
    inline_markup,
    list_markup,
    paragraph,
    parse_html,
    plain_text,
)
from publications.word.tables import table_value

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ASIDES = {"learning-point": "learning_point", "recommendation": "recommendation", "callout": "callout"}
DEEPEST = 4


def blocks_from_html(html: str) -> list[dict]:
    """Return the neutral blocks of a piece of semantic HTML, in reading order.

    Known: h1-h6, p, ul, ol, table, blockquote (with cite), figure and img (src is the image key), and
    aside of class learning-point, recommendation (data-target, data-by-when, data-outcome) or callout.
    Headings come out at levels 2 to 4 by their depth in the tree, so that no level is jumped.
    Paragraphs and lists that follow each other share one text block. An image or table inside a
    paragraph, list or aside follows it as a block of its own. Anything unknown leaves its words.
    """
    return blocks_from_tree(parse_html(html))


def blocks_from_tree(root: HtmlElement) -> list[dict]:
    """Return the neutral blocks of an element that was already parsed; see blocks_from_html."""
    return with_even_levels(_joined(_walk(root)))


def with_even_levels(blocks: list[dict]) -> list[dict]:
    """Set each heading's level by its depth in the tree of headings: 2 at the top, 4 at the deepest."""
    above: list[int] = []
    for block in blocks:
        if block["type"] == "heading":
            level = block["value"]["level"]
            above = [*(outer for outer in above if outer < level), level]
            block["value"]["level"] = min(len(above) + 1, DEEPEST)
    return blocks


def _walk(container: HtmlElement) -> Iterator[dict]:
    line = inline_markup_of_text(container.text)
    for child in container:
        if _is_inline(child):
            line += inline_element(child)
            lifted = list(_lifted(child))
        else:
            yield from _text(paragraph(line))
            line, lifted = "", list(_block(child))
        if lifted:
            yield from _text(paragraph(line))
            line = ""
            yield from lifted
        line += inline_markup_of_text(child.tail)
    yield from _text(paragraph(line))


def inline_markup_of_text(text: str | None) -> str:
    """Return bare words as inline rich text."""
    holder = HtmlElement()
    holder.text = text
    return inline_markup(holder)


def _is_inline(element: HtmlElement) -> bool:
    blocks = (*HEADINGS, *LISTS, "p", "div", "section", "article", "main", "table", "blockquote", "aside")
    return element.tag not in (*blocks, "figure", "img", "dl", "dt", "dd", "pre", "header", "footer")


def _block(element: HtmlElement) -> Iterator[dict]:
    if element.tag in HEADINGS:
        yield from _heading(element)
    elif element.tag == "p":
        yield from _text(paragraph(inline_markup(element)))
        yield from _lifted(element)
    elif element.tag in LISTS:
        yield from _text(list_markup(element))
        yield from _lifted(element)
    elif element.tag in _MAKERS:
        yield from _MAKERS[element.tag](element)
    elif element.tag not in LEFT_OUT:
        yield from _walk(element)


def _text(markup: str) -> Iterator[dict]:
    if markup:
        yield {"type": "text", "value": markup}


def _heading(element: HtmlElement) -> Iterator[dict]:
    words = plain_text(element).replace("\n", " ")
    if words:
        yield {"type": "heading", "value": {"level": int(element.tag[1]), "text": words}}
    yield from _lifted(element)


def _table(element: HtmlElement) -> Iterator[dict]:
    value = table_value(element)
    if value:
        yield {"type": "table", "value": value}
    yield from (_image(image, "") for image in element.iter("img"))


def _figure(element: HtmlElement) -> Iterator[dict]:
    caption = element.find(".//figcaption")
    words = ""
    if caption is not None:
        caption.tag = "span"
        words = plain_text(caption)
        caption.drop_tree()
    yield from (_image(image, words) for image in element.iter("img"))
    yield from (block for block in _walk(element) if block["type"] != "figure")


def _image(element: HtmlElement, caption: str) -> dict:
    value = {"image": element.get("src", ""), "alt": (element.get("alt") or "").strip(), "caption": caption}
    return {"type": "figure", "value": value}


def _lifted(element: HtmlElement) -> Iterator[dict]:
    for inner in element.iter("img", "table"):
        if not any(outer.tag == "table" for outer in inner.iterancestors()):
            yield from _MAKERS[inner.tag](inner)


def _quote(element: HtmlElement) -> Iterator[dict]:
    cite = element.find(".//cite")
    attribution = ""
    if cite is not None:
        cite.tag = "span"
        attribution = plain_text(cite)
        cite.drop_tree()
    yield from _boxed(element, "quote", attribution=attribution)


def _aside(element: HtmlElement) -> Iterator[dict]:
    kinds = [ASIDES[name] for name in (element.get("class") or "").split() if name in ASIDES]
    kind = kinds[0] if kinds else "callout"
    extra = {}
    if kind == "recommendation":
        extra = {name: element.get(f"data-{name.replace('_', '-')}", "") for name in ("target", "by_when", "outcome")}
    yield from _boxed(element, kind, **extra)


def _boxed(element: HtmlElement, kind: str, **extra: str) -> Iterator[dict]:
    """The words of a box stay in it; a table or picture cannot, so it follows."""
    inside = _joined(_without_headings(block) for block in _walk(element))
    words = "".join(block["value"] for block in inside if block["type"] == "text")
    if words:
        yield {"type": kind, "value": {"text": words, **extra}}
    yield from (block for block in inside if block["type"] != "text")


def _without_headings(block: dict) -> dict:
    if block["type"] != "heading":
        return block
    words = inline_markup_of_text(block["value"]["text"])
    return {"type": "text", "value": f"<p><b>{words}</b></p>"}


def _joined(blocks: Iterator[dict]) -> list[dict]:
    joined: list[dict] = []
    for block in blocks:
        if joined and block["type"] == joined[-1]["type"] == "text":
            joined[-1]["value"] += block["value"]
        else:
            joined.append(block)
    return joined


_MAKERS = {
    "table": _table,
    "figure": _figure,
    "img": lambda element: iter([_image(element, "")]),
    "blockquote": _quote,
    "aside": _aside,
}
