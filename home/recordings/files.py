"""What a file of sound or film is, by what it holds and never by its name."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from home.models import MediaKind
from home.recordings.refusals import NotARecording, SaysWhere, TooLarge

MOST_MEGABYTES = 50
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
# What tells about an MP4 file lies here; a larger one is no recording of a leaflet.
MOST_ABOUT_IT = 8 * 1024 * 1024
MOST_BOXES = 10_000

TYPES = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".weba": "audio/webm",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
}
SUFFIXES = {
    MediaKind.AUDIO: {"mp3": ".mp3", "mp4": ".m4a", "ogg": ".ogg", "webm": ".weba"},
    MediaKind.BSL: {"mp4": ".mp4", "webm": ".webm"},
}
KINDS = {MediaKind.AUDIO: "MP3, M4A, OGG or WebM", MediaKind.BSL: "MP4 or WebM"}

_BEGINNING = 64
_BRANDS = {
    *(b"isom", b"mp41", b"mp42", b"avc1", b"M4A ", b"M4V ", b"dash", b"MSNV"),
    *(b"iso%d" % number for number in range(2, 10)),
}
_ABOUT_IT = {b"moov", b"meta", b"udta", b"uuid"}
_PLACES = (b"\xa9xyz", b"loci", b"com.apple.quicktime.location", b"GPSLatitude")


def suffix_for(kind: str, file: BinaryIO, size: int) -> str:
    """Return the ending for `file` as a recording of `kind` (a MediaKind), like ".mp3".

    Raises NotARecording, TooLarge, or SaysWhere for one that carries the place of its making (R25).
    """
    if size > MOST_BYTES:
        raise TooLarge(MOST_MEGABYTES)
    file.seek(0)
    container = _container(file.read(_BEGINNING))
    if container not in SUFFIXES[kind]:
        raise NotARecording(KINDS[kind])
    if container == "mp4" and _says_where(file, size):
        raise SaysWhere
    file.seek(0)
    return SUFFIXES[kind][container]


def _container(start: bytes) -> str:
    if start[4:8] == b"ftyp":
        return "mp4" if start[8:12] in _BRANDS else ""
    if start.startswith(b"OggS"):
        return "ogg"
    if start.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm" if b"webm" in start else ""
    return "mp3" if start.startswith(b"ID3") or _is_mpeg_frame(start) else ""


def _is_mpeg_frame(start: bytes) -> bool:
    # Eleven bits of synchronisation, a layer, and neither a bit rate nor a sampling rate that is not one.
    if len(start) < 3 or start[0] != 0xFF or start[1] & 0xE0 != 0xE0:
        return False
    return start[1] & 0x18 != 0x08 and start[1] & 0x06 != 0 and start[2] & 0xF0 != 0xF0 and start[2] & 0x0C != 0x0C


def _says_where(file: BinaryIO, size: int) -> bool:
    told = [(start, length) for name, start, length in _boxes(file, size) if name in _ABOUT_IT]
    if not told or sum(length for _start, length in told) > MOST_ABOUT_IT:
        raise NotARecording(KINDS[MediaKind.BSL])
    return any(place in _read(file, start, length) for start, length in told for place in _PLACES)


def _read(file: BinaryIO, start: int, length: int) -> bytes:
    file.seek(start)
    return file.read(length)


def _boxes(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int, int]]:
    place = 0
    for _number in range(MOST_BOXES):
        file.seek(place)
        head = file.read(16)
        if len(head) < 8:
            return
        length, name = struct.unpack(">I4s", head[:8])
        if length == 1 and len(head) == 16:
            length = struct.unpack(">Q", head[8:])[0]
        length = length or size - place
        if length < 8:
            return
        yield name, place, min(length, size - place)
        place += length
