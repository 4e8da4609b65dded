"""Reads what a picture's file says about it. Its pixels are never unpacked."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from anonymity.documents.collecting import Gathered
from anonymity.documents.naming import is_picture
from anonymity.documents.pictures.exif import read_exif
from anonymity.documents.pictures.iptc import read_photoshop
from anonymity.documents.pictures.xmp import PACKET, read_xmp
from anonymity.documents.text import carved, decoded

PNG = b"\x89PNG\r\n\x1a\n"
XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\0"
MORE_XMP_HEAD = b"http://ns.adobe.com/xmp/extension/\0"
MAX_TEXT = 4_000_000
MAX_CHUNKS = 100_000
THUMBNAIL = re.compile(rb"\xff\xd8\xff")
XMP_KEYWORD = "XML:com.adobe.xmp"


def read_picture(data: bytes, into: Gathered) -> None:
    """Say a picture's metadata, and note that words in the picture itself are not read."""
    message = "This is a picture. Words that can be seen in it are not read: look at it."
    into.blame("picture_not_read", "note", "picture", message)
    read_picture_within(data, into)


def read_picture_within(data: bytes, into: Gathered) -> None:
    """Say a picture's metadata under the next number of pictures."""
    number = into.number("picture")
    within = into.inside(f"picture {number}", deeper=False) if into.depth or number > 1 else into
    if data.startswith(b"\xff\xd8"):
        read_jpeg(data, within)
    elif data.startswith(PNG):
        read_png(data, within)
    elif data[:4] == b"RIFF":
        read_webp(data, within)
    elif data[:3] == b"GIF":
        read_gif(data, within)
    else:
        read_other(data, within)


def jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The markers of a JPEG before its pixels, with their contents, and what follows its end."""
    at = 2
    for _ in range(MAX_CHUNKS):
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if at + 4 > len(data) or data[at] != 0xFF:
            return
        marker, length = data[at + 1], struct.unpack_from(">H", data, at + 2)[0]
        if marker in (0xDA, 0xD9):
            return
        yield marker, data[at + 4 : at + 2 + length]
        at += 2 + length


def read_jpeg(data: bytes, into: Gathered) -> None:
    """Say comments, EXIF, XMP, IPTC and the colour profile's description."""
    more_xmp = b""
    for marker, body in jpeg_segments(data):
        if marker == 0xFE:
            into.say("picture metadata, comment in the file", decoded(body))
        elif marker == 0xE1 and body[:5] == b"Exif\0":
            read_exif(body[6:], into)
            note_thumbnail(body, into)
        elif marker == 0xE1 and body.startswith(XMP_HEAD):
            read_xmp(body[len(XMP_HEAD) :], "XMP metadata of a picture", into)
        elif marker == 0xE1 and body.startswith(MORE_XMP_HEAD):
            more_xmp += body[len(MORE_XMP_HEAD) + 40 :]
        elif marker == 0xED:
            read_photoshop(body, into)
        elif 0xE0 < marker <= 0xEF and not body.startswith((b"Adobe", b"ICC_PROFILE")):
            into.say("picture metadata, other", "\n".join(carved(body)))
        elif body.startswith(b"ICC_PROFILE"):
            read_profile(body[14:], into)
    if more_xmp:
        read_xmp(more_xmp, "XMP metadata of a picture", into)
    read_after_end(data, into)


def read_after_end(data: bytes, into: Gathered) -> None:
    """Say XMP and letters that were put behind the end of the picture."""
    end = data.rfind(b"\xff\xd9")
    if 0 < end < len(data) - 8:
        into.say("picture metadata, after the picture's end", "\n".join(carved(data[end + 2 :])))


def note_thumbnail(exif: bytes, into: Gathered) -> None:
    """A small copy may show what was cut off or blurred in the picture."""
    if THUMBNAIL.search(exif, 8):
        message = "The picture carries a small copy of itself, which may show what was later cut off or hidden."
        into.blame("thumbnail", "note", "picture metadata, EXIF thumbnail", message)


def read_profile(profile: bytes, into: Gathered) -> None:
    """Say the description of a colour profile."""
    at = profile.find(b"desc\0\0\0\0")
    if at >= 0:
        into.say("picture metadata, colour profile", "".join(carved(profile[at + 8 : at + 200])[:1]), "label")


def read_png(data: bytes, into: Gathered) -> None:
    """Say the text chunks of a PNG, packed or not, its EXIF and its XMP."""
    at = len(PNG)
    for _ in range(MAX_CHUNKS):
        if at + 8 > len(data):
            return
        (length,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        read_png_chunk(kind, body, into)
        at += 12 + length
        if kind == b"IEND":
            into.say("picture metadata, after the picture's end", "\n".join(carved(data[at:])))
            return


def read_png_chunk(kind: bytes, body: bytes, into: Gathered) -> None:
    """Say one chunk."""
    keyword, _, rest = body.partition(b"\0")
    name = keyword.decode("latin-1", "replace")
    if kind == b"tEXt":
        say_png_text(name, rest, into)
    elif kind == b"zTXt":
        say_png_text(name, inflated_text(rest[1:]), into)
    elif kind == b"iTXt":
        _language, _, after = rest[2:].partition(b"\0")
        translated, _, text = after.partition(b"\0")
        into.say("picture metadata, PNG keyword", translated.decode("utf-8", "replace"), "label")
        say_png_text(name, inflated_text(text) if rest[:1] == b"\x01" else text, into)
    elif kind == b"eXIf":
        read_exif(body.removeprefix(b"Exif\0\0"), into)
    elif kind == b"iCCP":
        into.say("picture metadata, colour profile", name, "label")


def say_png_text(name: str, text: bytes, into: Gathered) -> None:
    """Say a text with its keyword; XMP and hexadecimal profiles as what they are."""
    if name == XMP_KEYWORD:
        read_xmp(text, "XMP metadata of a picture", into)
    elif name.startswith("Raw profile type"):
        read_profile_text(text, into)
    else:
        into.say("picture metadata, PNG keyword", name, "label")
        into.say(f"picture metadata, PNG text {name}", decoded(text))


def read_profile_text(text: bytes, into: Gathered) -> None:
    """Say EXIF or IPTC that was written out in hexadecimal digits."""
    digits = re.sub(rb"\s", b"", b"".join(text.split(b"\n")[3:]))
    if re.fullmatch(rb"[0-9A-Fa-f]*", digits):
        body = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
        read_exif(body.removeprefix(b"Exif\0\0"), into)
        read_photoshop(body, into)


def inflated_text(data: bytes) -> bytes:
    """Packed text, up to a few million letters."""
    try:
        return zlib.decompressobj().decompress(data, MAX_TEXT)
    except zlib.error:
        return b""


def read_webp(data: bytes, into: Gathered) -> None:
    """Say the EXIF and XMP of a WebP picture."""
    at = 12
    while at + 8 <= len(data):
        kind, (length,) = data[at : at + 4], struct.unpack_from("<I", data, at + 4)
        body = data[at + 8 : at + 8 + length]
        if kind == b"EXIF":
            read_exif(body.removeprefix(b"Exif\0\0"), into)
        elif kind == b"XMP ":
            read_xmp(body, "XMP metadata of a picture", into)
        at += 8 + length + length % 2


def read_gif(data: bytes, into: Gathered) -> None:
    """Say the comments, plain texts and XMP of a GIF."""
    for match in list(re.finditer(rb"\x21[\xfe\x01]", data))[:1000]:
        at, pieces = match.end(), []
        while at < len(data) and data[at] and len(pieces) < 1000:
            pieces.append(data[at + 1 : at + 1 + data[at]])
            at += 1 + data[at]
        text = decoded(b"".join(pieces))
        if text.isprintable() or sum(map(str.isalpha, text)) > len(text) / 2:
            into.say("picture metadata, comment in the file", text)
    if packet := PACKET.search(data):
        read_xmp(packet[0], "XMP metadata of a picture", into)


def read_other(data: bytes, into: Gathered) -> None:
    """Say the metadata of TIFF, HEIF, JPEG 2000 and others, wherever in the file it lies."""
    if data[:2] in (b"II", b"MM"):
        read_exif(data, into)
    at = data.find(b"Exif\0\0")
    if at >= 0:
        read_exif(data[at + 6 : at + 6 + 1_000_000], into)
    for packet in PACKET.findall(data)[:20]:
        read_xmp(packet, "XMP metadata of a picture", into)
    if not is_picture(data) and b"jp2" not in data[:32]:
        into.say("picture metadata, other", "\n".join(carved(data)))
