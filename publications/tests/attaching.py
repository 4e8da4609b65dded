"""PDFs that tell more than they show, and reports to which they are attached."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from django.core.files.base import ContentFile
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

from pages.models import PrivateDocument
from publications.releasing import confirm_release, prepare_release, release_due

WORD = "Marchbanks"
TITLE = "Map of services"
HIDDEN = "Zephyrine"


def a_pdf(*said: str, more: Any = None) -> bytes:
    """A PDF with one page for each text; `more` does something to it before it is written."""
    with pikepdf.new() as pdf:
        for text in said or (f"The services of {WORD} stand on this page.",):
            page = pdf.add_blank_page(page_size=(595, 842))
            page.obj.Resources = Dictionary(Font=Dictionary(F=_font()))
            page.obj.Contents = pdf.make_stream(b"BT /F 12 Tf 72 700 Td (%s) Tj ET" % text.encode("cp1252"))
        if more:
            more(pdf)
        written = io.BytesIO()
        pdf.save(written)
    return written.getvalue()


def _font() -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def telling(pdf: Pdf) -> None:
    """Let `pdf` name somebody in every place that readers do not see."""
    pdf.docinfo["/Author"] = HIDDEN
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = [HIDDEN]
    pdf.attachments["list.txt"] = HIDDEN.encode()
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{HIDDEN}')"))
    pdf.Root.Perms = Dictionary(DocMDP=pdf.make_indirect(Dictionary(Type=Name.Sig, Name=String(HIDDEN))))
    page = pdf.pages[0]
    comment = pdf.make_indirect(_note("/Text", Contents=String(HIDDEN), T=String(HIDDEN)))
    script = Dictionary(S=Name.JavaScript, JS=String(HIDDEN))
    path = Dictionary(S=Name.URI, URI=String(f"file:///C:/Users/{HIDDEN}/a.docx"))
    good = Dictionary(S=Name.URI, URI=String("https://example.org/"), Next=script)
    links = [_note("/Link", A=action, Contents=String(HIDDEN)) for action in (script, path, good)]
    page.obj.Annots = Array([comment, *map(pdf.make_indirect, links)])
    # The structure of the file leads to the comment too.
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=Dictionary(S=Name.Annot, K=Dictionary(Type=Name.OBJR, Obj=comment)))
    )
    _photograph(pdf, page)
    _layer(pdf, page)


def _note(kind: str, **more: Any) -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=[0, 0, 9, 9], **more)


def _photograph(pdf: Pdf, page: Any) -> None:
    written, exif = io.BytesIO(), Image.Exif()
    exif[0x013B] = HIDDEN
    Image.new("RGB", (8, 8), "teal").save(written, "JPEG", exif=exif)
    picture = pdf.make_stream(
        written.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8,
        ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip
    page.obj.Resources.XObject = Dictionary(P=picture)
    page.contents_add(b"q 8 0 0 8 72 600 cm /P Do Q")


def _layer(pdf: Pdf, page: Any) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(f"Notes of {HIDDEN}")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    page.obj.Resources.Properties = Dictionary(L=layer)
    page.contents_add(b"/OC /L BDC BT /F 12 Tf 72 500 Td (%s) Tj ET EMC" % HIDDEN.encode())


def everything_in(pdf: bytes) -> bytes:
    """All that a PDF holds, unpacked; two-byte texts as plain ones."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        written = io.BytesIO()
        opened.save(
            written, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )  # fmt: skip
    return written.getvalue().replace(b"\x00", b"")


def document(partnership: Any, data: bytes | None = None, *, name: str = f"{HIDDEN}.pdf") -> PrivateDocument:
    """A document in the collection of `partnership`, uploaded under a telling name."""
    kept = PrivateDocument(title=name, collection=partnership.collection)
    kept.file = ContentFile(a_pdf(more=telling) if data is None else data, name=name)
    kept.save()
    return kept


def attach(review: Any, *files: tuple[str, Any], language: str = "en") -> Any:
    """Let the draft in `language` attach documents under titles; return the page."""
    page = next(page for page in review.drafts() if page.locale.language_code == language)
    page.attachments = [("attachment", {"title": title, "document": kept}) for title, kept in files]
    page.save_revision(clean=False)
    return page


def attached_report(reports: Any, partnership: Any, *, data: bytes | None = None, **fields: Any) -> Any:
    """A draft with one attached file."""
    review = reports.draft(partnership, **fields)
    attach(review, (TITLE, document(partnership, data)))
    return review


def prepare(reports: Any, review: Any, *, moment: Any, now: Any) -> Any:
    """Its release, with everything vouched for."""
    reports.vouch(review, moment=moment, now=now)
    by = reports.team(review.partnership).preparer
    return prepare_release(review, moment=moment, by=by, now=now, conflict_reason="Agreed with everybody.")


def publish(reports: Any, review: Any, *, moment: Any, now: Any) -> Any:
    """The review, public from `moment` on."""
    release = prepare(reports, review, moment=moment, now=now)
    confirm_release(release, by=reports.team(review.partnership).confirmer, now=now)
    assert [outcome.result for outcome in release_due(moment)] == ["released"]
    review.refresh_from_db()
    return review
