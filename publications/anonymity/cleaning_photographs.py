"""A JPEG without what its camera wrote into it; its pixels stay as they are (R25)."""

from __future__ import annotations

import re

END = b"\xff\xd9"
_FILL, _LAST, _SCAN, _COMMENT, _FRAME = 0xFF, 0xD9, 0xDA, 0xFE, 0xE0
_SEGMENTS_OF_PROGRAMS = range(0xE0, 0xF0)
# Of what programs write only this has to do with colours: the profile, and how Adobe's programs wrote them.
_COLOURS = {0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_JFIF = b"JFIF\0"
# Resolution and units; a smaller picture may follow, and is cut.
_JFIF_BYTES = 12
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)


def without_camera(jpeg: bytes) -> bytes:
    """Return a JPEG without comments, without what follows its end, and of programs' segments only what colours need.

    ValueError when it is none.
    """
    if not jpeg.startswith(b"\xff\xd8"):
        raise ValueError("a photograph in it cannot be read")
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[at] == _FILL and jpeg[at + 1] != _LAST:
        if jpeg[at + 1] == _FILL:
            at += 1
            continue
        end = _end_of_segment(jpeg, at)
        kept.append(_cleaned(jpeg[at:end]))
        at = end
    return b"".join([*kept, END])


def _end_of_segment(jpeg: bytes, at: int) -> int:
    end = at + 2 + max(int.from_bytes(jpeg[at + 2 : at + 4], "big"), 2)
    if jpeg[at + 1] != _SCAN:
        return end
    found = _MARKER.search(jpeg, end)
    return found.start() if found else len(jpeg)


def _cleaned(segment: bytes) -> bytes:
    marker, said = segment[1], segment[4:]
    if marker == _FRAME and said.startswith(_JFIF):
        kept = said[:_JFIF_BYTES].ljust(_JFIF_BYTES, b"\0") + b"\0\0"
        return segment[:2] + (len(kept) + 2).to_bytes(2, "big") + kept
    is_colours = marker in _COLOURS and said.startswith(_COLOURS[marker])
    is_told = marker == _COMMENT or (marker in _SEGMENTS_OF_PROGRAMS and not is_colours)
    return b"" if is_told else segment
