"""Reads every string that a PDF holds outside its pages, and names its place."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from anonymity.documents.collecting import Gathered
from anonymity.documents.pdf.naming import place_of

MAX_STRINGS = 300_000
MAX_NESTING = 60
BINARY_SHARE = 0.2
TREES = {"/Names": "name in the file", "/Dests": "link target, named destination"}
SKIPPED = {"/Parent", "/P", "/Prev", "/ID", "/W", "/Widths", "/Differences", "/FontDescriptor", "/Encrypt"}


def read_info(pdf: pikepdf.Pdf, into: Gathered) -> None:
    """The document information: title, author and whatever else was put there, with its keys."""
    info = pdf.trailer.get("/Info")
    if not isinstance(info, pikepdf.Dictionary):
        return
    for key, value in info.items():
        if isinstance(value, pikepdf.String):
            into.say(f"document property (metadata, {key[1:]})", text_of(value))
        if key[1:] not in ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "Trapped"):
            into.say("document property (metadata), name", key[1:], "label")


def read_strings(objects: Iterator[pikepdf.Object], into: Gathered, *, only_as: str = "") -> None:
    """Say the strings of these objects, each in its place, or all in the one place given."""
    for count, found in enumerate(objects):
        if count % 500 == 0:
            into.bounds.keep_time()
        for holder, key, text in strings_in(found, 0):
            where, manner = place_of(holder, key) if holder is not None else ("other text in the file", "label")
            if only_as and where:
                where = only_as
            if where:
                into.say(where, text, manner)


def strings_in(found: pikepdf.Object, depth: int) -> Iterator[tuple[pikepdf.Dictionary | None, str, str]]:
    """The strings directly in an object, with the dictionary and the key that hold them."""
    if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        holder = found.stream_dict if isinstance(found, pikepdf.Stream) else found
        for key in list(holder.keys()):
            if key not in SKIPPED or (key == "/P" and isinstance(holder.get(key), pikepdf.String)):
                yield from strings_under(holder, key, holder.get(key), depth)
    elif isinstance(found, pikepdf.Array | pikepdf.String):
        yield from strings_under(None, "", found, depth)


def strings_under(
    holder: pikepdf.Dictionary | None, key: str, value: pikepdf.Object, depth: int
) -> Iterator[tuple[pikepdf.Dictionary | None, str, str]]:
    """The strings of one entry; objects that stand by themselves are read by themselves."""
    if isinstance(value, pikepdf.String):
        text = text_of(value)
        if text:
            yield holder, key, text
    elif isinstance(value, pikepdf.Array) and (depth == 0 or not value.is_indirect) and depth < MAX_NESTING:
        for item in value:
            yield from strings_under(holder, key, item, depth + 1)
    elif isinstance(value, pikepdf.Dictionary) and not value.is_indirect and depth < MAX_NESTING:
        yield from strings_in(value, depth + 1)


def text_of(value: pikepdf.String) -> str:
    """A string as text; nothing when it is mere bytes."""
    data = bytes(value)
    if data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return data.decode("utf-16", "replace")
    if data[:3] == b"\xef\xbb\xbf":
        return data[3:].decode("utf-8", "replace")
    control = sum(byte < 9 or 13 < byte < 32 for byte in data[:2000])
    return "" if control > BINARY_SHARE * max(1, len(data[:2000])) else unmarked(value, data)


def unmarked(value: pikepdf.String, data: bytes) -> str:
    """A string without a mark: UTF-8 where it is sound and goes beyond ASCII, else the PDF's own letters."""
    try:
        return str(value) if data.isascii() else data.decode("utf-8")
    except UnicodeDecodeError:
        return str(value)
