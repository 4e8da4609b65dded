"""Reads the pages of a PDF: what can be seen, what cannot, and what is only a picture."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pypdfium2 as pdfium

from anonymity.documents.collecting import Gathered
from anonymity.documents.pdf.drawing import Box, Drawing, drawing_of
from anonymity.documents.pdf.hiding import Hidden, Patience, seen_and_hidden, size
from anonymity.documents.pdf.suspecting import overlap, suspects
from anonymity.passages import Fault, Severity

FEW_LETTERS = 25
PICTURE_SHARE = 0.25
NEARLY_ALL = 0.6
MANY_SHAPES = 60
UNREADABLE = re.compile(r"[\ufffd\ue000-\uf8ff\x01-\x08\x0e-\x1f]")
HIDDEN_PLACES = {
    "invisible": "invisible text",
    "off page": "text off the page (hidden)",
    "cropped": "cropped text outside the page",
    "tiny": "tiny text",
    "layer": "text in a hidden layer (optional content)",
    "clipped": "hidden text, clipped away",
    "white": "white text (hidden)",
    "same colour": "text hidden in a box of its own colour",
    "marked": "text marked for redaction under an annotation",
    "page picture": "text under the picture of the page",
}
BAD_REDACTIONS = {"covered", "marked", "same colour"}


@dataclass(frozen=True)
class CoveredWords(Fault):
    """Words that are meant to be hidden and are not. box is left, bottom, right, top in points of the page."""

    page: int = 0
    box: Box = (0.0, 0.0, 0.0, 0.0)


def read_pages(data: bytes, into: Gathered) -> list[str]:
    """Say every page and return their texts. Raises pdfium.PdfiumError when there is nothing to read."""
    pdf = pdfium.PdfDocument(data)
    try:
        into.document.pages = max(into.document.pages, len(pdf)) if into.depth == 0 else into.document.pages
        has_layers = b"/OCProperties" in data or b"/ObjStm" in data
        patience = Patience()
        return [read_page(pdf, number, into, has_layers, patience) for number in range(len(pdf))]
    finally:
        pdf.close()


def read_page(pdf: pdfium.PdfDocument, index: int, into: Gathered, has_layers: bool, patience: Patience) -> str:
    """Say one page; a page that cannot be read is a fault."""
    into.bounds.keep_time()
    number = index + 1
    try:
        page = pdf[index]
    except pdfium.PdfiumError:
        into.blame("damaged", "block", f"page {number}", "This page is damaged and cannot be read.")
        return ""
    shown = ""
    with into.keeping_on(f"page {number}"):
        shown = say_page(page, number, into, has_layers, patience)
    page.close()
    return shown


def say_page(page: pdfium.PdfPage, number: int, into: Gathered, has_layers: bool, patience: Patience) -> str:
    """Say what is seen on a page and what is hidden."""
    words = page.get_textpage()
    drawing = drawing_of(page, has_layers=has_layers)
    suspected = suspects(drawing, page.get_mediabox(), page.get_cropbox())
    if suspected:
        shown, hidden = seen_and_hidden(page, words, suspected, drawing.texts, patience)
    else:
        shown, hidden = plain(words.get_text_range()), []
    words.close()
    shown = shown.replace("\r\n", "\n").replace("\r", "\n")
    into.say(f"text, page {number}", shown, page=number)
    for each in hidden:
        say_hidden(each, number, into)
    check_readable(shown, hidden, drawing, page, number, into)
    return shown


def plain(text: str) -> str:
    """The text with a line end after each hyphen that ended a line."""
    return text.replace("\ufffe", "-\n").replace("\x02", "-\n")


def say_hidden(hidden: Hidden, number: int, into: Gathered) -> None:
    """Say hidden words in their own place; words badly redacted are a fault besides."""
    place = HIDDEN_PLACES.get(hidden.reason, f"text under {hidden.cover}")
    where = f"{place}, page {number}"
    into.say(where, plain(hidden.words).replace("\r", ""), page=number)
    if hidden.reason in BAD_REDACTIONS:
        message = f"These words on page {number} look removed but are still in the file: {place}."
        fault = CoveredWords(
            "bad_redaction", "block", into.placed(where), message, hidden.words, page=number, box=hidden.box
        )
        into.add_fault(fault)
    elif hidden.reason == "cropped":
        into.blame(
            "cropped", "review", where, f"Page {number} is cropped, and the words outside it are still there.",
            hidden.words,
        )  # fmt: skip
    elif hidden.reason == "page picture":
        into.blame("text_under_picture", "review", where, f"A picture lies over all the words of page {number}.")
    else:
        severity: Severity = "note" if hidden.reason == "invisible" else "review"
        message = f"Page {number} holds words that readers cannot see."
        into.blame("hidden_text", severity, where, message, hidden.words)


def check_readable(
    shown: str, hidden: list[Hidden], drawing: Drawing, page: pdfium.PdfPage, number: int, into: Gathered
) -> None:
    """Blame a page that is a picture, or whose letters stand for nothing."""
    letters = sum(map(str.isalnum, shown)) + sum(len(h.words) for h in hidden)
    share = picture_share(drawing, page)
    is_drawn = letters == 0 and len(drawing.fills) > MANY_SHAPES
    if is_drawn or (letters == 0 and share > PICTURE_SHARE) or (letters < FEW_LETTERS and share > NEARLY_ALL):
        message = f"Page {number} cannot be read: this is a picture."
        into.blame("picture_only", "block", f"page {number}", message)
    unread = len(drawing.texts) * 4 if letters == 0 else len(UNREADABLE.findall(shown))
    if unread > 20 and unread > 0.2 * len(shown):
        message = f"The letters on page {number} cannot be read: the file does not say what they stand for."
        into.blame("cannot_be_read", "block", f"page {number}", message)


def picture_share(drawing: Drawing, page: pdfium.PdfPage) -> float:
    """How much of the page its pictures cover, from 0 to 1; overlaps count twice."""
    width, height = page.get_size()
    left, bottom, right, top = page.get_cropbox()
    pictures = [f.box for f in drawing.fills if f.kind == "picture"]
    covered = sum(size(overlap(box, (left, bottom, right, top))) for box in pictures)
    return covered / max(1.0, width * height)
