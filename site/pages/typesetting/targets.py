"""Which places a link inside the report can lead to: headings, and notes at the page foot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pages.typesetting.nodes import Node, rich_text

_NOTE = "footnote-"
_WITH_CHILDREN = ("b", "i", "sup", "sub", "plain", "a", "p")


class Targets:
    """Settles each internal link: a note, a note met before, a heading, or nothing but its own text."""

    def __init__(self, footnotes: Sequence[Mapping[str, str]], anchors: Sequence[str]) -> None:
        self._notes: dict[str, list[Node]] = {}
        for note in footnotes:
            self._notes.setdefault(note["label"], _led(rich_text(note["text"])))
        self._anchors = {anchor: f"heading-{number}" for number, anchor in enumerate(dict.fromkeys(anchors), 1)}
        self._free = dict(self._anchors)
        self._met: dict[str, str] = {}

    def place(self, anchor: str) -> str:
        """The template's own name for a heading's anchor, given once; "" for none and for a repeat."""
        return self._free.pop(anchor, "")

    def settle(self, nodes: Sequence[Node], in_note: bool = False) -> list[Node]:
        """`nodes` with every internal link resolved; a link to nowhere keeps its text."""
        return [self._settled(node, in_note) for node in nodes]

    def unmet(self) -> list[dict[str, Any]]:
        """The footnotes no text refers to, in their order: {"label", "nodes"}."""
        return [
            {"label": label, "nodes": self.settle(nodes, in_note=True)}
            for label, nodes in self._notes.items()
            if label not in self._met
        ]

    def _settled(self, node: Node, in_note: bool) -> Node:
        if node["k"] == "goto":
            return self._destination(node, in_note)
        if "items" in node:
            return {**node, "items": [self.settle(item, in_note) for item in node["items"]]}
        if node["k"] in _WITH_CHILDREN:
            return _lowered({**node, "c": self.settle(node["c"], in_note)})
        return node

    def _destination(self, node: Node, in_note: bool) -> Node:
        label = node["to"].removeprefix(_NOTE)
        if node["to"].startswith(_NOTE) and label in self._notes and not in_note:
            return self._reference(label)
        inside = self.settle(node["c"], in_note=True)
        if node["to"] in self._anchors:
            return {"k": "goto", "to": self._anchors[node["to"]], "c": inside}
        return {"k": "plain", "c": inside}

    def _reference(self, label: str) -> Node:
        if label in self._met:
            return {"k": "again", "id": self._met[label], "label": label}
        self._met[label] = f"note-{len(self._met) + 1}"
        body = self.settle(self._notes[label], in_note=True)
        return {"k": "note", "id": self._met[label], "label": label, "body": body}


def _led(blocks: list[Node]) -> list[Node]:
    # A note's first words stand on one line with its mark, so they cannot be a paragraph of their own.
    return [{**blocks[0], "k": "plain"}, *blocks[1:]] if blocks and blocks[0]["k"] == "p" else blocks


def _lowered(node: Node) -> Node:
    # A note's mark is raised by itself; raised twice it would be too small to read.
    if node["k"] == "sup" and any(inside["k"] in ("note", "again") for inside in node["c"]):
        return {**node, "k": "plain"}
    return node
