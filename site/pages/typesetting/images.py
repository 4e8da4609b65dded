"""Pictures made fit to print: checked, turned upright, scaled down and stripped of everything but pixels."""

from __future__ import annotations

import io
from dataclasses import dataclass
from math import ceil

from PIL import Image, ImageOps

from pages.typesetting.printable import TypesettingError

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2000
WIDEST_MM, TALLEST_MM = 166, 180
_DOTS_PER_MM = 150 / 25.4
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_TOO_LARGE = "An image is too large: it may have up to 40 million pixels."


@dataclass(frozen=True)
class Picture:
    """A picture's bytes with no metadata, the ending of its file name, and its printed width in mm."""

    data: bytes
    suffix: str
    width_mm: float


def prepare_picture(data: bytes) -> Picture:
    """Re-encode PNG, JPEG, GIF or WebP bytes; of an animation, the first frame.

    Raises TypesettingError for any other format, a damaged file, or over MOST_PIXELS.
    """
    photograph, image = _opened(data)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # Left in place, these would be written out again: comments, profiles, a camera's text.
    image.info.clear()
    suffix = "jpg" if photograph and image.mode == "RGB" else "png"
    return Picture(_encoded(image, suffix), suffix, _width_mm(*image.size))


def _opened(data: bytes) -> tuple[bool, Image.Image]:
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise TypesettingError(_TOO_LARGE)
            return image.format in ("JPEG", "WEBP"), _upright(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise TypesettingError(_TOO_LARGE) from None
    except (OSError, SyntaxError, ValueError, EOFError):
        raise TypesettingError("An image cannot be read. It may be damaged, or not a picture.") from None


def _upright(image: Image.Image) -> Image.Image:
    image.load()
    turned = ImageOps.exif_transpose(image)
    return turned.convert("RGBA" if turned.has_transparency_data else "RGB")


def _encoded(image: Image.Image, suffix: str) -> bytes:
    written = io.BytesIO()
    if suffix == "jpg":
        image.save(written, "JPEG", quality=88)
    else:
        image.save(written, "PNG")
    return written.getvalue()


def _width_mm(width: int, height: int) -> float:
    natural = min(width / _DOTS_PER_MM, WIDEST_MM, TALLEST_MM * width / height)
    return ceil(natural * 100) / 100
