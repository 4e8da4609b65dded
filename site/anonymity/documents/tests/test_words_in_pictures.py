import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from anonymity.documents import read_document
from anonymity.documents.tests.making import kinds, picture, png_chunk, said, with_segment

NAME = "Odalys Fenwright"
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:dc="d" dc:rights="{1}"><dc:creator><rdf:Seq><rdf:li>{0}</rdf:li></rdf:Seq></dc:creator>'
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
)


def exif(**tags):
    found = Image.Exif()
    for tag, value in tags.items():
        found[int(tag[1:], 16)] = value
    return found


def places(data):
    return said(read_document(data, name="photo.jpg"), "Odalys")


def iptc(field, text):
    record = b"\x1c\x02" + bytes([field]) + struct.pack(">H", len(text)) + text
    return b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record


@pytest.mark.parametrize(
    ("tags", "place"),
    [
        ({"x013B": NAME}, "EXIF artist"),
        ({"x010E": NAME}, "EXIF description"),
        ({"x8298": NAME}, "EXIF copyright"),
        ({"x9C9D": NAME.encode("utf-16-le")}, "EXIF author"),
        ({"x9C9B": NAME.encode("utf-16-le")}, "EXIF title"),
        ({"x9286": b"ASCII\0\0\0" + NAME.encode()}, "EXIF user comment"),
        ({"x9286": b"UNICODE\0" + NAME.encode("utf-16-le")}, "EXIF user comment"),
        ({"x927C": b"\0\1\2" + NAME.encode() + b"\0\0"}, "EXIF maker note"),
        ({"xC999": NAME}, "EXIF tag 0xc999"),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_text_of_exif_is_read(tags, place, kind):
    assert places(picture(kind, exif=exif(**tags))) == [f"picture metadata, {place}"]


def test_exif_of_the_camera_is_read():
    tags = exif()
    tags.get_ifd(0x8769)[0xA430] = NAME
    assert places(picture(exif=tags)) == ["picture metadata, EXIF camera owner"]


def test_letters_beyond_ascii_in_exif_are_read():
    jpeg = picture(exif=exif(x013B="Zoe Fenwright")).replace(b"Zoe ", "Zoë".encode())
    assert said(read_document(jpeg, name="a.jpg"), "Zoë") == ["picture metadata, EXIF artist"]


def test_a_position_is_for_review_and_coarse():
    tags = exif()
    tags.get_ifd(0x8825).update({1: "N", 2: (51.0, 14.0, 30.0), 3: "W", 4: (0.0, 35.0, 9.0)})
    document = read_document(picture(exif=tags), name="photo.jpg")
    fault = next(fault for fault in document.faults if fault.kind == "gps")
    assert fault.severity == "review"
    assert fault.matched == "51.2 N, 0.6 W"


@pytest.mark.parametrize("field", [80, 120, 25, 5, 122, 200])
def test_every_text_of_iptc_is_read(field):
    found = places(with_segment(picture(), 0xED, iptc(field, NAME.encode())))
    assert len(found) == 1
    assert found[0].startswith("picture metadata, IPTC")


def test_xmp_is_read_in_texts_and_in_attributes():
    segment = b"http://ns.adobe.com/xap/1.0/\0" + XMP.format(NAME, "Odalys too").encode()
    found = places(with_segment(picture(), 0xE1, segment))
    assert sorted(found) == ["XMP metadata of a picture, creator", "XMP metadata of a picture, rights"]


def test_a_comment_in_a_jpeg_is_read():
    assert places(with_segment(picture(), 0xFE, NAME.encode())) == ["picture metadata, comment in the file"]


def test_words_behind_the_end_of_a_picture_are_read():
    assert places(picture() + NAME.encode()) == ["picture metadata, after the picture's end"]


def test_every_text_chunk_of_a_png_is_read():
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text("Title", "Odalys one")
    chunks.add_text("Comment", "Odalys two", zip=True)
    chunks.add_itxt("Author", "Odalys three", "en", "tkey")
    chunks.add_itxt("Author", "Odalys four", zip=True)
    found = places(picture("PNG", pnginfo=chunks))
    assert found == [f"picture metadata, PNG text {name}" for name in ("Title", "Comment", "Author", "Author")]


def test_xmp_in_a_png_is_read():
    data = b"XML:com.adobe.xmp\0\0\0\0\0" + XMP.format(NAME, "x").encode()
    assert places(png_chunk(picture("PNG"), b"iTXt", data)) == ["XMP metadata of a picture, creator"]


def test_a_packed_text_that_unpacks_to_gigabytes_is_cut_short():
    bomb = b"Comment\0\0" + zlib.compress(bytes(50_000_000))
    document = read_document(png_chunk(picture("PNG"), b"zTXt", bomb), name="a.png")
    assert len(document.passages) < 5


def test_a_comment_in_a_gif_is_read():
    assert places(picture("GIF", comment=NAME.encode())) == ["picture metadata, comment in the file"]


def test_a_tiff_is_read():
    assert places(picture("TIFF", tiffinfo={270: NAME})) == ["picture metadata, EXIF description"]


def test_a_picture_is_noted_as_not_read():
    assert kinds(read_document(picture(), name="photo.jpg")) == {("picture_not_read", "note")}


def test_a_small_copy_within_a_picture_is_noted():
    body = b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + picture()[:200]
    assert ("thumbnail", "note") in kinds(read_document(with_segment(picture(), 0xE1, body), name="a.jpg"))


def test_a_picture_of_a_million_by_a_million_points_is_read_without_its_points():
    png = picture("PNG")
    huge = png[:16] + struct.pack(">II", 1_000_000, 1_000_000) + png[24:]
    document = read_document(png_chunk(huge, b"tEXt", b"Author\0" + NAME.encode()), name="a.png")
    assert said(document, NAME) == ["picture metadata, PNG text Author"]
