"""Unpacks PDF streams within bounds, whatever their filters."""

from __future__ import annotations

import base64
import binascii
import re
import zlib

import pikepdf

from anonymity.documents.collecting import Bounds, ExpandsTooFar
from anonymity.documents.pdf.naming import name_of

MAX_STREAM = 100_000_000
MAX_FILTERS = 6
SHORT_NAMES = {"/Fl": "/FlateDecode", "/AHx": "/ASCIIHexDecode", "/A85": "/ASCII85Decode"}
LONG_NAMES = {"/LZW": "/LZWDecode", "/RL": "/RunLengthDecode"}
PICTURE_FILTERS = {"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode", "/DCT", "/CCF"}
MOST_EXPANSION = {"/LZWDecode": 1400, "/LZW": 1400, "/RunLengthDecode": 70, "/RL": 70}


def filters_of(stream: pikepdf.Stream) -> list[str]:
    """The names of a stream's filters in the order in which they are undone."""
    filters = stream.get("/Filter")
    if filters is None:
        return []
    names = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    return [SHORT_NAMES.get(plain, plain) for plain in map(name_of, names)]


def unpacked(stream: pikepdf.Stream, bounds: Bounds) -> bytes:
    """The contents of a stream, up to the filter of a picture.

    Raises ExpandsTooFar beyond the bounds; damaged streams give what can be had of them.
    """
    filters = filters_of(stream)
    if len(filters) > MAX_FILTERS:
        raise ExpandsTooFar
    data = stream.read_raw_bytes()
    for name in filters:
        if name in PICTURE_FILTERS:
            break
        data = undone(data, name, bounds)
    return with_predictor(stream, data, bounds) if "/DecodeParms" in stream else data


def undone(data: bytes, name: str, bounds: Bounds) -> bytes:
    """One filter undone."""
    if name == "/FlateDecode":
        return inflated(data, bounds)
    if name == "/ASCIIHexDecode":
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", data.split(b">")[0])
        return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
    if name == "/ASCII85Decode":
        return from_ascii85(data)
    return unpacked_otherwise(data, name, bounds)


def from_ascii85(data: bytes) -> bytes:
    """ASCII85 with or without its marks; nothing when it is damaged."""
    text = re.sub(rb"\s", b"", data).removeprefix(b"<~").split(b"~")[0]
    try:
        return base64.a85decode(text)
    except ValueError:
        return b""


def inflated(data: bytes, bounds: Bounds) -> bytes:
    """Deflated data unpacked, as far as it is sound."""
    opener = zlib.decompressobj()
    try:
        result = opener.decompress(data, MAX_STREAM)
    except zlib.error:
        result = inflated_in_pieces(data)
    if opener.unconsumed_tail:
        raise ExpandsTooFar
    bounds.spend(len(result))
    return result


def inflated_in_pieces(data: bytes) -> bytes:
    """What comes out of damaged deflated data before the damage."""
    opener, pieces, total = zlib.decompressobj(), [], 0
    try:
        for start in range(0, len(data), 512):
            pieces.append(opener.decompress(data[start : start + 512], MAX_STREAM - total))
            total += len(pieces[-1])
    except zlib.error:
        return b"".join(pieces)
    return b"".join(pieces)


def unpacked_otherwise(data: bytes, name: str, bounds: Bounds) -> bytes:
    """Rarer packings, which the PDF library undoes once it is sure that the result stays small."""
    if name not in MOST_EXPANSION:
        return data
    if len(data) * MOST_EXPANSION[name] > MAX_STREAM:
        raise ExpandsTooFar
    with pikepdf.new() as scratch:
        stream = pikepdf.Stream(scratch, data, Filter=pikepdf.Name(LONG_NAMES.get(name, name)))
        try:
            result = stream.read_bytes()
        except (pikepdf.PdfError, RuntimeError):
            return b""
    bounds.spend(len(result))
    return result


def with_predictor(stream: pikepdf.Stream, data: bytes, bounds: Bounds) -> bytes:
    """The library's own reading where a predictor was used, now that the size is known."""
    if not any(name == "/FlateDecode" or "LZW" in name for name in filters_of(stream)):
        return data
    try:
        result = stream.read_bytes()
    except (pikepdf.PdfError, RuntimeError):
        return data
    bounds.spend(len(result))
    return result
