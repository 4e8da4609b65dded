"""Which pieces of text on a page may be hidden, by where they lie and what lies over them."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pypdfium2 import raw

from anonymity.documents.pdf.drawing import Box, Colour, Drawing, Drawn, matrix_of

BAND = 40.0
TINY_POINTS = 2.5
NEARLY_OPAQUE = 215
NEARLY_CLEAR = 13
SAME_COLOUR = 40
WHITE: Colour = (255, 255, 255, 255)
UNSEEN_MODES = (3, 7)


@dataclass
class Suspect:
    """A piece of text with the reason why it may be hidden, and what may cover it."""

    text: Drawn
    reason: str = ""
    covers: list[Drawn] = field(default_factory=list)


def suspects(drawing: Drawing, media: Box, crop: Box) -> list[Suspect]:
    """The texts that need a closer look, in the order in which they are drawn."""
    bands = banded(drawing.fills)
    found = (suspected(text, bands, media, crop) for text in drawing.texts)
    return [suspect for suspect in found if suspect.reason or suspect.covers]


def banded(fills: list[Drawn]) -> dict[int, list[Drawn]]:
    """The fills by the horizontal bands of the page that they touch, so that few are compared."""
    bands: dict[int, list[Drawn]] = defaultdict(list)
    for fill in fills:
        low, high = (int(max(-2000.0, min(20_000.0, y)) // BAND) for y in (fill.box[1], fill.box[3]))
        for band in range(low, high + 1):
            bands[band].append(fill)
    return bands


def suspected(text: Drawn, bands: dict[int, list[Drawn]], media: Box, crop: Box) -> Suspect:
    """One text with what may hide it."""
    near = list(fills_near(text.box, bands))
    covers = [fill for fill in near if fill.order > text.order and may_cover(fill, text.box)]
    return Suspect(text, reason_of(text, near, media, crop), covers)


def fills_near(box: Box, bands: dict[int, list[Drawn]]) -> Iterator[Drawn]:
    """The fills in the bands of a box, each once."""
    low, high = (int(max(-2000.0, min(20_000.0, y)) // BAND) for y in (box[1], box[3]))
    if low == high:
        return iter(bands.get(low, ()))
    return iter({id(fill): fill for band in range(low, high + 1) for fill in bands.get(band, ())}.values())


def may_cover(fill: Drawn, box: Box) -> bool:
    """The fill lets nothing through and lies over a good part of the box's height."""
    if fill.colour is not None and fill.colour[3] < NEARLY_OPAQUE:
        return False
    left, bottom, right, top = overlap(fill.box, box)
    return right - left > 1 and top - bottom > 0.4 * (box[3] - box[1])


def overlap(a: Box, b: Box) -> Box:
    """The box that two boxes share; its right may be less than its left."""
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def reason_of(text: Drawn, near: list[Drawn], media: Box, crop: Box) -> str:
    """Why a text may be hidden, apart from what covers it; empty when there is no reason."""
    if text.mode in UNSEEN_MODES or (text.colour is not None and text.colour[3] < NEARLY_CLEAR):
        return "invisible"
    if is_outside(text.box, media):
        return "off page"
    if is_outside(text.box, crop):
        return "cropped"
    if is_tiny(text):
        return "tiny"
    if text.in_layer:
        return "layer"
    if text.clip is not None and is_outside(text.box, text.clip):
        return "clipped"
    return reason_in_colour(text, near)


def is_outside(box: Box, frame: Box) -> bool:
    """The middle of a box lies outside a frame, or a good part of it does."""
    left, bottom, right, top = overlap(box, frame)
    area = (box[2] - box[0]) * (box[3] - box[1])
    return max(0.0, right - left) * max(0.0, top - bottom) < 0.75 * area


def is_tiny(text: Drawn) -> bool:
    """The letters are too small to be read."""
    if min(text.box[3] - text.box[1], text.box[2] - text.box[0]) >= 2 * TINY_POINTS:
        return False
    return 0 < size_of(text) < TINY_POINTS


def size_of(text: Drawn) -> float:
    """The size of the letters in points."""
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(text.handle, size)
    a, b, c, d, _, _ = matrix_of(text.handle)
    return abs(size.value) * text.scale * max((c * c + d * d) ** 0.5, (a * a + b * b) ** 0.5)


def reason_in_colour(text: Drawn, near: list[Drawn]) -> str:
    """The text has the colour of what it is written on."""
    if text.colour is None:
        return ""
    x, y = (text.box[0] + text.box[2]) / 2, (text.box[1] + text.box[3]) / 2
    under = [f for f in near if f.order < text.order and f.box[0] <= x <= f.box[2] and f.box[1] <= y <= f.box[3]]
    ground = max(under, key=lambda fill: fill.order).colour if under else WHITE
    if ground is None or max(abs(a - b) for a, b in zip(text.colour[:3], ground[:3], strict=True)) > SAME_COLOUR:
        return ""
    return "same colour" if max(ground[:3]) < 200 else "white"
