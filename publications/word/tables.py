"""Unfolds an HTML table into a rectangle of plain cells."""

from __future__ import annotations

from lxml.html import HtmlElement

from publications.word.rich_text import plain_text

WIDEST = 64  # Word itself stops at 63 columns


def table_value(table: HtmlElement) -> dict | None:
    """Return the value of a table block, or None when the table holds no words.

    Every row is equally long. The words of a merged cell are repeated in each cell it covered.
    """
    rows = own_rows(table)
    grid = _unfold(rows)
    if not any(any(row) for row in grid):
        return None
    caption = table.find("caption")
    words = plain_text(_as_line(caption)) if caption is not None else ""
    return {"caption": words, "header": _header(rows), "rows": grid}


def has_merged_cells(table: HtmlElement) -> bool:
    """Say whether any cell of the table covers more than one place."""
    return any(_span(cell, "colspan") > 1 or _span(cell, "rowspan") > 1 for cell in table.iter("td", "th"))


def _as_line(caption: HtmlElement) -> HtmlElement:
    caption.tag = "span"
    return caption


def own_rows(table: HtmlElement) -> list[HtmlElement]:
    """Return the rows of a table without those of tables inside it."""
    return table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _unfold(rows: list[HtmlElement]) -> list[list[str]]:
    grid: list[dict[int, str]] = [{} for _ in rows]
    for top, row in enumerate(rows):
        column = 0
        for cell in _cells(row):
            while column in grid[top]:
                column += 1
            column = _lay(grid, cell, top=top, left=column)
    width = max((max(line, default=-1) + 1 for line in grid), default=0)
    return [[line.get(column, "") for column in range(width)] for line in grid if line]


def _lay(grid: list[dict[int, str]], cell: HtmlElement, *, top: int, left: int) -> int:
    words = plain_text(cell)
    right = min(left + _span(cell, "colspan"), max(left + 1, WIDEST))
    for line in grid[top : top + _span(cell, "rowspan")]:
        for column in range(left, right):
            line.setdefault(column, words)
    return right


def _span(cell: HtmlElement, name: str) -> int:
    raw = (cell.get(name) or "").strip()
    return min(max(int(raw), 1), 5000) if raw.isdecimal() and len(raw) < 7 else 1


def _header(rows: list[HtmlElement]) -> str:
    lines = [_cells(row) for row in rows if len(_cells(row))]
    if not lines:
        return "none"
    across = rows[0].getparent().tag == "thead" or all(cell.tag == "th" for cell in lines[0])
    below = lines[1:] if across else lines
    down = bool(below) and all(line[0].tag == "th" for line in below)
    return {(True, True): "both", (True, False): "row", (False, True): "column"}.get((across, down), "none")
