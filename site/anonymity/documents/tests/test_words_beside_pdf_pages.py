import io

import pikepdf
import pytest
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, OutlineItem, String

from anonymity.documents import read_document
from anonymity.documents.tests.making import (
    WORDS,
    annotate,
    kinds,
    line,
    new_pdf,
    p,
    pdf_bytes,
    read_here,
    read_pdf,
    said,
    word,
)

NAME = "Odalys Fenwright"
SECRET = line(NAME)


def places(change, *contents):
    return said(read_pdf(*(contents or (WORDS,)), change=change), "Odalys")


def root_entry(**entries):
    def change(pdf):
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value

    return change


def annotation(**entries):
    return lambda pdf: annotate(pdf, **entries)


def field(**entries):
    def change(pdf):
        widget = annotate(pdf, Subtype=Name.Widget, FT=Name.Tx, **entries)
        pdf.Root.AcroForm = Dictionary(Fields=Array([widget]))

    return change


def outline(pdf):
    with pdf.open_outline() as found:
        found.root.append(OutlineItem(f"Visit to {NAME}", 0))


def attach(name="notes.txt", content=b"nothing", description=""):
    def change(pdf):
        pdf.attachments[name] = AttachedFileSpec(pdf, content, filename=name, description=description)

    return change


def xmp(pdf):
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = [NAME]


def named_destination(pdf):
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String(NAME), pdf.pages[0].obj])))


def javascript(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=f"app.alert('{NAME}')")


def javascript_stream(pdf):
    script = pdf.make_stream(f"var child = 'the name is {NAME}'; app.alert(child);".encode())
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=script)


def info(pdf):
    pdf.docinfo["/Subject"] = NAME


def own_info(pdf):
    pdf.docinfo["/CaseOdalys"] = "1"


def xfa(pdf):
    data = pdf.make_stream(f"<xdp><field>{NAME}</field></xdp>".encode())
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array([String("datasets"), data]))


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (annotation(Subtype=Name.Text, Contents=NAME), "annotation comment"),
        (annotation(Subtype=Name.Text, Contents="x", T=NAME), "annotation author"),
        (annotation(Subtype=Name.Text, Subj=NAME), "annotation, subject"),
        (annotation(Subtype=Name.Text, RC=f"<p>{NAME}</p>"), "annotation, rich text comment"),
        (annotation(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="https://x.org/Odalys")), "link target (URL)"),
        (annotation(Subtype=Name.Link, Dest=String("Odalys")), "link target, named destination"),
        (annotation(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F="Odalys.doc")), "linked or attached file name"),
        (field(T="Odalys"), "form field, name"),
        (field(T="a", V=NAME), "form field, value"),
        (field(T="a", DV=NAME), "form field, default value"),
        (field(T="a", TU=NAME), "form field, tooltip"),
        (field(T="a", Opt=Array([String(NAME)])), "form field, choice"),
        (field(T="a", MK=Dictionary(CA=NAME)), "form field, caption"),
        (xfa, "form data or script in the file"),
        (outline, "outline (bookmark)"),
        (attach(name="Odalys-notes.txt"), "attachment name"),
        (attach(name="Odalys-notes.txt"), "linked or attached file name"),
        (attach(description=NAME), "attachment description"),
        (attach(content=NAME.encode()), "attachment 1, text"),
        (attach(content=word(p(NAME))), "attachment 1, body"),
        (attach(content=pdf_bytes(SECRET)), "attachment 1, text, page 1"),
        (xmp, "XMP metadata, creator"),
        (named_destination, "link target, named destination"),
        (javascript, "script in the file"),
        (javascript_stream, "form data or script in the file"),
        (info, "document property (metadata, Subject)"),
        (own_info, "document property (metadata), name"),
        (root_entry(PageLabels=Dictionary(Nums=Array([0, Dictionary(P=NAME)]))), "page label"),
        (root_entry(StructTreeRoot=Dictionary(K=Dictionary(S=Name.Figure, Alt=NAME))), "alt text"),
        (root_entry(StructTreeRoot=Dictionary(K=Dictionary(S=Name.H1, T=NAME))), "alt text, title of a structure"),
        (root_entry(PieceInfo=Dictionary(App=Dictionary(Private=NAME))), "other text in the file"),
    ],
)
def test_words_beside_the_pages_are_read_in_their_place(change, place):
    assert any(found.startswith(place) for found in places(change))


def test_words_spoken_in_place_of_what_is_drawn_are_read():
    content = WORDS + f"/Span <</ActualText ({NAME})>> BDC {line('a mark')} EMC"
    assert "alt text, actual text of a passage" in places(None, content)


def test_words_drawn_by_an_annotation_alone_are_read():
    def change(pdf):
        resources = pdf.pages[0].Resources
        stamp = pdf.make_stream(SECRET.encode(), Subtype=Name.Form, BBox=[0, 0, 500, 800], Resources=resources)
        annotate(pdf, Subtype=Name.Stamp, AP=Dictionary(N=stamp))

    assert places(change) == ["annotation"]


def unshown_form(pdf):
    pdf.pages[0].Resources.XObject = Dictionary(
        X=pdf.make_stream(SECRET.encode(), Subtype=Name.Form, BBox=[0, 0, 500, 800], Resources=pdf.pages[0].Resources)
    )


def kept_page(pdf):
    pdf.Root.Kept = pdf.pages[1].obj
    del pdf.pages[1]


@pytest.mark.parametrize(("change", "contents"), [(unshown_form, (WORDS,)), (kept_page, (WORDS, SECRET))])
def test_words_that_no_page_shows_any_more_are_read_and_blamed(change, contents):
    document = read_pdf(*contents, change=change)
    assert said(document, NAME) == ["removed text still in the file"]
    assert ("removed_but_present", "review") in kinds(document)


@pytest.mark.parametrize("compressed", [False, True])
def test_a_stream_that_no_table_lists_is_read_with_the_fonts_of_the_pages(compressed):
    import zlib

    body = zlib.compress(SECRET.encode()) if compressed else SECRET.encode()
    stray = b"99 0 obj\n<</Length %d>>\nstream\n" % len(body) + body + b"\nendstream\nendobj\n"
    source = pdf_bytes(WORDS)
    at = source.index(b"xref")
    whole = source[:at] + stray + source[at:].replace(b"startxref\n%d" % at, b"startxref\n%d" % (at + len(stray)))
    document = read_here(whole)
    assert said(document, NAME) == ["removed text still in the file"]


def saved_over(first, change):
    """A PDF whose second version is appended to the first, as Acrobat does."""
    with pikepdf.open(io.BytesIO(first)) as pdf:
        change(pdf)
        page = pdf.pages[0].obj
        content, page_number = pdf.pages[0].Contents, page.objgen[0]
        new_content = content.read_bytes()
        number = content.objgen[0]
        size = len(pdf.objects) + 1
        root = pdf.Root.objgen[0]
    assert page_number
    body = b"%d 0 obj\n<</Length %d>>\nstream\n" % (number, len(new_content)) + new_content + b"\nendstream\nendobj\n"
    previous = int(first.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    at = len(first)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, at)
    trailer = b"trailer\n<</Size %d /Root %d 0 R /Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    return first + body + table + trailer % (size, root, previous, at + len(body))


def test_words_of_an_earlier_version_are_read_and_blamed():
    first = pdf_bytes(WORDS + SECRET, object_stream_mode=pikepdf.ObjectStreamMode.disable)

    def without(pdf):
        pdf.pages[0].Contents.write(WORDS.encode())

    source = saved_over(first, without)
    with pikepdf.open(io.BytesIO(source)) as pdf:
        assert NAME.encode() not in pdf.pages[0].Contents.read_bytes()
    document = read_here(source)
    assert said(document, NAME) == ["earlier revision 1, text, page 1"]
    assert ("earlier_revision", "review") in kinds(document)


def test_a_linearised_file_has_no_earlier_version():
    document = read_here(pdf_bytes(WORDS, SECRET, linearize=True))
    assert [fault.kind for fault in document.faults] == []


def test_a_file_locked_with_an_empty_password_is_read():
    written = io.BytesIO()
    with new_pdf(WORDS + SECRET) as pdf:
        pdf.save(written, encryption=pikepdf.Encryption(owner="secret", user=""))
    assert said(read_here(written.getvalue()), NAME) == ["text, page 1"]


def test_a_file_locked_with_a_password_is_blocked():
    written = io.BytesIO()
    with new_pdf(WORDS + SECRET) as pdf:
        pdf.save(written, encryption=pikepdf.Encryption(owner="secret", user="other"))
    document = read_document(written.getvalue(), name="report.pdf")
    assert kinds(document) == {("encrypted", "block")}
    assert said(document, NAME) == []


def test_words_in_a_marked_stretch_of_content_are_read():
    content = f"/Artifact <</Attached [/Top] /Note ({NAME})>> BDC {WORDS} EMC"
    assert "alt text, actual text of a passage" in places(None, content)


def test_words_between_the_objects_and_behind_the_end_are_read():
    source = pdf_bytes(WORDS)
    at = source.index(b"\nxref")
    document = read_here(source[:at] + b"\n% made for Odalys" + source[at:] + b"\nOdalys Fenwright's file\n")
    assert said(document, "Odalys") == ["comment between the objects of the file", "words outside the PDF proper"]


def test_a_destination_that_is_a_name_is_read():
    assert places(annotation(Subtype=Name.Link, Dest=Name("/Odalys"))) == ["link target, named destination"]


def test_letters_that_stand_for_nothing_are_blocked():
    def change(pdf):
        glyphs = Dictionary({f"/g{i}": pdf.make_stream(b"500 0 0 0 500 500 d1 0 0 500 500 re f") for i in range(1, 9)})
        differences = pikepdf.Array([1, *[Name(f"/g{i}") for i in range(1, 9)]])
        font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 500, 500], CharProcs=glyphs)
        font.FontMatrix, font.FirstChar, font.LastChar, font.Widths = [0.001, 0, 0, 0.001, 0, 0], 1, 8, [500] * 8
        font.Encoding = Dictionary(Type=Name.Encoding, Differences=differences)
        pdf.pages[0].Resources.Font = Dictionary(F1=pdf.make_indirect(font))

    letters = "".join(f"\\{i:03o}" for i in range(1, 9))
    content = "".join(line(letters, y=700 - 20 * i) for i in range(10))
    assert ("cannot_be_read", "block") in kinds(read_pdf(content, change=change))
