"""What is drawn on a PDF page, in the order in which it is drawn."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Literal

import pypdfium2 as pdfium
import pypdfium2.raw as raw

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points
Colour = tuple[int, int, int, int]
Matrix = tuple[float, float, float, float, float, float]
Kind = Literal["text", "box", "line", "picture", "shading", "annotation", "redaction mark"]

UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)
MAX_NESTED_FORMS = 12
MAX_DRAWN = 100_000
SMALLEST_COVER = 3.0
COVERING_ANNOTATIONS = {
    raw.FPDF_ANNOT_REDACT, raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_CIRCLE, raw.FPDF_ANNOT_POLYGON, raw.FPDF_ANNOT_INK,
    raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_LINE, raw.FPDF_ANNOT_POLYLINE, raw.FPDF_ANNOT_STAMP,
    raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_UNDERLINE,
}  # fmt: skip


@dataclass
class Drawn:
    """One thing drawn: its place in the order, the box it takes up and its colour (None when not plain).

    scale is how much larger or smaller the form around it draws it.
    """

    order: int
    kind: Kind
    box: Box
    colour: Colour | None = None
    handle: object = None
    mode: int = 0
    in_layer: bool = False
    clip: Box | None = None
    scale: float = 1.0

    @property
    def address(self) -> int:
        return address_of(self.handle)


@dataclass
class Drawing:
    """A page's texts, and all that may lie over or under them."""

    texts: list[Drawn] = field(default_factory=list)
    fills: list[Drawn] = field(default_factory=list)
    count: int = 0


def address_of(handle: object) -> int:
    """The number by which an object of the page is known."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def drawing_of(page: pdfium.PdfPage, *, has_layers: bool) -> Drawing:
    """Everything drawn on the page, then its annotations, which lie over it."""
    drawing = Drawing()
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        look_at(raw.FPDFPage_GetObject(page.raw, index), drawing, UNMOVED, has_layers, 0)
    add_annotations(page, drawing)
    return drawing


def look_at(handle: object, drawing: Drawing, matrix: Matrix, has_layers: bool, depth: int) -> None:
    """Add an object, and for a form what is drawn in it."""
    drawing.count += 1
    kind = raw.FPDFPageObj_GetType(handle)
    if drawing.count > MAX_DRAWN:
        return
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_NESTED_FORMS:
        moved = combined(matrix_of(handle), matrix)
        for index in range(raw.FPDFFormObj_CountObjects(handle)):
            look_at(raw.FPDFFormObj_GetObject(handle, index), drawing, moved, has_layers, depth + 1)
    elif kind == raw.FPDF_PAGEOBJ_TEXT:
        drawing.texts.append(text_drawn(handle, drawing.count, matrix, has_layers))
    elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
        add_fill(handle, kind, drawing, matrix)


def text_drawn(handle: object, order: int, matrix: Matrix, has_layers: bool) -> Drawn:
    """A piece of text with its colour, manner of drawing and clip."""
    return Drawn(
        order,
        "text",
        box_of(handle, matrix),
        colour_of(handle, raw.FPDFPageObj_GetFillColor),
        handle,
        raw.FPDFTextObj_GetTextRenderMode(handle),
        has_layers and is_marked_as_layer(handle),
        clip_of(handle, matrix),
        abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5,
    )


def add_fill(handle: object, kind: int, drawing: Drawing, matrix: Matrix) -> None:
    """Add a filled path, a thick line, a picture or a shading that is large enough to hide a letter."""
    box = box_of(handle, matrix)
    if box[2] - box[0] < SMALLEST_COVER or box[3] - box[1] < SMALLEST_COVER:
        return
    if kind == raw.FPDF_PAGEOBJ_PATH:
        add_path(handle, box, drawing)
    else:
        named: Kind = "picture" if kind == raw.FPDF_PAGEOBJ_IMAGE else "shading"
        drawing.fills.append(Drawn(drawing.count, named, box, None, handle))


def add_path(handle: object, box: Box, drawing: Drawing) -> None:
    """Add a path as a box when it is filled, as a line when it is stroked thickly."""
    filled, stroked, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    raw.FPDFPath_GetDrawMode(handle, filled, stroked)
    if filled.value:
        colour = colour_of(handle, raw.FPDFPageObj_GetFillColor)
        drawing.fills.append(Drawn(drawing.count, "box", box, colour, handle))
    elif stroked.value and raw.FPDFPageObj_GetStrokeWidth(handle, width) and width.value >= SMALLEST_COVER:
        colour = colour_of(handle, raw.FPDFPageObj_GetStrokeColor)
        drawing.fills.append(Drawn(drawing.count, "line", box, colour, handle))


def add_annotations(page: pdfium.PdfPage, drawing: Drawing) -> None:
    """Add the annotations that can hide what lies under them."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), 5000)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        subtype, rectangle = raw.FPDFAnnot_GetSubtype(annotation), raw.FS_RECTF()
        if subtype in COVERING_ANNOTATIONS and raw.FPDFAnnot_GetRect(annotation, rectangle):
            drawing.count += 1
            kind: Kind = "redaction mark" if subtype == raw.FPDF_ANNOT_REDACT else "annotation"
            drawing.fills += [Drawn(drawing.count, kind, box) for box in marked_boxes(annotation, rectangle)]
        raw.FPDFPage_CloseAnnot(annotation)


def marked_boxes(annotation: object, rectangle: raw.FS_RECTF) -> list[Box]:
    """The stretches of text that an annotation marks, or its whole rectangle."""
    quads = []
    for index in range(min(raw.FPDFAnnot_CountAttachmentPoints(annotation), 1000)):
        quad = raw.FS_QUADPOINTSF()
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, index, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            quads.append((min(xs), min(ys), max(xs), max(ys)))
    ys = sorted((rectangle.bottom, rectangle.top))
    return quads or [(rectangle.left, ys[0], rectangle.right, ys[1])]


def box_of(handle: object, matrix: Matrix) -> Box:
    """The box of an object in the page's own points."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    box = (left.value, bottom.value, right.value, top.value)
    return box if matrix is UNMOVED else moved_box(box, matrix)


def moved_box(box: Box, matrix: Matrix) -> Box:
    """The upright box around a moved box."""
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def colour_of(handle: object, getter: object) -> Colour | None:
    """Red, green, blue and opacity, each 0 to 255; None for patterns."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not getter(handle, *parts):  # type: ignore[operator]
        return None
    return parts[0].value, parts[1].value, parts[2].value, parts[3].value


def matrix_of(handle: object) -> Matrix:
    """The matrix of an object."""
    m = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(handle, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def combined(first: Matrix, then: Matrix) -> Matrix:
    """One matrix after another."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def is_marked_as_layer(handle: object) -> bool:
    """The object belongs to optional content."""
    length = ctypes.c_ulong()
    name = (ctypes.c_ushort * 8)()
    for index in range(min(raw.FPDFPageObj_CountMarks(handle), 20)):
        mark = raw.FPDFPageObj_GetMark(handle, index)
        if raw.FPDFPageObjMark_GetName(mark, name, 16, length) and bytes(name)[:6] == b"O\x00C\x00\x00\x00":
            return True
    return False


def clip_of(handle: object, matrix: Matrix) -> Box | None:
    """The rectangle that the last clip leaves; None when there is no clip, or one of another shape."""
    clip = raw.FPDFPageObj_GetClipPath(handle)
    paths = raw.FPDFClipPath_CountPaths(clip) if clip else 0
    if paths < 1 or raw.FPDFClipPath_CountPathSegments(clip, paths - 1) not in (4, 5):
        return None
    points = []
    for index in (0, 2):
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, paths - 1, index), x, y)
        points.append((x.value, y.value))
    (x0, y0), (x1, y1) = points
    return moved_box((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), matrix)
