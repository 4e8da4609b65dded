"""Reads a document of any kind into passages and faults, and never fails."""

from __future__ import annotations

from pathlib import Path

from anonymity.documents.collecting import ExpandsTooFar, Gathered, OutOfTime
from anonymity.documents.mail import read_mail
from anonymity.documents.markup import HasEntities
from anonymity.documents.naming import format_of
from anonymity.documents.pages_of_html import read_html
from anonymity.documents.pdf.apart import read_pdf_apart
from anonymity.documents.pdf.reading import read_pdf
from anonymity.documents.pictures.reading import read_picture
from anonymity.documents.text import read_carved, read_text
from anonymity.documents.word.packages import read_package
from anonymity.passages import Document

LOCKED = "EncryptedPackage".encode("utf-16-le")
MAX_BYTES = 250_000_000
UNREAD_KINDS = {
    "ole": "This is an old Word file or another old Office file. Save it as .docx, then check that.",
    "rtf": "This is a rich text file (.rtf), which is not read. Save it as .docx, then check that.",
    "unknown": "This file is of a kind that cannot be read.",
    "empty": "This file is empty.",
}


def read_document(source: Path | bytes, *, name: str) -> Document:
    """Everything that a document says, and what could not be read of it as faults of severity block.

    Chooses the reader by the content. Never raises for any content; only a path that cannot be opened
    raises OSError. name is the document's own file name, which is read as well.
    """
    document = Document(name)
    into = Gathered(document, read_bytes)
    into.say("file name", name, "label")
    if (source.stat().st_size if isinstance(source, Path) else len(source)) > MAX_BYTES:
        into.blame("too_large", "block", "the file", "This file is too large to be read.")
        return document
    read_bytes(source.read_bytes() if isinstance(source, Path) else source, name, into)
    return document


def read_bytes(data: bytes, name: str, into: Gathered) -> None:
    """Read the bytes of a file into what is gathered; whatever goes wrong becomes a fault."""
    try:
        read_format(data, name, into)
    except ExpandsTooFar:
        into.blame("expands_too_far", "block", "the file", "This file unpacks to far more than can be read.")
    except (OutOfTime, MemoryError):
        into.blame("too_large", "block", "the file", "This file takes too long or too much memory to read.")
    except HasEntities:
        into.blame("entities", "block", "the file", "This file declares XML entities, which is not safe to read.")
    except Exception:
        into.blame("damaged", "block", "the file", "This file is damaged and could not be read to its end.")


def read_format(data: bytes, name: str, into: Gathered) -> None:
    """Read a file by its format."""
    kind = format_of(data, name)
    if kind == "ole" and LOCKED in data:
        into.blame("encrypted", "block", "the file", "This file is locked with a password and cannot be read.")
        return
    if kind in UNREAD_KINDS:
        into.blame("cannot_be_read", "block", "the file", UNREAD_KINDS[kind])
        read_carved(data, into)
        return
    readers = {"package": read_package, "picture": read_picture, "html": read_html, "xml": read_html, "mail": read_mail}
    if kind == "pdf":
        (read_pdf if into.apart else read_pdf_apart)(data, into)
    else:
        readers.get(kind, read_text)(data, into)
