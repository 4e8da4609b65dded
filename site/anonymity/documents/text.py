"""Reads plain text, and what text can be made out in files of other kinds."""

from __future__ import annotations

import re

from anonymity.documents.collecting import Gathered
from anonymity.documents.naming import looks_like_utf16

BLANK_LINES = re.compile(r"\n[ \t]*\n")
NARROW = re.compile(rb"[\x20-\x7e\x80-\xff]{5,}")
WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){4,}")
CARVED_BYTES = 8_000_000


def decoded(data: bytes) -> str:
    """Text from UTF-8, UTF-16 (with or without a mark) or Windows-1252, whichever fits."""
    if data[:3] == b"\xef\xbb\xbf":
        return data[3:].decode("utf-8", "replace")
    if looks_like_utf16(data):
        return decoded_utf16(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def decoded_utf16(data: bytes) -> str:
    """UTF-16 in the byte order of its mark, or of where its NULs stand."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    big = data[0:2000:2].count(0) > data[1:2000:2].count(0)
    return data.decode("utf-16-be" if big else "utf-16-le", "replace")


def read_text(data: bytes, into: Gathered) -> None:
    """One passage for each paragraph, with its line ends."""
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    for paragraph in BLANK_LINES.split(text):
        into.say("text", paragraph)


def carved(data: bytes) -> list[str]:
    """Runs of letters in bytes of an unknown format, in narrow and in wide characters."""
    data = data[:CARVED_BYTES]
    narrow = [decoded(run) for run in NARROW.findall(data)]
    wide = [run.decode("utf-16-le", "replace") for run in WIDE.findall(data)]
    return [run for run in (*narrow, *wide) if sum(map(str.isalpha, run)) > len(run) / 2]


def read_carved(data: bytes, into: Gathered) -> None:
    """What letters can be made out in a file that is otherwise not read."""
    into.say("words in the file", "\n".join(carved(data)), "label")
