"""Makes documents by hand that hide words in one place each."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from anonymity.documents import read_document
from anonymity.documents.collecting import Gathered
from anonymity.documents.reading import read_bytes
from anonymity.passages import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
Change = Callable[[pikepdf.Pdf], None]


def said(document: Document, words: str) -> list[str]:
    """The places of all passages that hold the words."""
    return [p.where for p in document.passages if words in p.text]


def kinds(document: Document) -> set[tuple[str, str]]:
    """The kinds and severities of all faults."""
    return {(fault.kind, fault.severity) for fault in document.faults}


def word(body: str = "", **parts: str | bytes) -> bytes:
    """A Word file: what stands in its body, and other parts by name with __ for / and _ for the last dot."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    for key, content in parts.items():
        stem, _, suffix = key.replace("__", "/").rpartition("_")
        members[f"{stem}.{suffix}"] = content
    return zipped(members)


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A ZIP archive."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


def part(tag: str, content: str) -> str:
    """A WordprocessingML part."""
    return f"<w:{tag} {NAMESPACES}>{content}</w:{tag}>"


def p(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def read_word(body: str = "", **parts: str | bytes) -> Document:
    """What is read from a Word file made here."""
    return read_document(word(body, **parts), name="report.docx")


def new_pdf(*contents: str, change: Change | None = None) -> pikepdf.Pdf:
    """A PDF of A4 pages with these contents; font F1 is Helvetica."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for content in contents:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Contents = pdf.make_stream(content.encode("latin-1"))
        page.Resources = Dictionary(Font=Dictionary(F1=font))
    if change is not None:
        change(pdf)
    return pdf


def pdf_bytes(*contents: str, change: Change | None = None, **saving: object) -> bytes:
    """A PDF as bytes."""
    written = io.BytesIO()
    with new_pdf(*contents, change=change) as pdf:
        pdf.save(written, **saving)
    return written.getvalue()


def read_pdf(*contents: str, change: Change | None = None) -> Document:
    """What is read from a PDF made here."""
    return read_here(pdf_bytes(*contents, change=change))


def read_here(data: bytes) -> Document:
    """What is read from a PDF in this very process, which is faster than in one of its own."""
    document = Document("report.pdf")
    read_bytes(data, "report.pdf", Gathered(document, read_bytes, apart=True))
    return document


def line(text: str, x: float = 72, y: float = 700, size: float = 12, before: str = "") -> str:
    """Content that writes one line."""
    return f"BT {before} /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n"


BOX = "0 0 0 rg 60 690 300 25 re f\n"
WORDS = line("The child was seen at home by a health visitor.", y=400)


def annotate(pdf: pikepdf.Pdf, **entries: object) -> pikepdf.Dictionary:
    """Put an annotation on the first page."""
    note = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=[60, 690, 360, 715], **entries))
    page = pdf.pages[0]
    page.Annots = Array([*page.get("/Annots", []), note])
    return note


def picture(kind: str = "JPEG", **saving: object) -> bytes:
    """A small picture."""
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(written, kind, **saving)
    return written.getvalue()


def with_segment(jpeg: bytes, marker: int, body: bytes) -> bytes:
    """A JPEG with one more segment at its beginning."""
    return jpeg[:2] + b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def png_chunk(png: bytes, kind: bytes, body: bytes) -> bytes:
    """A PNG with one more chunk after its header. The checksum is left at zero."""
    return png[:33] + struct.pack(">I", len(body)) + kind + body + b"\0\0\0\0" + png[33:]
