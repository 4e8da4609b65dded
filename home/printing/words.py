"""Words as the data a template reads: each in its own language and direction, numbers and addresses kept whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from pages.languages import direction
from pages.typesetting.breaking import pieces
from pages.typesetting.nodes import Node, plain_text, rich_text

Data = dict[str, Any]

_WEB = re.compile(r"https?://\S*[\w/]")
# A telephone number, or an address: digits in groups would change places between right-to-left words.
_KEPT_WHOLE = re.compile(r"(\+?\(?\d[\d ()\u00a0-]{3,22}\d|[^\s@]{1,40}@[\w.-]{1,40}\w)")


def line(text: Mapping[str, str]) -> Data:
    """Return a Text of one line: {"lang", "dir", "nodes": [inline]}."""
    return _said(text["lang"], _settled(plain_text(_turned(text["text"], text["lang"]))))


def lines(texts: Iterable[Mapping[str, str]]) -> list[Data]:
    """Return every Text that says something."""
    return [line(text) for text in texts if text["text"].strip()]


def prose(html: str, language: str) -> Data:
    """Return rich text: {"lang", "dir", "nodes": [block]}. Tags that the typesetter does not know give way to text."""
    return _said(language, _settled(rich_text(_composed(html))))


def plain(text: str) -> str:
    """Return text on one line, its letters composed, as the fonts draw them whole."""
    return " ".join(_composed(text).split())


def _said(language: str, nodes: list[Node]) -> Data:
    return {"lang": language.split("-")[0], "dir": direction(language), "nodes": nodes}


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _turned(text: str, language: str) -> str:
    # Its last stroke would else go to the other side of an address.
    composed = _composed(text)
    return _WEB.sub("\u200e\\g<0>\u200e", composed) if direction(language) == "rtl" else composed


def _settled(nodes: list[Node]) -> list[Node]:
    return [settled for node in nodes for settled in _settle(node)]


def _settle(node: Node) -> list[Node]:
    if node["k"] == "t":
        return _text("".join(node["s"]))
    if node["k"] == "goto":
        return [{"k": "plain", "c": _settled(node["c"])}]
    if "items" in node:
        return [{**node, "items": [_settled(item) for item in node["items"]]}]
    return [{**node, "c": _settled(node["c"])}] if "c" in node else [node]


def _text(text: str) -> list[Node]:
    parts = enumerate(_KEPT_WHOLE.split(text))
    # Every second part is one that the pattern found.
    return [{"k": "whole", "s": part} if at % 2 else {"k": "t", "s": pieces(part)} for at, part in parts if part]
