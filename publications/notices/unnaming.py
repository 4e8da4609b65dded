"""A report without the name of its partnership: on the page, in the file, in the letter (R18, R25)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import replace

import pikepdf
import pypdfium2
from django.core.files.storage import default_storage

from lifecycles.moves import MoveRefused
from pages.typesetting import Printable
from partnerships.models import Partnership


class NamesPartnership(MoveRefused):
    """Something that would leave says which partnership it is; str() says where."""

    def __init__(self, where: str) -> None:
        super().__init__(f"{where} names the partnership, or its address. Take that out first. Nothing was sent.")


def without_partnership(paper: Printable, partnership: Partnership) -> Printable:
    """Return `paper` without everything around the report that names `partnership`."""
    return replace(
        paper,
        partnership="",
        footer="",
        facts=[row for row in paper.facts if not names(partnership, row)],
        front=[row for row in paper.front if not _is_of(partnership, row)],
        back=[row for row in paper.back if not names(partnership, row)],
    )


def names(partnership: Partnership, texts: Iterable[str]) -> bool:
    """Whether any of `texts` holds the name, short name, host, mailbox or telephone of `partnership`."""
    said = " ".join(" ".join(texts).split()).casefold()
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) for word in _words(partnership))


def refuse_named(partnership: Partnership, *, texts: Iterable[str], files: Iterable[dict[str, str]]) -> None:
    """Raise NamesPartnership when the letter, a file name, or what a PDF says or carries names `partnership`."""
    files = list(files)
    if names(partnership, texts):
        raise NamesPartnership("The letter")
    for file in files:
        with default_storage.open(file["stored"]) as handle:
            content = handle.read()
        if names(partnership, [file["name"], *_said_in(content)]):
            raise NamesPartnership("The PDF")


def _is_of(partnership: Partnership, row: tuple[str, str]) -> bool:
    note = partnership.predecessor_note.strip()
    return names(partnership, row) or bool(note and note in row[1])


def _words(partnership: Partnership) -> set[str]:
    said = [getattr(partnership, name) for name in ("name", "short_name", "mailbox", "phone")]
    return {" ".join(word.split()).casefold() for word in [*said, partnership.site.hostname] if word.strip()}


def _said_in(content: bytes) -> list[str]:
    """Return the words of every page, the metadata, and the targets of links of a PDF."""
    document = pypdfium2.PdfDocument(content)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        about = [str(value) for value in pdf.docinfo.values()]
        about.append(bytes(pdf.Root.Metadata.read_bytes()).decode(errors="replace") if "/Metadata" in pdf.Root else "")
        return [*pages, *about, *_links(pdf)]


def _links(pdf: pikepdf.Pdf) -> list[str]:
    notes = (note for page in pdf.pages for note in page.get("/Annots", []))
    return [str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A]
