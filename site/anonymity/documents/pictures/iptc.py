"""Reads IPTC captions, keywords and names (IIM), bare or within Photoshop's records."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from anonymity.documents.collecting import Gathered
from anonymity.documents.text import decoded

NAMES = {
    5: "object name", 25: "keyword", 40: "instructions", 80: "author", 85: "author's title", 90: "city",
    92: "place", 95: "county", 101: "country", 105: "headline", 110: "credit", 115: "source", 116: "copyright",
    118: "contact", 120: "caption", 122: "caption writer",
}  # fmt: skip
MARK = b"8BIM"
MAX_RECORDS = 5000


def photoshop_records(data: bytes) -> Iterator[tuple[int, str, bytes]]:
    """The number, name and contents of each of Photoshop's records."""
    at = data.find(MARK)
    for _ in range(MAX_RECORDS):
        if at < 0 or data[at : at + 4] != MARK or at + 7 > len(data):
            return
        number, length = struct.unpack_from(">HB", data, at + 4)
        name = data[at + 7 : at + 7 + length].decode("latin-1")
        start = at + 6 + (1 + length + (1 + length) % 2)
        if start + 4 > len(data):
            return
        (size,) = struct.unpack_from(">I", data, start)
        yield number, name, data[start + 4 : start + 4 + size]
        at = start + 4 + size + size % 2


def read_photoshop(data: bytes, into: Gathered) -> None:
    """Say IPTC and the names in Photoshop's records."""
    for number, name, body in photoshop_records(data):
        into.say("picture metadata, Photoshop record", name, "label")
        if number == 0x0404:
            read_iptc(body, into)
        elif number in (0x0408, 0x040A, 0x040B, 0x0421):
            into.say("picture metadata, Photoshop record", decoded(body))


def read_iptc(data: bytes, into: Gathered) -> None:
    """Say every text of IPTC's second record and what else holds letters."""
    at = data.find(b"\x1c")
    while 0 <= at < len(data) - 5 and data[at] == 0x1C:
        record, field, length = struct.unpack_from(">BBH", data, at + 1)
        body = data[at + 5 : at + 5 + length]
        if record == 2 and field != 0:
            into.say(f"picture metadata, IPTC {NAMES.get(field, field)}", decoded(body))
        at += 5 + length
