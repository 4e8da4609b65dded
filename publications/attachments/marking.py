"""Copies of attached files for one purpose: with a mark on every page, or behind the report in one file."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Dictionary, Name, OutlineItem, Page, Pdf

_SIZE, _MARGIN = 8, 14


def marked(pdf: bytes, mark: str) -> bytes:
    """Return `pdf` with `mark` at the foot of every page; not read aloud with the page."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            _mark(opened, page, mark)
        return _written(opened)


def joined(report: bytes, attached: Sequence[tuple[str, bytes]]) -> bytes:
    """Return `report` followed by the attached files (title, content), each of which has its bookmark."""
    if not attached:
        return report
    with pikepdf.open(io.BytesIO(report)) as whole:
        first_pages = [_append(whole, data) for _, data in attached]
        with whole.open_outline() as outline:
            items = zip(attached, first_pages, strict=True)
            outline.root.extend(OutlineItem(title, first) for (title, _), first in items)
        return _written(whole)


def _append(whole: Pdf, data: bytes) -> int:
    first = len(whole.pages)
    with pikepdf.open(io.BytesIO(data)) as more:
        whole.pages.extend(more.pages)
    for page in list(whole.pages)[first:]:
        # It would name a place in the structure of the report.
        if "/StructParents" in page.obj:
            del page.obj["/StructParents"]
    return first


def _mark(pdf: Pdf, page: Page, mark: str) -> None:
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    text = b"BT /Mark %d Tf 0.3 g 1 0 0 1 %d %d Tm (%s) Tj ET" % (_SIZE, _MARGIN, _MARGIN, _escaped(mark))
    form = pdf.make_stream(
        b"/Artifact BMC %s EMC" % text,
        Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, right - left, top - bottom],
        Resources=Dictionary(Font=Dictionary(Mark=_font(pdf))),
    )  # fmt: skip
    page.add_overlay(form, pikepdf.Rectangle(left, bottom, right, top))


def _font(pdf: Pdf) -> pikepdf.Object:
    named = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    return pdf.make_indirect(named)


def _escaped(text: str) -> bytes:
    for sign in "\\()":
        text = text.replace(sign, f"\\{sign}")
    return text.encode("cp1252", "replace")


def _written(pdf: Pdf) -> bytes:
    written = io.BytesIO()
    pdf.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()
