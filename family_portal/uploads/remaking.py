"""Files made anew: what is read of a document is written again, and nothing else of it is kept.

Pure: no Django, no database, no disk. It runs in a process of its own (`apart`), which gets the file on its standard
input and answers with a line of JSON and the new file on its standard output.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
import unicodedata
from dataclasses import dataclass

from PIL import Image, ImageOps

from family_portal.uploads.scrubbing import remade_pdf
from family_portal.uploads.why import MOST_BYTES, MOST_PIXELS, Unfit

MEMORY, SECONDS = 2_500_000_000, 60
_HEIC_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis")
_MARKUP = re.compile(
    r"<\s*(!doctype|!--|\?xml|/?(html|head|body|script|svg|iframe|meta|style|object|embed|img)\b)", re.I
)
_PICTURES = {"JPEG", "MPO", "WEBP", "HEIF"}


@dataclass(frozen=True)
class Remade:
    """What is kept: its kind (pdf, jpeg, png or text) and its bytes."""

    kind: str
    content: bytes


def remake(content: bytes) -> Remade:
    """Return the file anew. Raises Unfit, with a code of `why.REASONS`."""
    if not content:
        raise Unfit("empty")
    if len(content) > MOST_BYTES:
        raise Unfit("large")
    if content.startswith(b"%PDF-"):
        return Remade("pdf", remade_pdf(content))
    if _is_picture(content):
        return _remade_picture(content)
    return Remade("text", _remade_text(content))


def _is_picture(content: bytes) -> bool:
    starts = content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    return starts or is_webp or (content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS)


def _remade_picture(content: bytes) -> Remade:
    image, is_photograph = _opened(content)
    kind = "jpeg" if is_photograph and image.mode == "RGB" else "png"
    written = io.BytesIO()
    image.save(written, kind.upper(), **({"quality": 90} if kind == "jpeg" else {}))
    return Remade(kind, written.getvalue())


def _opened(content: bytes) -> tuple[Image.Image, bool]:
    """Return the pixels, turned upright, and whether they came from a format for photographs."""
    _know_heic()
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP", "HEIF"]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Unfit("pixels")
            image.load()
            turned = ImageOps.exif_transpose(image)
            pixels = turned.convert("RGBA" if turned.has_transparency_data else "RGB")
            # Left in place, these would be written out again: place, time, camera, comments.
            pixels.info.clear()
            return pixels, image.format in _PICTURES
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unfit("pixels") from None
    except (OSError, SyntaxError, ValueError, EOFError, TypeError, KeyError, IndexError, RuntimeError):
        raise Unfit("broken") from None


def _know_heic() -> None:
    import pillow_heif

    pillow_heif.register_heif_opener(thumbnails=False)


def _remade_text(content: bytes) -> bytes:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unfit("kind") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("{\\rtf") or _MARKUP.search(text) or any(map(_is_control, text)):
        raise Unfit("kind")
    return text.encode()


def _is_control(character: str) -> bool:
    return unicodedata.category(character) == "Cc" and character not in "\n\t\f"


def answer() -> None:
    """Remake what comes on standard input, within bounds of time and memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What a family gave is never written to a disk in clear.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        made = remake(sys.stdin.buffer.read())
    except Unfit as unfit:
        sys.stdout.buffer.write(json.dumps({"unfit": unfit.code}).encode() + b"\n")
        return
    sys.stdout.buffer.write(json.dumps({"kind": made.kind}).encode() + b"\n" + made.content)


if __name__ == "__main__":
    answer()
