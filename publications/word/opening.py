"""Opens the zip package of a Word file, refusing what is unsafe before anything inside is read (R25)."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from publications.word.manuscripts import LARGEST_FILE, UnreadableReport

MOST_PARTS = 3000
LARGEST_TOTAL = 300 * 1024 * 1024
LARGEST_XML = 60 * 1024 * 1024
STEEPEST_RATIO = 250
RATIO_MATTERS_FROM = 4 * 1024 * 1024
CHUNK = 256 * 1024

_CONTENT_TYPES = "[Content_Types].xml"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"<!doctype html", "web_page"),
    (b"<html", "web_page"),
)
_OTHER_OFFICE = (b"spreadsheetml", b"presentationml", b"opendocument")


class Package:
    """The parts of an opened Word file, unpacked one at a time and never beyond the limits."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._parts = {info.filename.lower(): info for info in archive.infolist()}
        self._unpacked = 0

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def names(self) -> list[str]:
        """Return the part names in lower case, in the order of the file."""
        return list(self._parts)

    def read(self, name: str) -> bytes:
        """Return the bytes of a part. Raises UnreadableReport when it is damaged or unpacks too far."""
        info = self._parts[name.lower()]
        limit = LARGEST_XML if _is_xml(info.filename) else LARGEST_TOTAL
        try:
            with self._archive.open(info) as stream:
                return self._read_within(stream, limit)
        except UnreadableReport:
            raise
        except Exception as error:  # the zip reader raises many kinds for damaged bytes
            raise UnreadableReport("damaged") from error

    def _read_within(self, stream: io.BufferedIOBase, limit: int) -> bytes:
        pieces, size = [], 0
        while piece := stream.read(CHUNK):
            size += len(piece)
            self._unpacked += len(piece)
            if size > limit or self._unpacked > LARGEST_TOTAL:
                raise UnreadableReport("expands_too_far")
            pieces.append(piece)
        return b"".join(pieces)


def open_package(source: Path | bytes) -> Package:
    """Open a Word file. A path is measured before it is read. Raises only UnreadableReport."""
    data = _bytes_of(source)
    _refuse_by_first_bytes(data)
    package = Package(_archive_of(data))
    _refuse_other_kinds(package, data)
    return package


def _bytes_of(source: Path | bytes) -> bytes:
    if isinstance(source, bytes | bytearray | memoryview):
        return _within_size(bytes(source), len(source))
    try:
        size = source.stat().st_size
        _within_size(b"", size)
        with source.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UnreadableReport("missing") from error
    return _within_size(data, len(data))


def _within_size(data: bytes, size: int) -> bytes:
    if size > LARGEST_FILE:
        raise UnreadableReport("too_big")
    return data


def _refuse_by_first_bytes(data: bytes) -> None:
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableReport("empty")
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise UnreadableReport("encrypted" if locked else "old_word")
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for signature, code in _STARTS:
        if start.startswith(signature.lower()):
            raise UnreadableReport(code)
    if not data.startswith(_ZIP):
        raise UnreadableReport("not_word")


def _archive_of(data: bytes) -> zipfile.ZipFile:
    # Counted in the raw bytes, because the directory's own figures can lie.
    if data.count(b"PK\x01\x02") > MOST_PARTS:
        raise UnreadableReport("expands_too_far")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # the zip reader raises many kinds for damaged bytes
        raise UnreadableReport("damaged") from error
    _check_directory(archive.infolist())
    return archive


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    names = [info.filename.lower() for info in parts]
    if len(set(names)) != len(names) or not all(map(_is_plain_name, names)):
        raise UnreadableReport("damaged")
    if any(info.flag_bits & 0x1 for info in parts):
        raise UnreadableReport("encrypted")
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in parts):
        raise UnreadableReport("damaged")
    if sum(info.file_size for info in parts) > LARGEST_TOTAL or any(map(_is_swollen, parts)):
        raise UnreadableReport("expands_too_far")


def _is_plain_name(name: str) -> bool:
    steps = name.split("/")
    return bool(name) and not re.search(r"[\\:\x00-\x1f]", name) and ".." not in steps and steps[0] != ""


def _is_swollen(info: zipfile.ZipInfo) -> bool:
    if _is_xml(info.filename) and info.file_size > LARGEST_XML:
        return True
    ratio = info.file_size / max(info.compress_size, 1)
    return info.file_size > RATIO_MATTERS_FROM and ratio > STEEPEST_RATIO


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _refuse_other_kinds(package: Package, data: bytes) -> None:
    if _CONTENT_TYPES not in package:
        raise UnreadableReport("other_office" if b"opendocument" in data[:200] else "not_word")
    types = package.read(_CONTENT_TYPES).replace(b"\0", b"").lower()
    if b"macroenabled" in types or b"vbaproject" in types or _has_macro_part(package):
        raise UnreadableReport("macros")
    if b"wordprocessingml" not in types:
        is_other = any(kind in types for kind in _OTHER_OFFICE)
        raise UnreadableReport("other_office" if is_other else "not_word")


def _has_macro_part(package: Package) -> bool:
    return any(name.rsplit("/", 1)[-1].startswith(("vbaproject", "vbadata")) for name in package.names())
