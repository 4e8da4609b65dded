"""Small files that begin as recordings do, for tests."""

from __future__ import annotations

import struct

from django.core.files.base import ContentFile


def box(name: bytes, content: bytes = b"") -> bytes:
    """A box of an MP4 file."""
    return struct.pack(">I4s", len(content) + 8, name) + content


def mp4(about: bytes = b"", brand: bytes = b"isom") -> bytes:
    """A film without pictures; `about` is what its head tells."""
    return box(b"ftyp", brand + b"\0\0\2\0isomiso2") + box(b"moov", box(b"mvhd", b"\0" * 100) + about) + box(b"mdat")


MP3 = b"ID3\x04\0\0\0\0\0\x0a" + b"\0" * 10 + (b"\xff\xfb\x90\x64" + b"\0" * 413) * 3
BARE_MP3 = (b"\xff\xfb\x90\x64" + b"\0" * 413) * 2
OGG = b"OggS\0\x02" + b"\0" * 20 + b"\x01\x13OpusHead\x01\x02" + b"\0" * 40
WEBM = (
    b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm" + b"\0" * 40
)
PLACE = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+51.2362-000.5704/"))


def upload(content: bytes = MP3, name: str = "Tape of Jane Doe.wav") -> ContentFile:
    """A file as it is sent; its name says nothing true."""
    return ContentFile(content, name=name)
