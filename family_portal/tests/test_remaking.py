"""What is opened is made anew: nothing that acts, and nothing that tells where, when or by whom (attacks 40 and 41)."""

from __future__ import annotations

import io
import random
import zipfile
import zlib

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from family_portal.tests.giving import EICAR, HIDDEN, a_pdf, a_photo, everything_in
from family_portal.uploads import apart, remaking, scrubbing
from family_portal.uploads.apart import remake_apart
from family_portal.uploads.remaking import Remade, remake
from family_portal.uploads.why import CODES, MOST_BYTES, Unfit

WORDS = "Grandad wrote: “Życie” – اردو\n"


def code_of(content):
    with pytest.raises(Unfit) as unfit:
        remake(content)
    return unfit.value.code


def outcome(content):
    """The kind of what was made, in which nothing acts, or why nothing was."""
    try:
        made = remake(content)
    except Unfit as unfit:
        return unfit.code
    assert made.kind != "pdf" or b"/JavaScript" not in everything_in(made.content)
    return made.kind


def a_chunk(name, content):
    return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")


def a_zip(name="word/vbaProject.bin"):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        file.writestr(name, b"\0" * 1000)
    return written.getvalue()


REFUSED = {
    "nothing at all": (b"", "empty"),
    "a Word file with macros": (a_zip(), "kind"),
    "an old Office file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "kind"),
    "HTML": (b"<!DOCTYPE html><html><body>Hello</body></html>", "kind"),
    "HTML behind a text": (b"Hello\n\n  <ScRiPt >alert(1)</script>", "kind"),
    "SVG": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "kind"),
    "SVG without a head": (b'<svg onload="alert(1)"/>', "kind"),
    "RTF": (b"{\\rtf1 Hello}", "kind"),
    "a program": (b"MZ\x90\0\3\0\0\0", "kind"),
    "text in another encoding": ("Grüße".encode("latin-1"), "kind"),
    "PDF that begins late": (b"GIF89a;" + a_pdf(), "kind"),
    "PDF that is HTML": (b"%PDF-1.7\n<html><script>alert(1)</script></html>", "broken"),
    "half a PDF": (a_pdf()[:300], "broken"),
    "a PDF with a password": (a_pdf(encryption=pikepdf.Encryption(user="a", owner="b")), "locked"),
    "a PDF that only forbids": (a_pdf(encryption=pikepdf.Encryption(user="", owner="b")), "locked"),
    "half a picture": (a_photo()[:400], "broken"),
    "a GIF": (b"GIF89a" + bytes(100), "kind"),
    "a picture in name alone": (b"\x89PNG\r\n\x1a\n<html>", "broken"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_attack_40_what_is_not_a_document_is_refused(what):
    """Attack 40: polyglots, markup, macros, archives and locked files."""
    content, code = REFUSED[what]
    assert code_of(content) == code


def test_attack_40_a_pdf_that_acts_is_made_anew_without_acting_or_telling():
    """Attack 40: OpenAction, scripts and files within; attack 41: five places that name the author."""
    given_now = a_pdf() + b"\n<html><script>alert(1)</script></html>"
    said = everything_in(given_now)
    acting = [b"/JavaScript", b"/OpenAction", b"/AA", b"/EmbeddedFile", b"evil.example", b"/PieceInfo", b"/Annots"]
    assert all(word in said for word in [*acting, HIDDEN.encode()])
    made = remake(given_now)
    assert made.kind == "pdf"
    said = everything_in(made.content)
    left = [*acting, HIDDEN.encode(), b"script", b"/Metadata", b"/Info"]
    assert [word for word in left if word in said] == []


def test_the_pages_look_as_they_did_with_what_was_drawn_on_them():
    before, after = (pypdfium2.PdfDocument(pdf)[0].render().to_pil() for pdf in (a_pdf(), remake(a_pdf()).content))
    places = [(10, 190), (50, 190), (125, 75), (5, 5)]
    assert [before.getpixel(place) for place in places] == [after.getpixel(place) for place in places]
    assert len({after.getpixel(place) for place in places}) == 4


def test_what_somebody_typed_into_a_form_is_still_there():
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200)).obj
    font = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    field = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, F=4)
    field.update({"/T": pikepdf.String("a"), "/V": pikepdf.String("Oboewarden"), "/Rect": [10, 10, 150, 40]})
    field["/DA"] = pikepdf.String("/Helv 12 Tf 0 g")
    field = pdf.make_indirect(field)
    page.Annots = pikepdf.Array([field])
    fonts = pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=font))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field], DR=fonts, NeedAppearances=True)
    written = io.BytesIO()
    pdf.save(written)
    made = remake(written.getvalue()).content
    assert "Oboewarden" in pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range()


def test_boxes_and_pictures_that_pages_inherit_stay_theirs():
    with pikepdf.open(io.BytesIO(a_pdf(pages=2))) as pdf:
        first, pages = pdf.pages[0].obj, pdf.Root.Pages
        pages.MediaBox, pages.Resources = first.MediaBox, first.Resources
        for page in pdf.pages:
            del page.obj["/MediaBox"], page.obj["/Resources"]
        written = io.BytesIO()
        pdf.save(written)
    made = pypdfium2.PdfDocument(remake(written.getvalue()).content)
    assert [page.get_size() for page in made] == [(200, 200)] * 2
    assert made[0].render().to_pil().getpixel((10, 190))[1] < 50


def test_a_photograph_that_lies_packed_twice_in_a_pdf_tells_nothing_either():
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        photo = pdf.pages[0].obj.Resources.XObject.Photo
        del photo["/Metadata"]
        photo.write(zlib.compress(a_photo()), filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode]))
        written = io.BytesIO()
        pdf.save(written)
    made = remake(written.getvalue()).content
    assert HIDDEN.encode() not in everything_in(made)
    assert pypdfium2.PdfDocument(made)[0].render().to_pil().getpixel((10, 190))[1] < 50


def test_a_pdf_with_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(scrubbing, "MOST_PAGES", 2)
    assert remake(a_pdf(pages=2)).kind == "pdf"
    assert code_of(a_pdf(pages=3)) == "pages"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_attack_41_a_picture_keeps_its_pixels_and_nothing_else(kind):
    """Attack 41: place, time, camera and author are gone; the picture stands upright."""
    remaking._know_heic()
    photo = a_photo(kind, orientation=6 if kind != "HEIF" else 1)
    assert HIDDEN.encode() in photo
    made = remake(photo)
    assert made.kind == ("png" if kind == "PNG" else "jpeg")
    assert HIDDEN.encode() not in made.content
    with Image.open(io.BytesIO(made.content)) as image:
        assert (dict(image.getexif()), image.size) == ({}, (60, 40) if kind == "HEIF" else (40, 60))
        red, blue = image.getpixel((10, 5)), image.getpixel((image.width - 10, image.height - 5))
    assert red[0] > 200 > 60 > red[2]
    assert blue[2] > 200 > 60 > blue[0]


def test_a_picture_that_one_can_see_through_stays_so():
    written = io.BytesIO()
    Image.new("RGBA", (20, 20), (255, 0, 0, 100)).save(written, "WEBP", lossless=True)
    made = remake(written.getvalue())
    with Image.open(io.BytesIO(made.content)) as image:
        assert (made.kind, image.mode, image.getpixel((3, 3))) == ("png", "RGBA", (255, 0, 0, 100))


def test_attack_40_a_picture_of_two_hundred_megapixels_is_refused_before_it_is_unpacked(monkeypatch):
    """Attack 40: the size is read from the head of the file."""
    size = (20_000).to_bytes(4, "big") + (10_000).to_bytes(4, "big")
    chunks = a_chunk(b"IHDR", size + b"\x08\x02\0\0\0") + a_chunk(b"IDAT", zlib.compress(bytes(1000)))
    assert code_of(b"\x89PNG\r\n\x1a\n" + chunks) == "pixels"
    monkeypatch.setattr(remaking, "MOST_PIXELS", 2400)
    assert remake(a_photo()).kind == "jpeg"
    monkeypatch.setattr(remaking, "MOST_PIXELS", 2399)
    assert code_of(a_photo()) == "pixels"


def test_text_stays_as_it_is_but_for_its_line_ends():
    assert remake(b"\xef\xbb\xbf" + WORDS.replace("\n", "\r\n").encode()) == Remade("text", WORDS.encode())
    assert remake(b"1 < 2, <3 and <anna@example.org>").kind == "text"
    assert remake(EICAR) == Remade("text", EICAR)


@given(st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.4\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"]))
@settings(max_examples=60, deadline=None)
def test_whatever_comes_is_made_anew_or_refused_with_a_reason(content, head):
    assert outcome(head + content) in CODES | {"pdf", "jpeg", "png", "text"}


def test_a_pdf_with_bytes_changed_anywhere_is_made_anew_or_refused_with_a_reason():
    whole, dice = a_pdf(), random.Random(7)
    for _ in range(40):
        broken = bytearray(whole)
        for _ in range(8):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        assert outcome(bytes(broken)) in CODES | {"pdf"}


def a_bomb(size, *, raw=None, filters=None):
    """A PDF whose page unpacks to `size` bytes, or holds `raw` packed by `filters`."""
    pdf, written = pikepdf.new(), io.BytesIO()
    page = pdf.add_blank_page().obj
    page.Contents = pdf.make_stream(bytes(size))
    if raw:
        page.Contents.write(raw, filter=pikepdf.Array([pikepdf.Name(name) for name in filters]))
    pdf.save(written, compress_streams=raw is None, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return written.getvalue()


class TestApart:
    def test_the_process_apart_gives_what_was_made_and_says_why_not(self):
        assert remake_apart(WORDS.encode()) == Remade("text", WORDS.encode())
        assert HIDDEN.encode() not in everything_in(remake_apart(a_pdf()).content)
        with pytest.raises(Unfit, match="kind"):
            remake_apart(a_zip())

    def test_a_process_that_dies_makes_the_file_one_that_cannot_be_opened(self, monkeypatch):
        monkeypatch.setattr(apart, "_MODULE", "no.such.module")
        with pytest.raises(Unfit, match="broken"):
            remake_apart(b"Hello")

    def test_a_file_that_is_too_large_or_empty_is_not_handed_over(self, monkeypatch):
        monkeypatch.setattr(apart, "_MODULE", "no.such.module")
        for content, code in ((bytes(MOST_BYTES + 1), "large"), (b"", "empty")):
            with pytest.raises(Unfit, match=code):
                remake_apart(content)

    def test_attack_40_a_bomb_is_refused_and_a_large_page_is_not(self):
        """Attack 40: 160 MB of nothing for a page, packed into a few bytes; a sixteenth of it may be a drawing."""
        assert len(a_bomb(160_000_000)) < 200_000
        with pytest.raises(Unfit, match="large"):
            remake_apart(a_bomb(160_000_000))
        assert remake_apart(a_bomb(10_000_000)).kind == "pdf"

    def test_attack_40_what_is_packed_twice_is_refused(self):
        """Attack 40: each packing makes a bomb a thousand times smaller."""
        twice = zlib.compress(zlib.compress(bytes(1_000_000)))
        with pytest.raises(Unfit, match="broken"):
            remake_apart(a_bomb(0, raw=twice, filters=["/FlateDecode", "/FlateDecode"]))
