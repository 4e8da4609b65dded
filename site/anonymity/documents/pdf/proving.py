"""Proves by drawing the page with and without a text whether its letters can be seen."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageChops

from anonymity.documents.pdf.drawing import Box
from anonymity.documents.pdf.suspecting import Suspect

MOST_PIXELS = 3_000_000
SEEN_DIFFERENCE = 32
FINE = 1_000_000


@dataclass
class Proof:
    """The difference that the suspected texts make on the page."""

    difference: Image.Image
    across: tuple[float, float, float]
    down: tuple[float, float, float]

    def shows(self, box: Box) -> bool:
        """Whether the text within a box, in points, leaves any trace on the page."""
        corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs = [self.across[0] * x + self.across[1] * y + self.across[2] for x, y in corners]
        ys = [self.down[0] * x + self.down[1] * y + self.down[2] for x, y in corners]
        frame = (int(min(xs)), int(min(ys)), int(max(xs)) + 1, int(max(ys)) + 1)
        piece = self.difference.crop(frame)
        return piece.getextrema()[1] > SEEN_DIFFERENCE  # type: ignore[operator,index]


def proof_of(page: pdfium.PdfPage, suspected: list[Suspect]) -> Proof:
    """Draw the page twice: as it is, and without the suspected texts."""
    width, height = page.get_size()
    scale = min(1.5, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    whole = drawn(page, scale)
    for suspect in suspected:
        raw.FPDFPageObj_SetIsActive(suspect.text.handle, False)
    without = drawn(page, scale)
    for suspect in suspected:
        raw.FPDFPageObj_SetIsActive(suspect.text.handle, True)
    difference = largest_difference(whole, without)
    across, down = axes(page, *difference.size)
    return Proof(difference, across, down)


def drawn(page: pdfium.PdfPage, scale: float) -> Image.Image:
    """The page with its annotations as a picture of its own."""
    bitmap = page.render(scale=scale, may_draw_forms=False)
    picture = bitmap.to_pil().convert("RGB")
    bitmap.close()
    return picture


def largest_difference(a: Image.Image, b: Image.Image) -> Image.Image:
    """The greatest difference of any colour at each pixel."""
    red, green, blue = ImageChops.difference(a, b).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def axes(page: pdfium.PdfPage, width: int, height: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """How points of the page become pixels: factors of x, of y, and what is added, across and down."""
    (x0, y0), (x1, y1), (x2, y2) = (on_device(page, x, y) for x, y in ((0, 0), (100, 0), (0, 100)))
    across = tuple(v * width / FINE for v in ((x1 - x0) / 100, (x2 - x0) / 100, x0))
    down = tuple(v * height / FINE for v in ((y1 - y0) / 100, (y2 - y0) / 100, y0))
    return across, down


def on_device(page: pdfium.PdfPage, x: float, y: float) -> tuple[int, int]:
    """A point of the page in millionths of its shown width and height."""
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page.raw, 0, 0, FINE, FINE, 0, x, y, across, down)
    return across.value, down.value
