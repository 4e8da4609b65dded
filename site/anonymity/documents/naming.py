"""Tells formats apart by their content; a suffix only breaks a tie."""

from __future__ import annotations

import re
from typing import Literal

Format = Literal["empty", "pdf", "package", "ole", "rtf", "picture", "mail", "html", "xml", "text", "unknown"]

PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"BM")
HTML = re.compile(rb"<\s*(!doctype\s+html|html|head|body|meta|title|div|p|h1|table|article|section|span|ul)\b", re.I)
MAIL = re.compile(rb"\s*(?:[A-Za-z][\w-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){0,60}?MIME-Version:\s*1\.0", re.I)
HTML_NAMES = (".html", ".htm", ".xhtml")
CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})


def format_of(data: bytes, name: str) -> Format:
    """The format of a file by its first bytes, or by how its text begins."""
    if not data:
        return "empty"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return "package"
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return "ole"
    if data[:5] == b"{\\rtf":
        return "rtf"
    return "picture" if is_picture(data) else format_of_text(data, name)


def is_picture(data: bytes) -> bool:
    """JPEG, PNG, GIF, TIFF, BMP, WebP or HEIF."""
    riff = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    heif = data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif", b"heif", b"msf1")
    return riff or heif or data.startswith(PICTURES)


def format_of_text(data: bytes, name: str) -> Format:
    """HTML, XML, plain text, or nothing that is known."""
    start = data[:4096].replace(b"\x00", b"") if looks_like_utf16(data) else data[:4096]
    if is_binary(data):
        return "unknown"
    if MAIL.match(start):
        return "mail"
    if HTML.search(start) or name.lower().endswith(HTML_NAMES):
        return "html"
    return "xml" if start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"<?xml", b"<svg")) else "text"


def looks_like_utf16(data: bytes) -> bool:
    """A byte order mark, or a NUL in nearly every second byte."""
    sample = data[:2000]
    few, many = sorted((sample[0::2].count(0), sample[1::2].count(0)))
    is_wide = len(sample) > 3 and many > 0.35 * len(sample) and few < 0.1 * len(sample)
    return data[:2] in (b"\xff\xfe", b"\xfe\xff") or is_wide


def is_binary(data: bytes) -> bool:
    """More than one control character in fifty, and not for being UTF-16."""
    sample = data[:20_000]
    return not looks_like_utf16(data) and len(sample) - len(sample.translate(None, CONTROL)) > len(sample) / 50
