"""A table's columns shared out so that every word fits, and its type made smaller when there are many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pages.typesetting.nodes import plain_text
from pages.typesetting.printable import TypesettingError

# From this many columns on: type size in points, longest unbroken word in characters, and how much
# of the width follows the amount of text instead of the longest word.
_SIZES = ((7, 7.5, 9, 0.2), (5, 8.5, 13, 0.35), (0, 9.5, 18, 0.6))
_MOST_SAID = 48
# Cells as short as a date stay on one line.
_KEPT_WHOLE = 10


def table_data(value: Mapping[str, Any]) -> dict[str, Any] | None:
    """The template's table: cells as inline nodes, column shares, type size. None when it has no cells.

    Raises TypesettingError when the rows are not equally long.
    """
    rows = [list(row) for row in value["rows"] if row]
    if not rows:
        return None
    if any(len(row) != len(rows[0]) for row in rows):
        raise TypesettingError("A table's rows are not equally long.")
    _columns, points, longest, pull = next(size for size in _SIZES if len(rows[0]) >= size[0])
    return {
        "type": "table",
        "header": value.get("header") or "none",
        "rows": [[plain_text(cell, longest) for cell in row] for row in rows],
        "shares": column_shares(rows, longest, pull),
        "points": points,
    }


def column_shares(rows: Sequence[Sequence[str]], longest: int, pull: float) -> list[float]:
    """Relative widths: room for a column's longest word, and `pull` for each character of its mean cell."""
    return [_share(column, longest, pull) for column in zip(*rows, strict=True)]


def _share(cells: Sequence[str], longest: int, pull: float) -> float:
    word = max((len(word) for cell in cells for word in _unbroken(cell)), default=1)
    mean = sum(map(len, cells)) / len(cells)
    return round(min(max(word, 3), longest + 3) + 2 + pull * min(mean, _MOST_SAID), 2)


def _unbroken(cell: str) -> list[str]:
    return [cell] if len(cell) <= _KEPT_WHOLE else cell.split()
