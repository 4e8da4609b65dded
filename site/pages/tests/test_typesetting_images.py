"""Pictures on their way into a typeset report."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from pages.tests.printing import block, picture_bytes, report, tagged
from pages.typesetting import TypesettingError, typeset_report
from pages.typesetting.images import LONGEST_SIDE, TALLEST_MM, WIDEST_MM, prepare_picture

_DESCRIPTION, _GPS, _ORIENTATION = 0x010E, 0x8825, 0x0112


def _photograph(**tags: int) -> bytes:
    exif = Image.Exif()
    exif[_DESCRIPTION] = "Willow at 12 Acacia Avenue"
    exif[_GPS] = {1: "N", 2: (54.0, 58.0, 12.0), 3: "W", 4: (1.0, 36.0, 48.0)}
    for tag, value in tags.items():
        exif[int(tag[1:], 16)] = value
    return picture_bytes("JPEG", exif=exif, comment=b"Taken by a neighbour")


def _images_in(pdf: bytes) -> list[bytes]:
    with tagged(pdf) as document:
        return [image.read_raw_bytes() for page in document.pages for image in page.get_images().values()]


def test_where_and_by_whom_a_photograph_was_taken_does_not_reach_the_pdf(fonts: Path) -> None:
    given = _photograph()
    assert Image.open(io.BytesIO(given)).getexif().get_ifd(_GPS)
    assert b"Acacia" in given
    assert b"neighbour" in given
    blocks = [block("figure", image="a", alt="A street", caption="")]
    made = typeset_report(report(blocks=blocks), images={"a": given}, fonts=fonts)
    (printed,) = _images_in(made.pdf)
    for secret in (b"Exif", b"Acacia", b"neighbour"):
        assert secret not in made.pdf
        assert secret not in printed
    assert not Image.open(io.BytesIO(printed)).getexif()


def test_a_png_loses_its_text_chunks_and_its_profile() -> None:
    words = PngInfo()
    words.add_text("Author", "A neighbour")
    given = picture_bytes(pnginfo=words, icc_profile=b"profile of a camera")
    assert b"tEXt" in given
    assert b"iCCP" in given
    done = prepare_picture(given).data
    assert b"tEXt" not in done
    assert b"iCCP" not in done


def test_a_photograph_is_turned_upright_before_its_note_of_that_is_dropped() -> None:
    done = prepare_picture(_photograph(x0112=6))
    assert Image.open(io.BytesIO(done.data)).size == (200, 300)


@pytest.mark.parametrize(("form", "suffix"), [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "png"), ("WEBP", "jpg")])
def test_each_accepted_format_is_printed(fonts: Path, form: str, suffix: str) -> None:
    given = picture_bytes(form)
    assert prepare_picture(given).suffix == suffix
    blocks = [block("figure", image="a", alt="A square", caption="")]
    assert len(_images_in(typeset_report(report(blocks=blocks), images={"a": given}, fonts=fonts).pdf)) == 1


def test_a_see_through_picture_stays_see_through() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(written, "WEBP")
    assert Image.open(io.BytesIO(prepare_picture(written.getvalue()).data)).mode == "RGBA"


def test_a_large_picture_is_scaled_down_and_fits_the_page() -> None:
    done = prepare_picture(picture_bytes(size=(1000, 5000)))
    assert max(Image.open(io.BytesIO(done.data)).size) == LONGEST_SIDE
    assert done.width_mm <= WIDEST_MM
    assert done.width_mm * 5 <= TALLEST_MM + 1


@pytest.mark.parametrize("side", [7000, 14000])
def test_too_many_pixels_are_refused(side: int) -> None:
    written = io.BytesIO()
    Image.new("1", (side, side)).save(written, "PNG", compress_level=1)
    with pytest.raises(TypesettingError, match="too large"):
        prepare_picture(written.getvalue())


@pytest.mark.parametrize("given", [b"", b"not a picture", picture_bytes()[:60], picture_bytes("JPEG")[:400]])
def test_a_damaged_picture_is_refused_in_plain_words(given: bytes) -> None:
    with pytest.raises(TypesettingError, match="cannot be read"):
        prepare_picture(given)


def test_a_format_that_is_not_on_the_list_is_refused() -> None:
    given = picture_bytes("TIFF")
    assert Image.open(io.BytesIO(given)).format == "TIFF"
    with pytest.raises(TypesettingError, match="cannot be read"):
        prepare_picture(given)


def test_a_figure_without_its_picture_is_refused(fonts: Path) -> None:
    blocks = [block("figure", image="a", alt="A street", caption="")]
    with pytest.raises(TypesettingError, match="An image of the report is missing"):
        typeset_report(report(blocks=blocks), images={}, fonts=fonts)
