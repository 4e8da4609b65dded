"""The neutral content of a report: what import, editor, page and PDF hand to each other.

A list of blocks {"type", "value"} as plain JSON: heading {level, text}, text "<p>…</p>", table {caption, header,
rows}, figure {image, alt, caption}, learning_point {text}, recommendation {text, target, by_when, outcome},
callout {text}, quote {text, attribution}; and a list of footnotes {label, text}.
"""

from __future__ import annotations

from typing import Any

Block = dict[str, Any]

_HEADER_FLAGS = {
    "row": (True, False),
    "column": (False, True),
    "both": (True, True),
    "none": (False, False),
}


def to_stream(blocks: list[Block]) -> list[Block]:
    """Return neutral blocks as the raw data of a ReportBody; figure images must be primary keys."""
    return [{"type": block["type"], "value": _to_raw(block)} for block in blocks]


def from_stream(raw: list[Block]) -> list[Block]:
    """Return the raw data of a ReportBody as neutral blocks."""
    return [{"type": block["type"], "value": _from_raw(block)} for block in raw]


def footnotes_to_stream(footnotes: list[dict[str, str]]) -> list[Block]:
    """Return neutral footnotes as the raw data of a Footnotes block."""
    return [{"type": "footnote", "value": footnote} for footnote in footnotes]


def footnotes_from_stream(raw: list[Block]) -> list[dict[str, str]]:
    """Return the raw data of a Footnotes block as neutral footnotes."""
    return [{"label": block["value"]["label"], "text": block["value"]["text"]} for block in raw]


def _to_raw(block: Block) -> Any:
    value = block["value"]
    if block["type"] == "heading":
        return value | {"level": str(value["level"])}
    return _table_to_raw(value) if block["type"] == "table" else value


def _from_raw(block: Block) -> Any:
    value = block["value"]
    if block["type"] == "heading":
        return {"level": int(value["level"]), "text": value["text"]}
    return _table_from_raw(value) if block["type"] == "table" else value


def _table_to_raw(table: dict[str, Any]) -> dict[str, Any]:
    row, column = _HEADER_FLAGS[table["header"]]
    return {
        "data": table["rows"],
        "table_caption": table["caption"],
        "table_header_choice": "neither" if table["header"] == "none" else table["header"],
        "first_row_is_table_header": row,
        "first_col_is_header": column,
        "cell": [],
        "mergeCells": [],
    }


def _table_from_raw(raw: dict[str, Any] | None) -> dict[str, Any]:
    raw = raw or {}
    flags = (bool(raw.get("first_row_is_table_header")), bool(raw.get("first_col_is_header")))
    header = next(name for name, both in _HEADER_FLAGS.items() if both == flags)
    rows = [[cell or "" for cell in row] for row in raw.get("data") or []]
    return {"caption": raw.get("table_caption") or "", "header": header, "rows": rows}
