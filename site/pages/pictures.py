"""The public copy of a picture: turned upright, no larger than needed, nothing but pixels (R25)."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

from pages.typesetting.images import prepare_picture

MIMES = {"jpg": "image/jpeg", "png": "image/png"}


@dataclass(frozen=True)
class PublicPicture:
    data: bytes
    suffix: str
    mime: str
    width: int
    height: int


def public_picture(data: bytes) -> PublicPicture:
    """Return the public copy of an image file; TypesettingError when it is damaged, unknown or too large."""
    picture = prepare_picture(data)
    with Image.open(io.BytesIO(picture.data)) as image:
        width, height = image.size
    return PublicPicture(picture.data, f".{picture.suffix}", MIMES[picture.suffix], width, height)
