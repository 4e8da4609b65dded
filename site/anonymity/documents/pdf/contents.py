"""Reads the streams of a PDF that are not drawn on pages: XMP, pictures, attachments, form data, scripts."""

from __future__ import annotations

import re

import pikepdf

from anonymity.documents.collecting import ExpandsTooFar, Gathered
from anonymity.documents.embedding import read_embedded
from anonymity.documents.pdf.naming import name_of
from anonymity.documents.pdf.shown import writes_text
from anonymity.documents.pdf.streams import filters_of, unpacked
from anonymity.documents.pdf.strings import text_of
from anonymity.documents.pictures.reading import read_picture_within
from anonymity.documents.pictures.xmp import read_xmp
from anonymity.documents.text import decoded

LITERAL = re.compile(rb"/\w+\s*(\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]+>)", re.DOTALL)
MARKED = re.compile(rb"(?:BDC|DP)\b")
LONGEST_MARK = 4000
TYPES_WITHOUT_WORDS = {"/ObjStm", "/XRef", "/CMap"}
FONT_KEYS = ("/Length1", "/Length2", "/Length3")
PRINTABLE = re.compile(rb"[\x09\x0a\x0d\x20-\x7e\x80-\xff]")


def read_streams(pdf: pikepdf.Pdf, into: Gathered) -> None:
    """Say what the streams of the file hold apart from what pages show."""
    for found in pdf.objects:
        if isinstance(found, pikepdf.Stream):
            into.bounds.keep_time()
            with into.keeping_on("streams of the file"):
                read_stream(found, into)


def read_stream(stream: pikepdf.Stream, into: Gathered) -> None:
    """Say one stream by what it is."""
    if stream.get("/Subtype") == "/Image":
        read_image(stream, into)
    elif name_of(stream.get("/Type")) in (*TYPES_WITHOUT_WORDS, "/EmbeddedFile") or is_font(stream):
        check_size(stream, into)
    else:
        read_other(stream, unpacked(stream, into.bounds), into)


def is_font(stream: pikepdf.Stream) -> bool:
    """The stream holds letter shapes."""
    return any(key in stream for key in FONT_KEYS) or name_of(stream.get("/Subtype")) in ("/Type1C", "/CIDFontType0C")


def check_size(stream: pikepdf.Stream, into: Gathered) -> None:
    """Make sure that later readers of the stream will not run out of memory."""
    unpacked(stream, into.bounds)


def read_image(stream: pikepdf.Stream, into: Gathered) -> None:
    """Say what a picture's own file says about itself."""
    pixels = number(stream, "/Width") * number(stream, "/Height")
    if pixels > 400_000_000:
        raise ExpandsTooFar
    if {"/DCTDecode", "/DCT", "/JPXDecode"} & set(filters_of(stream)):
        read_picture_within(unpacked(stream, into.bounds), into)


def number(stream: pikepdf.Stream, key: str) -> int:
    """A whole number of a stream's dictionary; 0 when it is none."""
    value = stream.get(key, 0)
    return value if isinstance(value, int) else 0


def read_other(stream: pikepdf.Stream, data: bytes, into: Gathered) -> None:
    """Say XMP, form data and scripts; content of pages only for the words spoken in place of it."""
    if b"<x:xmpmeta" in data or b"<rdf:RDF" in data or stream.get("/Type") == "/Metadata":
        read_xmp(data, "XMP metadata", into)
    elif writes_text(data):
        say_spoken(data, into)
    elif is_text(data):
        into.say("form data or script in the file", re.sub(r"<[^<>]*>", " ", decoded(data)))


def is_text(data: bytes) -> bool:
    """XML, or letters in sentences; not the numbers and operators of drawings and tables."""
    sample = data[:4000]
    if not sample or len(PRINTABLE.findall(sample)) < 0.98 * len(sample):
        return False
    letters = len(re.findall(rb"[A-Za-z]{3,}", sample))
    return sample.lstrip().startswith(b"<") or (letters > 3 and b"begincmap" not in data)


def say_spoken(data: bytes, into: Gathered) -> None:
    """Say the words that are to be read aloud in place of what is drawn."""
    for mark in MARKED.finditer(data):
        start = data.rfind(b"<<", max(0, mark.start() - LONGEST_MARK), mark.start())
        for literal in LITERAL.findall(data, start, mark.start()) if start >= 0 else ():
            into.say("alt text, actual text of a passage", text_of(pikepdf.Object.parse(literal)))


def read_attachments(pdf: pikepdf.Pdf, specifications: list[pikepdf.Dictionary], into: Gathered) -> None:
    """Read every attached file, and those that were detached but left in the file."""
    done: set[tuple[int, int]] = set()
    for specification in specifications:
        files = specification.get("/EF")
        name = next((text_of(specification[k]) for k in ("/UF", "/F") if is_string(specification.get(k))), "")
        for stream in files.values() if isinstance(files, pikepdf.Dictionary) else ():
            if isinstance(stream, pikepdf.Stream) and stream.objgen not in done:
                done.add(stream.objgen)
                read_embedded(unpacked(stream, into.bounds), name, "attachment", into)
    for stream in pdf.objects:
        is_file = isinstance(stream, pikepdf.Stream) and stream.get("/Type") == "/EmbeddedFile"
        if is_file and stream.objgen not in done:
            read_embedded(unpacked(stream, into.bounds), "", "removed attachment", into)


def is_string(found: pikepdf.Object | None) -> bool:
    """The object is a string."""
    return isinstance(found, pikepdf.String)
