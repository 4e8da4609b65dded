"""Reads a PDF whole: pages, everything beside them, earlier versions and what was left behind."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium

from anonymity.documents.collecting import Gathered
from anonymity.documents.pdf.leftovers import read_leftovers
from anonymity.documents.pdf.pages import read_pages
from anonymity.documents.pdf.revisions import read_revisions
from anonymity.documents.pdf.structure import read_structure

MAX_OBJECTS = 1_000_000
MAX_PAGES = 5_000


def read_pdf(data: bytes, into: Gathered) -> None:
    """Say all that a PDF holds. What cannot be read becomes a fault."""
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        into.blame("encrypted", "block", "the file", "This PDF is locked with a password and cannot be read.")
        return
    except pikepdf.PdfError:
        into.blame("damaged", "block", "the file", "This PDF is damaged and cannot be read.")
        return
    with pdf:
        read_opened(pdf, data, into)


def read_opened(pdf: pikepdf.Pdf, data: bytes, into: Gathered) -> None:
    """Say an opened PDF."""
    if len(pdf.objects) > MAX_OBJECTS or len(pdf.pages) > MAX_PAGES:
        into.blame("too_large", "block", "the file", "This PDF has more pages or objects than are read.")
        return
    start = len(into.document.passages)
    shown = read_structure(pdf, into)
    read_pages_or_blame(data, into)
    known = {line.strip() for p in into.document.passages[start:] for line in p.text.split("\n")}
    with into.keeping_on("earlier versions of the file"):
        read_revisions(pdf, data, known, into)
    with into.keeping_on("removed objects still in the file"):
        read_leftovers(pdf, data, shown, known, into)


def read_pages_or_blame(data: bytes, into: Gathered) -> None:
    """Say the pages, or that there are none to be read."""
    try:
        texts = read_pages(data, into)
    except pdfium.PdfiumError:
        into.blame("damaged", "block", "the file", "The pages of this PDF are damaged and cannot be read.")
        return
    if not texts:
        into.blame("damaged", "block", "the file", "This PDF has no pages.")
