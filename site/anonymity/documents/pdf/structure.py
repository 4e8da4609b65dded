"""Reads all that a PDF holds beside its pages."""

from __future__ import annotations

import pikepdf

from anonymity.documents.collecting import Gathered
from anonymity.documents.pdf.contents import read_attachments, read_streams
from anonymity.documents.pdf.shown import Shown
from anonymity.documents.pdf.strings import read_info, read_names, read_strings


def read_structure(pdf: pikepdf.Pdf, into: Gathered) -> Shown:
    """Say everything but the pages, and return what the pages show."""
    shown = Shown(pdf, into)
    with into.keeping_on("document properties"):
        read_info(pdf, into)
    with into.keeping_on("names in the file"):
        read_names(pdf, into)
    with into.keeping_on("text beside the pages"):
        read_attachments(pdf, read_strings(pdf, into), into)
    read_streams(pdf, into)
    return shown
