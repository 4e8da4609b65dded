"""A PDF without what its readers do not see: who made it, comments, scripts, files within, hidden layers (R25).

What somebody typed into a form becomes part of the page. Links stay that lead to a web page, to somebody who can be
written to or called, or to another place of the same file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from anonymity.documents.collecting import Bounds, ExpandsTooFar
from anonymity.documents.pdf.streams import filters_of, undone
from publications.anonymity.cleaning_layers import cut_hidden_layers, is_in_hidden_layer
from publications.anonymity.cleaning_photographs import without_camera

OF_FILE = {
    "/Type", "/Version", "/Pages", "/PageLabels", "/Names", "/Dests", "/ViewerPreferences", "/PageLayout", "/PageMode",
    "/Outlines", "/MarkInfo", "/StructTreeRoot", "/Lang", "/OutputIntents",
}  # fmt: skip
OF_PAGE = {
    "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Contents",
    "/Rotate", "/Group", "/Annots", "/Tabs", "/StructParents", "/UserUnit",
}  # fmt: skip
OF_LINK = {
    "/Type", "/Subtype", "/Rect", "/QuadPoints", "/Border", "/BS", "/C", "/H", "/StructParent", "/A", "/Dest", "/P",
}  # fmt: skip
# Wherever it stands: what acts, what carries other files, and what tells of the making.
NOWHERE = (
    "/Metadata", "/PieceInfo", "/LastModified", "/AA", "/JS", "/AF", "/EF", "/Alternates", "/OPI", "/Thumb", "/PtData",
    "/Measure",
)  # fmt: skip
ELSEWHERE = ("/F", "/FFilter", "/FDecodeParms")
WEB = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)
_PHOTOGRAPH = ("/DCTDecode", "/DCT")
_DEEPEST = 30


# What opening and writing a damaged PDF may raise.
DAMAGED_PDF = (pikepdf.PdfError, ExpandsTooFar, ValueError, TypeError, KeyError, AttributeError, RuntimeError)


class Locked(ValueError):
    """The PDF is locked with a password, of whichever kind."""


def clean_pdf(data: bytes, *, title: str = "") -> bytes:
    """Return the PDF anew, the same for the same content; `title` is what it says it is called.

    Locked, or one of DAMAGED_PDF.
    """
    with _opened(data) as pdf:
        _clean(pdf)
        if title:
            pdf.docinfo["/Title"] = title
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def _opened(data: bytes) -> Pdf:
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Locked from error
    if pdf.is_encrypted:
        pdf.close()
        raise Locked
    return pdf


def _clean(pdf: Pdf) -> None:
    _settle_annotations(pdf)
    cut_hidden_layers(pdf)
    if "/Names" in pdf.Root:
        _keep(pdf.Root.Names, {"/Dests"})
    _keep(pdf.Root, OF_FILE)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    for page in pdf.pages:
        _keep(page.obj, OF_PAGE)
    for thing in pdf.objects:
        for found in _dictionaries(thing, 0):
            _drop(found, NOWHERE)
            _settle_action(found)
        if isinstance(thing, Stream):
            _drop(thing, ELSEWHERE)
            _clean_photograph(thing)
    pdf.remove_unreferenced_resources()


def _settle_annotations(pdf: Pdf) -> None:
    """Links stay without the words beside them, what was filled in is drawn on its page, the rest is emptied.

    Emptied and not only taken away: the structure of the file may still lead there.
    """
    had = {item.objgen for item in pdf.objects if isinstance(item, Dictionary) and _is_annotation(item)}
    for page in pdf.pages:
        found = [item for item in page.obj.get("/Annots", Array()) if isinstance(item, Dictionary)]
        kept = [item for item in found if item.get("/Subtype") in ("/Link", "/Widget")]
        page.obj.Annots = Array([item for item in kept if not is_in_hidden_layer(pdf, item)])
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("all")
    links = set()
    for page in pdf.pages:
        mine = [item for item in page.obj.get("/Annots", Array()) if item.get("/Subtype") == "/Link"]
        for link in mine:
            _keep(link, OF_LINK)
            links.add(link.objgen)
        page.obj.Annots = Array(mine)
    for item in pdf.objects:
        if item.objgen in had - links:
            _keep(item, set())


def _is_annotation(item: Dictionary) -> bool:
    return item.get("/Type") == "/Annot" or ("/Rect" in item and "/Subtype" in item)


def _settle_action(holder: Any) -> None:
    """Of what happens on a press only a way to another place is left. What has no /S is no action."""
    action = holder.get("/A")
    if not isinstance(action, Dictionary) or "/S" not in action:
        return
    kind, address = action.get("/S"), str(action.get("/URI", ""))
    if kind == "/URI" and WEB.match(address):
        holder.A = Dictionary(S=Name.URI, URI=pikepdf.String(address))
    elif kind == "/GoTo" and "/D" in action:
        holder.A = Dictionary(S=Name.GoTo, D=action.D)
    else:
        del holder["/A"]


def _dictionaries(thing: Any, depth: int) -> Iterator[Any]:
    """Yield `thing` and what lies directly in it; what it only refers to is an object of its own."""
    if depth > _DEEPEST:
        raise ValueError("this file is nested too deeply")
    if isinstance(thing, Dictionary | Stream):
        yield thing
        inner = [value for _, value in thing.items()]
    else:
        inner = list(thing) if isinstance(thing, Array) else []
    for value in inner:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _dictionaries(value, depth + 1)


def _clean_photograph(stream: Stream) -> None:
    """Whatever a photograph is wrapped in is undone; it is written as a plain JPEG."""
    *around, last = filters_of(stream) or [""]
    if last not in _PHOTOGRAPH:
        return
    data, bounds = stream.read_raw_bytes(), Bounds()
    for name in around:
        data = undone(data, name, bounds)
    stream.write(without_camera(data), filter=Name.DCTDecode)


def _keep(holder: Any, names: set[str]) -> None:
    _drop(holder, [name for name in holder.keys() if name not in names])  # noqa: SIM118 (it is no mapping)


def _drop(holder: Any, names: Any) -> None:
    for name in names:
        if name in holder:
            del holder[name]
