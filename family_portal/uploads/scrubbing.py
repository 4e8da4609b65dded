"""A PDF made anew from its pages: no script, no action, no file within the file, nothing that tells who wrote it.

What somebody typed into a form or drew on a page becomes part of the page.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf

from family_portal.uploads.why import MOST_BYTES, MOST_PAGES, Unfit

MOST_MEMORY = 150_000_000
_PIECE = 1 << 20
# On pages, pictures and whatever they use: what acts, what names other files, and what tells of the making.
UNWANTED = [
    "/AA", "/OpenAction", "/JS", "/JavaScript", "/Annots", "/AF", "/EF", "/Ref", "/OPI", "/Alternates", "/VP",
    "/PresSteps", "/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/StructParents", "/StructParent", "/B",
    "/Tabs", "/Trans", "/Dur", "/SeparationInfo", "/Measure", "/PtData",
]  # fmt: skip
ELSEWHERE = ["/F", "/FFilter", "/FDecodeParms"]
# Of a JPEG: the picture itself, its colours, and nothing of the camera. APP0, APP2 (colours), APP14 (colours).
_KEPT_SEGMENTS = {0xE0, 0xE2, 0xEE}
_DEEPEST = 50


def remade_pdf(content: bytes) -> bytes:
    """Return the pages of a PDF as a new one. Raises Unfit."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MOST_MEMORY,
        run_length_max_memory=MOST_MEMORY,
        png_max_memory=MOST_MEMORY,
        tiff_max_memory=MOST_MEMORY,
        dct_max_memory=MOST_MEMORY,
        parser_max_nesting=200,
    )
    try:
        with pikepdf.Pdf.open(io.BytesIO(content), suppress_warnings=True) as old:
            return _pages_of(old)
    except pikepdf.PasswordError:
        raise Unfit("locked") from None
    except (pikepdf.PdfError, OSError, ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        raise Unfit("broken") from None


def _pages_of(old: pikepdf.Pdf) -> bytes:
    if old.is_encrypted:
        raise Unfit("locked")
    if len(old.pages) > MOST_PAGES:
        raise Unfit("pages")
    if not len(old.pages):
        raise Unfit("broken")
    old.generate_appearance_streams()
    old.flatten_annotations("all")
    written = io.BytesIO()
    with pikepdf.new() as new:
        new.pages.extend(old.pages)
        for thing in new.objects:
            _clean(thing)
        new.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def _clean(thing: Any) -> None:
    for found in _dictionaries(thing, 0):
        for name in UNWANTED:
            if name in found:
                del found[name]
    if isinstance(thing, pikepdf.Stream):
        for name in ELSEWHERE:
            if name in thing:
                del thing[name]
        _refuse_bomb(thing)
        _clean_photograph(thing)


def _dictionaries(thing: Any, depth: int) -> Iterator[Any]:
    """Yield `thing` and what lies directly in it; what it only refers to is an object of its own."""
    if depth > _DEEPEST:
        raise Unfit("broken")
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield thing
        inner = [value for name, value in thing.items() if name != "/Parent"]
    else:
        inner = list(thing) if isinstance(thing, pikepdf.Array) else []
    for value in inner:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _dictionaries(value, depth + 1)


def _filters(stream: Any) -> list[str]:
    filters = stream.get("/Filter")
    return [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]


def _refuse_bomb(stream: Any) -> None:
    names = _filters(stream)
    if names.count("/FlateDecode") > 1:
        raise Unfit("broken")
    if names[0] == "/FlateDecode" and _unpacks_to_too_much(stream.read_raw_bytes()):
        raise Unfit("large")


def _unpacks_to_too_much(raw: bytes) -> bool:
    unpacking, left = zlib.decompressobj(), MOST_MEMORY
    while raw and left >= 0:
        try:
            left -= len(unpacking.decompress(raw, _PIECE))
        except zlib.error:
            # What cannot be unpacked is not shown by anybody either.
            return False
        raw = unpacking.unconsumed_tail
    return left < 0


def _clean_photograph(stream: Any) -> None:
    names = _filters(stream)
    raw = stream.read_raw_bytes() if names[-1:] == ["/DCTDecode"] else b""
    if names == ["/FlateDecode", "/DCTDecode"]:
        raw = zlib.decompressobj().decompress(raw, MOST_BYTES)
    elif names != ["/DCTDecode"]:
        return
    stream.write(without_segments(raw), filter=pikepdf.Name("/DCTDecode"))


def without_segments(jpeg: bytes) -> bytes:
    """Return a JPEG without its comments and application segments, but for those that its colours need."""
    kept, position = [jpeg[:2]], 2
    while position + 4 <= len(jpeg) and jpeg[position] == 0xFF and jpeg[position + 1] != 0xDA:
        marker, length = jpeg[position + 1], int.from_bytes(jpeg[position + 2 : position + 4], "big")
        is_told = marker == 0xFE or (0xE0 <= marker <= 0xEF and marker not in _KEPT_SEGMENTS)
        kept += [] if is_told else [jpeg[position : position + 2 + length]]
        position += 2 + max(length, 2)
    return b"".join([*kept, jpeg[position:]])
