"""Tables for spreadsheets in which no cell is ever a formula (OWASP: CSV injection)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

# What a spreadsheet takes for a formula, also in the wide letters of East Asian keyboards.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# By this mark a spreadsheet knows that the letters are UTF-8.
MARK = "\ufeff"


def safe_cell(value: Any) -> str:
    """Return `value` as the text of a cell that no spreadsheet runs: what looks like a formula gets a ' before it.

    Nothing is lost: numbers stay numbers, None is empty, everything else is its str().
    """
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, int | float):
        return text
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) or text.lstrip().startswith(STARTS_A_FORMULA) else text


def csv_text(head: Iterable[Any], rows: Iterable[Iterable[Any]]) -> str:
    """Return a whole CSV file, every cell safe and quoted, so that no other separator can split one into two."""
    return "".join(csv_lines(head, rows))


def csv_lines(head: Iterable[Any], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Yield the same file line by line, so that it may be as long as it likes."""
    yield MARK
    for row in chain([head], rows):
        written = io.StringIO()
        csv.writer(written, quoting=csv.QUOTE_ALL).writerow([safe_cell(value) for value in row])
        yield written.getvalue()
