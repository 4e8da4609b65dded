"""Reads the earlier versions of a PDF that were saved over but are still in the file."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2 as pdfium

from anonymity.documents.collecting import Gathered
from anonymity.documents.pdf.hiding import Patience
from anonymity.documents.pdf.pages import read_page
from anonymity.documents.pdf.shown import fingerprint
from anonymity.documents.pdf.structure import read_structure
from anonymity.passages import Document, Passage

END = re.compile(rb"%%EOF[ \t]*\r?\n?")
MAX_REVISIONS = 12
LEAST_BYTES = 200


def earlier_ends(data: bytes) -> list[int]:
    """Where the earlier versions of a file end, the latest of them first."""
    ends = [match.end() for match in END.finditer(data)]
    if b"/Linearized" in data[:2048] and ends:
        ends = ends[1:]
    return [end for end in reversed(ends) if LEAST_BYTES < end < len(data.rstrip(b"\x00\r\n \t"))][:MAX_REVISIONS]


def read_revisions(pdf: pikepdf.Pdf, data: bytes, known: set[str], into: Gathered) -> None:
    """Say what earlier versions say and later ones do not. `known` are the lines and strings said before."""
    current = {fingerprint(page.obj) for page in pdf.pages}
    ends = earlier_ends(data)
    for end in ends:
        into.bounds.keep_time()
        said = earlier_passages(data[:end], current, into)
        place = f"earlier revision {len(ends) - ends.index(end)}"
        say_what_is_new(said, known, into.inside(place, deeper=False))


def earlier_passages(data: bytes, current: set[bytes], into: Gathered) -> list[Passage]:
    """What an earlier version says on pages that differ, and everywhere else; nothing if it is no version."""
    scratch = Gathered(Document(""), into.reader, bounds=into.bounds, depth=into.depth + 1, apart=True)
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            differing = [i for i, page in enumerate(pdf.pages) if fingerprint(page.obj) not in current]
            current.update(fingerprint(page.obj) for page in pdf.pages)
            read_structure(pdf, scratch)
        read_some_pages(data, differing, scratch)
    except (pikepdf.PdfError, pdfium.PdfiumError):
        return scratch.document.passages
    return scratch.document.passages


def read_some_pages(data: bytes, indexes: list[int], into: Gathered) -> None:
    """Say some pages of a version."""
    if not indexes:
        return
    pdf = pdfium.PdfDocument(data)
    for index in indexes:
        read_page(pdf, index, into, True, Patience())
    pdf.close()


def say_what_is_new(said: list[Passage], known: set[str], into: Gathered) -> None:
    """Say the lines that no later version has, each with its neighbours, and blame the file for them."""
    new = []
    for passage in said:
        text = new_lines(passage.text, known)
        if text:
            new.append(text)
            into.say(passage.where, text, passage.manner, passage.page)
    for passage in said:
        known.update(line.strip() for line in passage.text.split("\n"))
    if new:
        message = "An earlier version of this file is still inside it, with words that were changed or removed since."
        into.blame("earlier_revision", "review", "earlier version of the file", message, new[0][:300])


def new_lines(text: str, known: set[str]) -> str:
    """The lines that are not known, with the line before and after each."""
    lines = text.split("\n")
    new = {i for i, line in enumerate(lines) if line.strip() and line.strip() not in known}
    kept = sorted({j for i in new for j in (i - 1, i, i + 1) if 0 <= j < len(lines)})
    return "\n".join(lines[i] for i in kept)
