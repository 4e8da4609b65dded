"""A file without what its readers do not see: author, comments, earlier versions, the place of a photograph (R25)."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath

from PIL import Image, ImageOps

from anonymity.documents import read_document
from anonymity.passages import Document
from lifecycles.moves import MoveRefused
from publications.anonymity.cleaning_pdf import DAMAGED_PDF, clean_pdf
from publications.anonymity.cleaning_word import clean_word
from publications.word.manuscripts import UnreadableReport

_DAMAGED = (*DAMAGED_PDF, UnreadableReport, OSError, SyntaxError, Image.DecompressionBombError)
_PICTURES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}
MIMES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}


class CannotClean(MoveRefused):
    """A file that is damaged, locked or of a kind that is not cleaned."""


@dataclass(frozen=True)
class Cleaned:
    """The cleaned file under a name that says nothing, and what it no longer says: place, text."""

    name: str
    mime: str
    data: bytes
    removed: list[tuple[str, str]]


def clean_file(data: bytes, name: str) -> Cleaned:
    """Return a cleaned copy of a PDF, a Word file or a photograph. CannotClean in every other case."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in MIMES:
        raise CannotClean("Only PDF, Word (.docx), JPEG and PNG files can be cleaned.")
    try:
        cleaned = _cleaned(data, suffix)
    except _DAMAGED as fault:
        raise CannotClean("This file is damaged or locked, so it cannot be cleaned.") from fault
    before, after = read_document(data, name=name), read_document(cleaned, name="")
    return Cleaned(f"cleaned{suffix}", MIMES[suffix], cleaned, _difference(before, after))


def _cleaned(data: bytes, suffix: str) -> bytes:
    if suffix == ".pdf":
        return clean_pdf(data)
    return clean_word(data) if suffix == ".docx" else _clean_picture(data, _PICTURES[suffix])


def _difference(before: Document, after: Document) -> list[tuple[str, str]]:
    said = Counter((passage.where, passage.text) for passage in before.passages)
    said.subtract((passage.where, passage.text) for passage in after.passages)
    kept = {passage.text for passage in after.passages}
    return [(where, text) for (where, text), count in said.items() if count > 0 and text not in kept]


def _clean_picture(data: bytes, kind: str) -> bytes:
    with Image.open(io.BytesIO(data)) as opened:
        upright = ImageOps.exif_transpose(opened)
    if kind == "JPEG" and upright.mode not in ("RGB", "L"):
        upright = upright.convert("RGB")
    pixels = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    if upright.mode == "P":
        pixels.putpalette(upright.getpalette() or [])
    written = io.BytesIO()
    pixels.save(written, kind, quality=92) if kind == "JPEG" else pixels.save(written, kind)
    return written.getvalue()
