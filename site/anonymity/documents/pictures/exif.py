"""Reads EXIF: every text in it, and where the picture was taken."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from anonymity.documents.collecting import Gathered
from anonymity.documents.pictures.iptc import read_iptc
from anonymity.documents.pictures.xmp import read_xmp
from anonymity.documents.text import carved, decoded

NAMES = {
    0x010D: "document name", 0x010E: "description", 0x010F: "maker", 0x0110: "model", 0x011D: "page name",
    0x0131: "software", 0x013B: "artist", 0x013C: "host computer", 0x8298: "copyright", 0x9286: "user comment",
    0x9C9B: "title", 0x9C9C: "comment", 0x9C9D: "author", 0x9C9E: "keywords", 0x9C9F: "subject",
    0xA004: "sound file", 0xA430: "camera owner", 0xA431: "serial number", 0xA434: "lens", 0x927C: "maker note",
    0x9003: "date taken", 0x9004: "date digitised", 0x0132: "date changed", 0xA420: "image id",
}  # fmt: skip
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}
POINTERS = {0x8769, 0x8825, 0xA005, 0x014A}
WIDE = range(0x9C9B, 0x9CA0)
DATES = {0x9003, 0x9004, 0x0132}
GPS, MAKER_NOTE, USER_COMMENT, XMP, IPTC = 0x8825, 0x927C, 0x9286, 0x02BC, 0x83BB
COMMENT_CODES = {b"UNICODE\0": "utf-16", b"ASCII\0\0\0": "utf-8", b"JIS\0\0\0\0\0": "iso2022_jp"}
MAX_ENTRIES = 5000
MAX_TABLES = 60


@dataclass(frozen=True)
class Entry:
    """One entry of a table of EXIF. table is the tag that pointed to it, 0 for the picture's own."""

    table: int
    tag: int
    kind: int
    data: bytes


def entries(data: bytes) -> Iterator[Entry]:
    """The entries of all tables, each table once."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None or len(data) < 8:
        return
    waiting, done = [(0, struct.unpack_from(order + "I", data, 4)[0])], set[int]()
    while waiting and len(done) < MAX_TABLES:
        table, offset = waiting.pop()
        if offset in done or offset + 2 > len(data):
            continue
        done.add(offset)
        count = min(struct.unpack_from(order + "H", data, offset)[0], MAX_ENTRIES)
        for index in range(count):
            yield from entry_at(data, order, table, offset + 2 + 12 * index, waiting)
        after = offset + 2 + 12 * count
        if table == 0 and after + 4 <= len(data):
            waiting.append((table, struct.unpack_from(order + "I", data, after)[0]))


def entry_at(data: bytes, order: str, table: int, at: int, waiting: list[tuple[int, int]]) -> Iterator[Entry]:
    """One entry, or the table that it points to, which is put on the list."""
    if at + 12 > len(data):
        return
    tag, kind, count = struct.unpack_from(order + "HHI", data, at)
    length = SIZES.get(kind, 1) * count
    start = at + 8 if length <= 4 else struct.unpack_from(order + "I", data, at + 8)[0]
    if tag in POINTERS:
        offsets = min(count, 8) if length > 4 else 1
        step = (start if length > 4 else at + 8) if kind in (4, 13) else at + 8
        if step + 4 * offsets <= len(data):
            waiting.extend((tag, struct.unpack_from(order + "I", data, step + 4 * i)[0]) for i in range(offsets))
    else:
        yield Entry(table, tag, kind, data[start : start + length])


def read_exif(data: bytes, into: Gathered) -> None:
    """Say the texts of EXIF (or of a TIFF file); a position is a fault of its own."""
    order = "<" if data[:2] == b"II" else ">"
    position: dict[int, bytes] = {}
    for entry in entries(data):
        if entry.table == GPS:
            position[entry.tag] = entry.data
        elif entry.tag == XMP:
            read_xmp(entry.data, "XMP metadata of a picture", into)
        elif entry.tag == IPTC:
            read_iptc(entry.data, into)
        elif entry.tag not in DATES:
            name = NAMES.get(entry.tag, f"tag {entry.tag:#06x}")
            into.say(f"picture metadata, EXIF {name}", text_of(entry))
    read_position(position, order, into)


def text_of(entry: Entry) -> str:
    """What an entry says in letters; nothing for numbers."""
    if entry.tag in WIDE:
        return entry.data.decode("utf-16-le", "replace").rstrip("\x00")
    if entry.tag == USER_COMMENT or entry.data[:8] in COMMENT_CODES:
        return user_comment(entry.data)
    if entry.kind in (2, 129):
        return decoded(entry.data.replace(b"\x00", b" ")).strip()
    if entry.kind in (1, 7):
        return "\n".join(carved(entry.data))
    return ""


def user_comment(data: bytes) -> str:
    """A comment in the letters that its first eight bytes name."""
    code, body = data[:8], data[8:]
    if code == b"UNICODE\0" and body[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return body.decode("utf-16-be" if body[:1] == b"\x00" else "utf-16-le", "replace")
    return body.decode(COMMENT_CODES[code], "replace") if code in COMMENT_CODES else decoded(data)


def read_position(position: dict[int, bytes], order: str, into: Gathered) -> None:
    """Say the words of a position, and blame the picture for telling where it was taken."""
    for tag, data in position.items():
        if tag not in (1, 3, 12, 14, 16, 19, 21, 23, 25):
            into.say("picture metadata, EXIF GPS", "\n".join(carved(data)))
    if not {2, 4} & set(position):
        return
    place = ", ".join(
        f"{degrees(position.get(tag, b''), order):.1f} {position.get(tag - 1, b'')[:1].decode('ascii', 'replace')}"
        for tag in (2, 4)
    )
    message = f"The picture says where it was taken: near {place}."
    into.blame("gps", "review", "picture metadata, EXIF GPS", message, place)


def degrees(data: bytes, order: str) -> float:
    """Degrees from degrees, minutes and seconds; 0 when there are none."""
    total = 0.0
    for index, share in enumerate((1, 60, 3600)):
        if len(data) >= 8 * index + 8:
            above, below = struct.unpack_from(order + "II", data, 8 * index)
            total += above / below / share if below else 0
    return total
