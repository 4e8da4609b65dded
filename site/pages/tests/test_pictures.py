"""The public copy of a picture has its pixels and nothing else."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from pages.pictures import public_picture
from pages.typesetting import TypesettingError

PLACE = b"51.2362"
CAMERA = "Camera of Jane Doe"


def _jpeg(orientation=1):
    image = Image.new("RGB", (40, 20), "navy")
    exif = Image.Exif()
    exif[0x010F] = CAMERA
    exif[0x0112] = orientation
    exif[0x9286] = "51.2362"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (51.0, 14.0, 10.32)
    made = io.BytesIO()
    image.save(made, "JPEG", exif=exif, comment=CAMERA.encode())
    return made.getvalue()


def _png():
    notes = PngInfo()
    notes.add_text("Author", CAMERA)
    notes.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{CAMERA}</x:xmpmeta>")
    made = io.BytesIO()
    Image.new("RGBA", (10, 10), (1, 2, 3, 4)).save(made, "PNG", pnginfo=notes)
    return made.getvalue()


def _opened(picture):
    return Image.open(io.BytesIO(picture.data))


def test_where_a_photograph_was_taken_is_not_in_the_public_copy():
    source = _jpeg()
    assert Image.open(io.BytesIO(source)).getexif().get_ifd(0x8825)
    copy = _opened(public_picture(source))
    assert not copy.getexif()
    assert not copy.getexif().get_ifd(0x8825)


@pytest.mark.parametrize("source", [_jpeg(), _png()], ids=["jpeg", "png"])
def test_no_word_that_lay_in_the_file_is_in_the_public_copy(source):
    assert CAMERA.encode() in source
    data = public_picture(source).data
    assert CAMERA.encode() not in data
    assert PLACE not in data


def test_a_picture_that_lies_on_its_side_is_turned_upright():
    assert Image.open(io.BytesIO(_jpeg(6))).size == (40, 20)
    picture = public_picture(_jpeg(6))
    assert (picture.width, picture.height) == (20, 40) == _opened(picture).size


def test_bytes_after_the_end_of_a_picture_are_not_in_the_public_copy():
    assert b"Quillfeather" not in public_picture(_jpeg() + b"Quillfeather").data


@pytest.mark.parametrize(("source", "suffix", "mime"), [(_jpeg(), ".jpg", "image/jpeg"), (_png(), ".png", "image/png")])
def test_the_copy_says_what_it_is(source, suffix, mime):
    picture = public_picture(source)
    assert (picture.suffix, picture.mime) == (suffix, mime)
    assert Image.MIME[_opened(picture).format] == mime


def test_the_same_picture_has_the_same_copy():
    assert public_picture(_png()).data == public_picture(_png()).data


@pytest.mark.parametrize("source", [b"", b"not a picture", _jpeg()[:200], b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_is_no_picture_is_refused(source):
    with pytest.raises(TypesettingError):
        public_picture(source)
