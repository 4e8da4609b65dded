"""Draws the part of a page where words were badly redacted."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pypdfium2 as pdfium

from anonymity.documents.pdf.drawing import Box
from anonymity.documents.pdf.pages import CoveredWords
from anonymity.documents.reading import read_document
from anonymity.passages import Fault, Finding

MARGIN = 60.0
ONE_AT_A_TIME = threading.Lock()
SCALE = 2.0


class NoSuchPlace(Exception):
    """The document has no bad redaction of this place and these words on a page of its own."""


def picture_of(source: Path | bytes, fault: Fault | Finding) -> bytes:
    """A PNG of the page around a bad redaction, the page as its readers see it, 60 points wider on every side.

    A fault or finding without a box is looked up again by its place and words.
    Raises NoSuchPlace when the document holds no such redaction, or holds it in a file within.
    """
    place = fault if isinstance(fault, CoveredWords) else looked_up(source, fault)
    if not place.where.startswith("text "):
        raise NoSuchPlace
    return region_of(source, place.page - 1, place.box)


def looked_up(source: Path | bytes, wanted: Fault | Finding) -> CoveredWords:
    """The bad redaction with the place and words of a finding."""
    found = [f for f in read_document(source, name="").faults if isinstance(f, CoveredWords)]
    for fault in found:
        if fault.where == wanted.where and wanted.matched in fault.matched:
            return fault
    raise NoSuchPlace


def region_of(source: Path | bytes, index: int, box: Box) -> bytes:
    """A PNG of a region of a page, in points of the page."""
    with ONE_AT_A_TIME:
        return region_drawn(source, index, box)


def region_drawn(source: Path | bytes, index: int, box: Box) -> bytes:
    """Draw the region. The library that draws must not be used by two threads at once."""
    pdf = pdfium.PdfDocument(source)
    try:
        page = pdf[index]
        left, bottom, right, top = page.get_cropbox()
        crop = (
            max(0.0, box[0] - MARGIN - left),
            max(0.0, box[1] - MARGIN - bottom),
            max(0.0, right - box[2] - MARGIN),
            max(0.0, top - box[3] - MARGIN),
        )
        picture = page.render(scale=SCALE, crop=crop if page.get_rotation() == 0 else (0, 0, 0, 0)).to_pil()
    finally:
        pdf.close()
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
