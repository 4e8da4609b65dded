import io

import pytest
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Stream
from PIL import Image

from anonymity.documents import picture_of, read_document
from anonymity.documents.pdf.picturing import NoSuchPlace
from anonymity.documents.tests.making import BOX, WORDS, annotate, kinds, line, pdf_bytes, picture, read_pdf, said
from anonymity.passages import Fault, Finding

SECRET = line("Odalys Fenwright")


def redactions(document):
    return [fault.matched for fault in document.faults if fault.kind == "bad_redaction"]


def places(document):
    return said(document, "Odalys")


def put_image(pdf, name="I1"):
    image = Stream(pdf, bytes(3), Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
    image.ColorSpace = Name.DeviceRGB
    pdf.pages[0].Resources.XObject = Dictionary({f"/{name}": pdf.make_indirect(image)})


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (SECRET + BOX, "text under a black box, page 1"),
        (SECRET + "1 1 1 rg 60 690 300 25 re f\n", "text under a white box, page 1"),
        (SECRET + "0 0 0 RG 20 w 60 704 m 300 704 l S\n", "text under a black line, page 1"),
        (SECRET + BOX + line("[withheld]", x=80, before="1 1 1 rg"), "text under a black box, page 1"),
        (BOX + line("Odalys Fenwright", before="0 0 0 rg"), "text hidden in a box of its own colour, page 1"),
        (line("Odalys Fenwright", before="3 Tr") + BOX, "text under a black box, page 1"),
    ],
)
def test_words_under_what_is_drawn_over_them_are_a_bad_redaction(content, place):
    document = read_pdf(WORDS + content)
    assert place in places(document)
    assert redactions(document) == ["Odalys Fenwright"]
    assert ("bad_redaction", "block") in kinds(document)


def test_only_the_covered_words_of_a_line_are_reported():
    document = read_pdf(WORDS + line("Met Odalys on Monday") + "0 g 95 695 41 15 re f\n")
    assert redactions(document) == ["Odalys"]
    assert said(document, "Met Odalys on Monday") == ["text, page 1"]


def test_words_under_a_pasted_picture_are_a_bad_redaction():
    content = WORDS + SECRET + "q 300 0 0 25 60 690 cm /I1 Do Q\n"
    document = read_pdf(content, change=put_image)
    assert places(document) == ["text, page 1", "text under a picture, page 1"]
    assert redactions(document) == ["Odalys Fenwright"]


def test_words_under_a_box_inside_a_form_are_a_bad_redaction():
    def change(pdf):
        form = pdf.make_stream(b"0 g 0 0 300 25 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 300, 25])
        pdf.pages[0].Resources.XObject = Dictionary(X=form)

    document = read_pdf(WORDS + SECRET + "q 1 0 0 1 60 690 cm /X Do Q", change=change)
    assert redactions(document) == ["Odalys Fenwright"]


@pytest.mark.parametrize("entries", [{"Subtype": Name.Square, "C": [0, 0, 0], "IC": [0, 0, 0]}])
def test_words_under_an_opaque_annotation_are_a_bad_redaction(entries):
    document = read_pdf(WORDS + SECRET, change=lambda pdf: annotate(pdf, **entries))
    assert "text under an annotation box, page 1" in places(document)
    assert redactions(document) == ["Odalys Fenwright"]


def test_a_black_highlight_is_a_bad_redaction_and_a_yellow_one_is_not():
    quad = [60, 715, 360, 715, 60, 690, 360, 690]

    def marked(*colour):
        return lambda pdf: annotate(pdf, Subtype=Name.Highlight, C=list(colour), QuadPoints=quad)

    assert redactions(read_pdf(WORDS + SECRET, change=marked(0, 0, 0))) == ["Odalys Fenwright"]
    assert redactions(read_pdf(WORDS + SECRET, change=marked(1, 1, 0))) == []


def test_words_marked_for_redaction_and_never_removed_are_a_bad_redaction():
    document = read_pdf(WORDS + SECRET, change=lambda pdf: annotate(pdf, Subtype=Name.Redact))
    assert redactions(document) == ["Odalys Fenwright"]


@pytest.mark.parametrize(
    "content",
    [
        "0.1 0.4 0.7 rg 60 690 300 25 re f\n" + line("Odalys Fenwright", before="1 1 1 rg"),
        "1 1 0 rg 60 690 300 25 re f\n" + line("Odalys Fenwright", before="0 g"),
        SECRET + "0 0 0 rg 60 696 300 1 re f\n",
        SECRET + "0 0 0 RG 3 w 60 690 300 25 re S\n",
        SECRET + "0 0 0 rg 60 640 300 25 re f\n",
        SECRET + "q 0 0 20 20 re W n " + BOX + "Q\n",
        SECRET + BOX + "1 1 1 rg 60 690 300 25 re f\n" + line("Odalys Fenwright", before="0 g"),
    ],
)
def test_a_clean_page_is_not_accused(content):
    document = read_pdf(WORDS + content)
    assert places(document) == ["text, page 1"]
    assert redactions(document) == []


def test_a_see_through_box_is_not_accused():
    def change(pdf):
        pdf.pages[0].Resources.ExtGState = Dictionary(G=Dictionary(ca=0.3))

    assert redactions(read_pdf(WORDS + SECRET + "/G gs " + BOX, change=change)) == []


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (line("Odalys Fenwright", before="1 1 1 rg"), "white text (hidden), page 1"),
        (line("Odalys Fenwright", before="0.99 g"), "white text (hidden), page 1"),
        (line("Odalys Fenwright", size=0.6), "tiny text, page 1"),
        (line("Odalys Fenwright", y=-90), "text off the page (hidden), page 1"),
        (line("Odalys Fenwright", x=1400), "text off the page (hidden), page 1"),
        (line("Odalys Fenwright", before="3 Tr"), "invisible text, page 1"),
        ("q 0 0 9 9 re W n " + SECRET + "Q\n", "hidden text, clipped away, page 1"),
    ],
)
def test_hidden_words_are_named_by_the_way_they_are_hidden(content, place):
    document = read_pdf(WORDS + content)
    assert places(document) == [place]
    assert redactions(document) == []


def test_words_of_a_layer_that_is_switched_off_are_read():
    def change(pdf):
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Notes on Odalys"))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        pdf.pages[0].Resources.Properties = Dictionary(L=layer)

    document = read_pdf(WORDS + f"/OC /L BDC {SECRET} EMC", change=change)
    assert set(places(document)) == {
        "text in a hidden layer (optional content), page 1",
        "layer name (optional content)",
    }


def test_words_outside_the_crop_are_read_and_blamed():
    def change(pdf):
        pdf.pages[0].CropBox = [0, 0, 595, 600]

    document = read_pdf(WORDS + SECRET, change=change)
    assert places(document) == ["cropped text outside the page, page 1"]
    assert ("cropped", "review") in kinds(document)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_hides_no_less_and_accuses_no_more(turn):
    def change(pdf):
        pdf.pages[0].Rotate = turn

    assert redactions(read_pdf(WORDS + SECRET + BOX, change=change)) == ["Odalys Fenwright"]
    assert redactions(read_pdf(WORDS + SECRET, change=change)) == []


def test_a_hyphen_at_a_line_end_keeps_its_line_end():
    content = line("They went to Fell-") + line("moss that day", y=686)
    assert said(read_pdf(content), "Fell-\nmoss") == ["text, page 1"]


def test_a_picture_of_a_page_is_blocked_as_not_read():
    document = read_pdf("q 595 0 0 842 0 0 cm /I1 Do Q", WORDS, change=put_image)
    assert ("picture_only", "block") in kinds(document)
    fault = next(fault for fault in document.faults if fault.kind == "picture_only")
    assert fault.message == "Page 1 cannot be read: this is a picture."
    assert [f.where for f in document.faults if f.kind == "picture_only"] == ["page 1"]


def test_a_page_with_words_and_a_small_picture_is_not_called_a_picture():
    document = read_pdf(WORDS + "q 100 0 0 100 60 90 cm /I1 Do Q", change=put_image)
    assert ("picture_only", "block") not in kinds(document)


def test_the_picture_of_a_bad_redaction_shows_its_part_of_the_page():
    source = pdf_bytes(WORDS + SECRET + BOX)
    fault = next(f for f in read_document(source, name="a.pdf").faults if f.kind == "bad_redaction")
    shown = Image.open(io.BytesIO(picture_of(source, fault)))
    assert (300, 150) < shown.size < (595 * 2, 842 * 2)
    assert shown.convert("L").getpixel((shown.width // 2, shown.height // 2)) < 20
    assert fault.page == 1


def test_the_picture_is_found_again_from_a_finding():
    source = pdf_bytes(WORDS + SECRET + BOX)
    fault = next(f for f in read_document(source, name="a.pdf").faults if f.kind == "bad_redaction")
    finding = Finding("t1", "name", "block", fault.where, "Odalys", "Odalys Fenwright")
    assert picture_of(source, finding) == picture_of(source, fault)
    with pytest.raises(NoSuchPlace):
        picture_of(source, Fault("bad_redaction", "block", "page 9", "", "Nobody"))


def test_a_jpeg_on_a_page_tells_its_own_metadata():
    def change(pdf):
        exif = Image.Exif()
        exif[0x013B] = "Odalys Fenwright"
        image = Stream(pdf, picture(exif=exif), Type=Name.XObject, Subtype=Name.Image, Width=40, Height=30)
        image.Filter, image.ColorSpace, image.BitsPerComponent = Name.DCTDecode, Name.DeviceRGB, 8
        pdf.pages[0].Resources.XObject = Dictionary(I1=pdf.make_indirect(image))

    document = read_pdf(WORDS + "q 100 0 0 100 60 90 cm /I1 Do Q", change=change)
    assert places(document) == ["picture metadata, EXIF artist"]


def form_of(content, matrix=(1, 0, 0, 1, 0, 0)):
    def change(pdf):
        page = pdf.pages[0]
        form = pdf.make_stream(content.encode(), Subtype=Name.Form, BBox=[0, 0, 600, 850], Resources=page.Resources)
        form.Matrix = list(matrix)
        page.Resources = Dictionary(Font=page.Resources.Font, XObject=Dictionary(X=form))

    return change


def test_words_within_a_form_are_seen_to_be_covered_from_without():
    document = read_pdf(WORDS + "/X Do " + BOX, change=form_of(SECRET))
    assert redactions(document) == ["Odalys Fenwright"]


def test_words_within_a_form_are_hidden_there_as_on_the_page():
    document = read_pdf(WORDS + "/X Do", change=form_of(line("Odalys Fenwright", before="1 g")))
    assert places(document) == ["white text (hidden), page 1"]


def test_a_form_that_draws_its_words_larger_is_not_called_tiny():
    small = line("Odalys i", x=6, y=50, size=1)
    document = read_pdf(WORDS + "/X Do", change=form_of(small, (12, 0, 0, 12, 0, 0)))
    assert places(document) == ["text, page 1"]
    assert kinds(document) == set()


def test_turned_words_under_a_box_are_a_bad_redaction():
    content = "BT /F1 12 Tf 0 1 -1 0 300 500 Tm (Odalys Fenwright) Tj ET 0 g 285 490 25 120 re f"
    assert redactions(read_pdf(WORDS + content)) == ["Odalys Fenwright"]


def test_words_under_a_nearly_opaque_box_are_a_bad_redaction():
    def change(pdf):
        pdf.pages[0].Resources.ExtGState = Dictionary(G=Dictionary(ca=0.95))

    assert redactions(read_pdf(WORDS + SECRET + "/G gs " + BOX, change=change)) == ["Odalys Fenwright"]


def test_words_under_a_box_that_is_no_rectangle_are_reported_only_where_it_covers_them():
    triangle = "0 g 60 690 m 400 690 l 400 720 l f\n"
    larger = "0 g 60 600 m 500 600 l 500 760 l f\n"
    document = read_pdf(WORDS + line("left Odalys Fenwright", x=300) + larger + triangle)
    assert redactions(document) == ["left Odalys Fenwright"]
    assert redactions(read_pdf(WORDS + line("left", x=72) + triangle)) == []


def test_a_bad_redaction_in_an_attachment_has_no_picture_on_a_page_of_this_file():
    def change(pdf):
        inner = pdf_bytes(WORDS + SECRET + BOX)
        pdf.attachments["a.pdf"] = AttachedFileSpec(pdf, inner, filename="a.pdf")

    source = pdf_bytes(WORDS, change=change)
    fault = next(f for f in read_document(source, name="a.pdf").faults if f.kind == "bad_redaction")
    assert fault.where == "attachment 1, text under a black box, page 1"
    with pytest.raises(NoSuchPlace):
        picture_of(source, fault)
