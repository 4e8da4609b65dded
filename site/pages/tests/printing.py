"""Reports to print, and ways to read a PDF back."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary
from PIL import Image

from pages.typesetting import Printable

LABELS = {
    "contents": "Contents",
    "page": "Page",
    "of": "of",
    "learning_point": "Learning point",
    "recommendation": "Recommendation",
    "for_whom": "For whom",
    "by_when": "By when",
    "outcome": "Outcome",
    "footnotes": "Footnotes",
    "figure": "Figure",
    "table": "Table",
}


def picture_bytes(form: str = "PNG", size: tuple[int, int] = (300, 200), **options: Any) -> bytes:
    """A plain picture encoded as `form`."""
    written = io.BytesIO()
    Image.new("RGB", size, "#557799").save(written, form, **options)
    return written.getvalue()


PICTURE = picture_bytes()


def block(kind: str, **value: Any) -> dict[str, Any]:
    """A neutral block whose value is an object."""
    return {"type": kind, "value": value}


def text(html: str) -> dict[str, Any]:
    """A neutral text block."""
    return {"type": "text", "value": html}


def table(rows: list[list[str]], header: str = "row", caption: str = "") -> dict[str, Any]:
    """A neutral table block."""
    return block("table", rows=rows, header=header, caption=caption)


def report(**given: Any) -> Printable:
    """A short report; `given` replaces any of its parts."""
    parts: dict[str, Any] = {
        "language": "en-GB",
        "direction": "ltr",
        "title": "Practice review: Willow",
        "partnership": "Northmoor Safeguarding Children Partnership",
        "colour": "#1d5f5b",
        "labels": LABELS,
    }
    return Printable(**(parts | given))


def chronology(rows: int) -> dict[str, Any]:
    """A table of three columns that runs over several pages when `rows` is large."""
    events = [[f"{day} May", f"Visit {day}: the child was seen at home.", "Health"] for day in range(1, rows + 1)]
    return table([["Date", "Event", "Agency"], *events], caption="Chronology")


def full_report() -> Printable:
    """A report with every kind of block, a note met twice and a note nobody refers to."""
    cited = "<p>Workers were worried.<a href='#footnote-1'><sup>1</sup></a></p>"
    return report(
        subtitle="A local child safeguarding practice review",
        facts=[("Lead reviewer", "A Reviewer"), ("Published", "3 March 2026")],
        front=[("What this review is not", "<p>It does not look for blame.</p>")],
        blocks=[
            block("heading", level=2, text="The family", anchor="family"),
            text(cited + "<ul><li>One<ol><li>Deep</li></ol></li><li>Two</li></ul>"),
            block("heading", level=4, text="What happened"),
            text(cited + "<p>See <a href='#family'>the family</a> and <a href='https://example.org/'>this</a>.</p>"),
            block("learning_point", text="<p>Ask the child.</p>"),
            block("learning_point", text="<p>Write it down.</p>"),
            block(
                "recommendation",
                text="<p>Agree it.</p>",
                target="All agencies",
                by_when="May",
                outcome="One plan",
            ),
            block("callout", text="<p>This part is hard to read.</p>"),
            block("quote", text="<p>We told people.</p>", attribution="Grandmother"),
            block("figure", image="chart", alt="Visits rose from 3 to 5", caption="Visits"),
            block("figure", image="chart", alt="", caption=""),
            chronology(60),
            table([["", "2023", "2024"], ["Visits", "3", "5"]], header="both"),
            table([["Ages", "3"], ["Siblings", "2"]], header="column"),
            table([["a", "b"]], header="none"),
        ],
        footnotes=[
            {"label": "1", "text": "<p>Minutes of the meeting.</p>"},
            {"label": "2", "text": "<p>Kept all the same.</p>"},
        ],
        back=[("Support", "<p>Call <a href='tel:116123'>116 123</a>.</p>")],
        footer="Northmoor partnership",
        mark="Copy for the archive",
    )


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The PDF as a reader sees it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, every run of blanks made one."""
    with opened(pdf) as document:
        return [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in document]


def letters(pdf: bytes) -> str:
    """All text of the PDF without any blank, so that where lines break does not matter."""
    return re.sub(r"\s+", "", "".join(page_texts(pdf)))


@contextmanager
def tagged(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    """The PDF as its objects."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        yield document


def elements(node: Any) -> Iterator[Dictionary]:
    """Every structure element in reading order."""
    if isinstance(node, Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K"))


def tags(document: pikepdf.Pdf, *kinds: str) -> list[Dictionary]:
    """The structure elements of these kinds, in reading order; all of them when none is named."""
    found = elements(document.Root.StructTreeRoot.K)
    return [element for element in found if not kinds or str(element.S)[1:] in kinds]
