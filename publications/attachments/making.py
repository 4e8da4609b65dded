"""A chosen document becomes a file for the public: cleaned, named by its title, and its words read for finding it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from django.utils.text import slugify

from pages.models import PrivateDocument
from pages.storing import store
from publications.anonymity.cleaning_pdf import DAMAGED_PDF, Locked, clean_pdf
from publications.attachments.choosing import Chosen, chosen_in, may_be_attached
from publications.attachments.refusals import (
    AttachedTwice,
    LockedPdf,
    NoSuchDocument,
    NotPdf,
    OfTheRecord,
    TooMuchAttached,
    WithoutWords,
)
from publications.models import Edition, EditionFile, ReportPage

PDF = "application/pdf"
MOST_FILES = 20
# Together they also go by mail to the Panel and others (R8).
MOST_BYTES = 15 * 1024 * 1024
BETWEEN_PAGES = "\f"
FEW_LETTERS = 20
_LONGEST_NAME = 80


@dataclass(frozen=True)
class PublicPdf:
    """What the public would get of one chosen document; in `text` a form feed stands between two pages."""

    title: str
    data: bytes
    text: str

    @property
    def digest(self) -> str:
        """The SHA-256 of the content."""
        return hashlib.sha256(self.data).hexdigest()


def public_pdfs(page: ReportPage) -> list[PublicPdf]:
    """Return the files that go out with `page`, in order; CannotAttach or TooMuchAttached. Stores nothing."""
    chosen = chosen_in(page)
    if len(chosen) > MOST_FILES:
        raise TooMuchAttached(f"A report has at most {MOST_FILES} attached files; this one has {len(chosen)}.")
    made = list(_made(chosen))
    if sum(len(file.data) for file in made) > MOST_BYTES:
        raise TooMuchAttached(f"Together the attached files are larger than {MOST_BYTES >> 20} MB.")
    return made


def make_attachments(edition: Edition, page: ReportPage) -> list[EditionFile]:
    """Store the files that go out with `page` and return them for `edition`, not yet in the database; as above."""
    files: dict[str, EditionFile] = {}
    for made in public_pdfs(page):
        if made.digest in files:
            raise AttachedTwice(made.title)
        store(made.data, ".pdf")
        files[made.digest] = edition.new_file(
            role=EditionFile.Role.ATTACHMENT, name=_name(made.title, len(files) + 1, files), digest=made.digest,
            size=len(made.data), mime=PDF, title=made.title, text=made.text,
        )  # fmt: skip
    return list(files.values())


def public_pdf(chosen: Chosen) -> PublicPdf:
    """Return what the public would get of one document; CannotAttach."""
    if not chosen.stored:
        raise NoSuchDocument(chosen.title)
    try:
        data = clean_pdf(chosen.read(), title=chosen.title)
        pages = pages_of(data)
    except Locked as error:
        raise LockedPdf(chosen.title) from error
    except FileNotFoundError as error:
        raise NoSuchDocument(chosen.title) from error
    except (*DAMAGED_PDF, pypdfium2.PdfiumError) as error:
        raise NotPdf(chosen.title) from error
    if sum(sum(map(str.isalnum, said)) < FEW_LETTERS for said in pages) * 2 > len(pages):
        raise WithoutWords(chosen.title)
    return PublicPdf(chosen.title, data, BETWEEN_PAGES.join(pages))


def pages_of(pdf: bytes) -> list[str]:
    """Return the words of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_words(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def _made(chosen: list[Chosen]) -> Iterator[PublicPdf]:
    public = set(may_be_attached(_documents(chosen)).values_list("pk", flat=True)) if chosen else set()
    for one in chosen:
        if one.stored and one.document_id not in public:
            raise OfTheRecord(one.title)
        yield public_pdf(one)


def _documents(chosen: list[Chosen]) -> object:
    return PrivateDocument.objects.filter(pk__in=[one.document_id for one in chosen])


def _name(title: str, number: int, files: dict[str, EditionFile]) -> str:
    stem = slugify(title)[:_LONGEST_NAME].strip("-") or "attached-file"
    taken = {file.name for file in files.values()}
    return f"{stem}-{number}.pdf" if f"{stem}.pdf" in taken or stem == "attached-file" else f"{stem}.pdf"


def _words(text: str) -> str:
    # A word that was divided at the end of a line is one word; what no database keeps is left out.
    whole = text.replace("\ufffe\r\n", "").replace("\ufffe", "").replace("\x02", "").replace("\x00", "")
    return whole.replace("\r\n", "\n").replace("\r", "\n").replace(BETWEEN_PAGES, " ").strip()
