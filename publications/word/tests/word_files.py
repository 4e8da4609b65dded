"""Makes the Word files the tests read: python-docx for the sound ones, edited XML for what it cannot make."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
from docx.document import Document
from docx.oxml import parse_xml

from publications.word import Manuscript, read_report

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0"
    "0000030101003a35f10a0000000049454e44ae426082"
)


def report(*xml: str, heading: str = "Findings") -> Document:
    """A report with a title, one heading and the given body XML after it."""
    document = docx.Document()
    document.add_heading("A review", 0)
    document.add_heading(heading, 1)
    add_xml(document, *xml)
    return document


def add_xml(document: Document, *xml: str) -> None:
    """Put raw body XML at the end of the document."""
    body = document.element.body
    for piece in xml:
        body.insert(len(body) - 1, parse_xml(piece.replace(">", f" {NAMESPACES}>", 1).replace("/ xmlns", " xmlns")))


def run(words: str, properties: str = "") -> str:
    """The XML of a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def para(inside: str, properties: str = "") -> str:
    """The XML of a paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def saved(document: Document) -> bytes:
    """The bytes of a document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def read(document: Document, *, accept_changes: bool = False) -> Manuscript:
    """Save and read a document."""
    return read_report(saved(document), accept_changes=accept_changes)


def rezipped(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The same file after `change` has worked on its parts by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip file with these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_part(data: bytes, name: str, content: str, *, kind: str) -> bytes:
    """The file with one more part that the document refers to as `kind`."""
    relation = (
        f'<Relationship Id="x{kind}" Target="{name}" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
    )

    def change(parts: dict[str, bytes]) -> None:
        rels = "word/_rels/document.xml.rels"
        parts[f"word/{name}"] = content.replace(">", f" {NAMESPACES}>", 1).encode()
        parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode())

    return rezipped(data, change)


def shown(manuscript: Manuscript) -> str:
    """Everything of a manuscript that can be published."""
    return repr((manuscript.title, manuscript.summary, manuscript.blocks, manuscript.footnotes))


def kinds(manuscript: Manuscript) -> list[str]:
    """The kinds of note that are about the text."""
    about_file = ("author", "last_editor", "property")
    return [note.kind for note in manuscript.notes if note.kind not in about_file]


def texts(manuscript: Manuscript) -> str:
    """The rich text of all text blocks."""
    return "".join(block["value"] for block in manuscript.blocks if block["type"] == "text")


def of_type(manuscript: Manuscript, kind: str) -> list[dict]:
    """The values of the blocks of one type."""
    return [block["value"] for block in manuscript.blocks if block["type"] == kind]
