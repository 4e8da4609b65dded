"""Rich text HTML as a tree of plain data for the template.

A block is {"k": "p", "c": [inline]} or {"k": "ul" | "ol", "items": [[block]]}. An inline is
{"k": "t", "s": [piece]}, {"k": "br"}, {"k": "b" | "i" | "sup" | "sub" | "plain", "c": [inline]},
{"k": "a", "href": address, "c": [inline]} or {"k": "goto", "to": anchor, "c": [inline]}.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import html as lxml_html
from lxml.etree import ParserError

from pages.typesetting.breaking import LONGEST_IN_TEXT, clean, pieces

Node = dict[str, Any]

_MARKS = {"b": "b", "strong": "b", "i": "i", "em": "i", "sup": "sup", "sub": "sub"}
_LISTS = ("ul", "ol")
_SILENT = ("script", "style")
_PARAGRAPHS = re.compile(
    r"address|article|aside|blockquote|caption|d[dlt]|div|fig(caption|ure)|footer|h[1-6r]|header|li|main|nav"
    r"|p|pre|section|t(able|body|[dhr]|foot|head)"
)
_SCHEMES = ("http", "https", "mailto", "tel")
_LONGEST_ADDRESS = 2000
_SPACE = re.compile(r"[ \t\r\n\f]+")


def plain_text(text: str, longest: int = LONGEST_IN_TEXT) -> list[Node]:
    """Inline nodes for text without markup; a newline is kept as a line break."""
    lines = [_SPACE.sub(" ", line).strip(" ") for line in clean(text).split("\n")]
    nodes: list[Node] = []
    for number, line in enumerate(lines):
        nodes += [{"k": "br"}] if number else []
        nodes += [{"k": "t", "s": pieces(line, longest)}] if line else []
    return nodes


def rich_text(html: str) -> list[Node]:
    """Block nodes for rich text HTML; unknown tags give way to their text, script and style to nothing."""
    try:
        root = lxml_html.fragment_fromstring(clean(html), create_parent="div")
    except ParserError:
        return []
    return _blocks(root)


def _blocks(element: Any) -> list[Node]:
    blocks: list[Node] = []
    line: list[Node] = []
    for part in _parts(element):
        if isinstance(part, str):
            line += _text(part)
        elif part.tag in _LISTS or _PARAGRAPHS.fullmatch(part.tag):
            blocks += [*_paragraph(line), *_block(part)]
            line = []
        else:
            line += _inline(part)
    return blocks + _paragraph(line)


def _block(element: Any) -> list[Node]:
    if element.tag not in _LISTS:
        return _blocks(element)
    items = [_blocks(item) for item in element if isinstance(item.tag, str) and item.tag not in _SILENT]
    filled = [item for item in items if item]
    return [{"k": element.tag, "items": filled}] if filled else []


def _parts(element: Any) -> Iterator[Any]:
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _SILENT:
            yield child
        if child.tail:
            yield child.tail


def _inline(element: Any) -> list[Node]:
    if element.tag == "br":
        return [{"k": "br"}]
    inside = [node for part in _parts(element) for node in (_text(part) if isinstance(part, str) else _inline(part))]
    if element.tag in _MARKS and inside:
        return [{"k": _MARKS[element.tag], "c": inside}]
    if element.tag == "a" and inside:
        return [_link(element.get("href", "").strip(), inside)]
    return inside


def _link(href: str, inside: list[Node]) -> Node:
    if href.startswith("#"):
        return {"k": "goto", "to": href[1:], "c": inside}
    if _may_be_followed(href):
        return {"k": "a", "href": href, "c": inside}
    return {"k": "plain", "c": inside}


def _may_be_followed(href: str) -> bool:
    try:
        return urlsplit(href).scheme.lower() in _SCHEMES and len(href) <= _LONGEST_ADDRESS
    except ValueError:
        return False


def _text(text: str) -> list[Node]:
    text = _SPACE.sub(" ", text)
    return [{"k": "t", "s": pieces(text)}] if text else []


def _paragraph(line: list[Node]) -> list[Node]:
    line = list(line)
    while line and _is_blank(line[0]):
        line.pop(0)
    while line and _is_blank(line[-1]):
        line.pop()
    return [{"k": "p", "c": line}] if line else []


def _is_blank(node: Node) -> bool:
    return node["k"] == "br" or (node["k"] == "t" and not "".join(node["s"]).strip(" "))
