"""A PDF that is attached goes out cleaned, under its title, at the hour of the report and not before."""

from __future__ import annotations

import base64
import io
import zlib
from datetime import datetime, time, timedelta
from pathlib import Path

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from config.testing.reports import T0
from config.testing.words import said
from lifecycles.moves import MoveRefused
from pages.models import PrivateDocument
from pages.storing import stored_name
from partnerships.working_days import LONDON
from publications.anonymity.cleaning_pdf import Locked, clean_pdf
from publications.anonymity.cleaning_photographs import without_camera
from publications.attachments.choosing import chosen_in
from publications.attachments.making import MOST_FILES, pages_of, public_pdfs
from publications.attachments.reading import papers_of
from publications.attachments.refusals import (
    AttachedTwice,
    LockedPdf,
    NoSuchDocument,
    NotPdf,
    OfTheRecord,
    TooMuchAttached,
    WithoutWords,
)
from publications.checking_publication import check_publication
from publications.content_hash import hash_of, page_content, page_digest
from publications.models import Edition, EditionFile, Restriction
from publications.releasing import checklist, confirm_release
from publications.tests.attaching import (
    HIDDEN,
    TITLE,
    WORD,
    a_pdf,
    attach,
    attached_report,
    document,
    everything_in,
    prepare,
    publish,
    telling,
)
from publications.tests.embargo import answer
from publications.tests.staffing import read
from publications.withdrawing import archive, pause

pytestmark = pytest.mark.django_db
HOUR = T0 + timedelta(days=1)
PAGE = "/reviews/robin-surrey/"


@pytest.fixture
def review(reports, surrey):
    return attached_report(reports, surrey)


def the_file():
    return EditionFile.objects.get(role=EditionFile.Role.ATTACHMENT)


def content_of(file):
    with default_storage.open(stored_name(file.digest, ".pdf")) as handle:
        return handle.read()


def test_everything_that_readers_do_not_see_is_gone_and_what_they_see_is_there():
    original = a_pdf(more=telling)
    assert everything_in(original).count(HIDDEN.encode()) >= 12
    cleaned = clean_pdf(original, title=TITLE)
    assert HIDDEN.encode() not in everything_in(cleaned)
    assert pages_of(cleaned) == [f"The services of {WORD} stand on this page."]
    with pikepdf.open(io.BytesIO(cleaned)) as pdf:
        assert list(pdf.docinfo.items()) == [("/Title", TITLE)]
        assert not pdf.attachments
        links = [str(link.A.URI) for link in pdf.pages[0].obj.Annots if "/A" in link]
        assert links == ["https://example.org/"]
        assert not {"/OpenAction", "/AcroForm", "/Metadata", "/OCProperties", "/Perms"} & set(pdf.Root.keys())


def test_the_same_file_is_cleaned_to_the_same_bytes():
    original = a_pdf(more=telling)
    assert clean_pdf(original, title=TITLE) == clean_pdf(original, title=TITLE) != clean_pdf(original)


def test_what_was_filled_into_a_form_is_drawn_on_its_page():
    def form(pdf):
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("who"), V=String("Filled"),
            Rect=[72, 600, 300, 620], DA=String("/Helv 12 Tf 0 g"),
        )  # fmt: skip
        field = pdf.make_indirect(field)
        font = Dictionary(Helv=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        pdf.Root.AcroForm = Dictionary(
            Fields=Array([field]), NeedAppearances=True, DR=Dictionary(Font=font), DA=String("/Helv 12 Tf 0 g")
        )
        pdf.pages[0].obj.Annots = Array([field])

    cleaned = clean_pdf(a_pdf("A form with one field to fill in", more=form))
    assert "Filled" in pages_of(cleaned)[0]
    assert b"/AcroForm" not in everything_in(cleaned)


@pytest.mark.parametrize("policy", ["/AnyOn", "/AllOn"])
def test_layers_that_are_shown_stay_and_hidden_ones_go_however_they_are_named(policy):
    def layers(pdf):
        on, off = (pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(n))) for n in ("on", "off"))
        both = pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array([on, off]), P=Name(policy)))
        not_off = pdf.make_indirect(Dictionary(Type=Name.OCMD, VE=Array([Name.Not, off])))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([on, off]), D=Dictionary(BaseState=Name.OFF, ON=Array([on])))
        page = pdf.pages[0]
        page.obj.Resources.Properties = Dictionary(ON=on, OFF=off, BOTH=both, NOT=not_off)
        form = pdf.make_stream(
            b"BT /F 9 Tf 9 9 Td (formed) Tj ET", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 99, 99], OC=off,
            Resources=page.obj.Resources,
        )  # fmt: skip
        page.obj.Resources.XObject = Dictionary(X=form)
        for height, (name, word) in enumerate(
            [("ON", "shown"), ("OFF", "away"), ("BOTH", "shared"), ("NOT", "upside")]
        ):
            page.contents_add(
                b"/OC /%s BDC BT /F 9 Tf 72 %d Td (%s) Tj ET EMC" % (name.encode(), 300 + 20 * height, word.encode())
            )
        page.obj.Resources.Properties.SAID = Dictionary(ActualText=String("spoken"), Alt=String("spoken"))
        page.contents_add(b"/OC /OFF BDC /Span <</ActualText (uttered)>> BDC EMC /P <</E (told)>> DP EMC")
        page.contents_add(b"/OC /OFF BDC /Span /SAID BDC EMC EMC")
        page.contents_add(b"/X Do BT /F 9 Tf 72 100 Td (after) Tj ET")

    cleaned = clean_pdf(a_pdf("A page with layers", more=layers))
    words = set(pages_of(cleaned)[0].split())
    assert {"shown", "upside", "after"} <= words, "what is shown stays"
    assert ("shared" in words) is (policy == "/AnyOn")
    assert not {"away", "formed"} & words
    gone = (b"(away)", b"(formed)", b"uttered", b"spoken", b"(told)")
    assert not any(word in everything_in(cleaned) for word in gone)


def _telling_photograph(**more):
    written, exif = io.BytesIO(), Image.Exif()
    exif[0x013B] = HIDDEN
    Image.new("RGB", (30, 20), "teal").save(written, "JPEG", exif=exif, comment=HIDDEN, **more)
    return written.getvalue()


def _with_a_smaller_picture(jpeg):
    small = b"JFIF\0\x01\x02\0\0\x01\0\x01\x08\x01" + HIDDEN.encode().ljust(24, b"!")
    return jpeg[:2] + b"\xff\xe0" + (len(small) + 2).to_bytes(2, "big") + small + jpeg[2:]


@pytest.mark.parametrize(
    "changed",
    [
        lambda jpeg: jpeg,
        lambda jpeg: jpeg[:2] + b"\xff\xff" + jpeg[2:],
        lambda jpeg: jpeg + HIDDEN.encode(),
        lambda jpeg: jpeg[:2] + b"\xff\xe2\0\x40MPF\0" + HIDDEN.encode().ljust(58, b"!") + jpeg[2:],
        _with_a_smaller_picture,
    ],
)
@pytest.mark.parametrize("progressive", [False, True])
def test_a_photograph_keeps_its_pixels_and_nothing_of_its_camera(progressive, changed):
    taken = _telling_photograph(progressive=progressive)
    assert HIDDEN.encode() in changed(taken)
    bare = without_camera(changed(taken))
    assert HIDDEN.encode() not in bare
    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(taken)).tobytes()


@pytest.mark.parametrize(
    ("filters", "wrap"),
    [
        (["/ASCII85Decode", "/DCTDecode"], lambda data: base64.a85encode(data) + b"~>"),
        (["/FlateDecode", "/DCTDecode"], zlib.compress),
        (["/A85", "/DCT"], lambda data: base64.a85encode(data) + b"~>"),
    ],
)
def test_a_photograph_that_is_wrapped_is_cleaned_too(filters, wrap):
    def photograph(pdf):
        picture = pdf.make_stream(
            wrap(_telling_photograph()), Type=Name.XObject, Subtype=Name.Image, Width=30, Height=20,
            ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Array([Name(name) for name in filters]),
        )  # fmt: skip
        pdf.pages[0].obj.Resources.XObject = Dictionary(P=picture)
        pdf.pages[0].contents_add(b"q 30 0 0 20 72 600 cm /P Do Q")

    cleaned = clean_pdf(a_pdf("A page with a photograph", more=photograph))
    with pikepdf.open(io.BytesIO(cleaned)) as opened:
        picture = opened.pages[0].obj.Resources.XObject.P
        assert picture.Filter == Name.DCTDecode
        assert HIDDEN.encode() not in picture.read_raw_bytes()
        assert Image.open(io.BytesIO(picture.read_raw_bytes())).size == (30, 20)


@pytest.mark.parametrize("password", ["secret", ""])
def test_a_locked_file_is_not_opened_even_when_its_password_is_empty(password):
    def locked(**more):
        with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
            written = io.BytesIO()
            pdf.save(written, encryption=pikepdf.Encryption(owner="owner", user=password))
        return written.getvalue()

    with pytest.raises(Locked):
        clean_pdf(locked())


def a_scan():
    def blank(pdf):
        for page in pdf.pages:
            page.obj.Contents = pdf.make_stream(b"0 0 9 9 re f")

    return a_pdf("a", "b", more=blank)


def locked_pdf():
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        written = io.BytesIO()
        pdf.save(written, encryption=pikepdf.Encryption(owner="x", user="y"))
    return written.getvalue()


REFUSED = {
    "a word file": (lambda: b"PK\x03\x04 not a PDF", NotPdf),
    "half a file": (lambda: a_pdf()[:200], NotPdf),
    "locked": (locked_pdf, LockedPdf),
    "a scan": (a_scan, WithoutWords),
}


@pytest.mark.parametrize("which", REFUSED)
def test_what_the_public_could_not_read_is_refused_in_words_that_name_it(which, reports, surrey):
    make, refusal = REFUSED[which]
    review = attached_report(reports, surrey, data=make())
    with pytest.raises(refusal, match=f"Attached file “{TITLE}”: "):
        public_pdfs(review.drafts()[0])
    assert issubclass(refusal, MoveRefused)


def test_the_refusal_stands_on_the_page_where_the_release_is_prepared(reports, surrey, signed_in):
    review, day = attached_report(reports, surrey, data=a_scan()), timezone.localdate() + timedelta(days=2)
    reports.vouch(review, moment=datetime.combine(day, time(10), tzinfo=LONDON), now=timezone.now())
    client = signed_in(reports.team(surrey).preparer)
    typed = {"day": f"{day:%d/%m/%Y}", "time": "10:00", "conflict_reason": "Agreed."}
    page = client.post(f"/reviews/{review.uuid}/release/", typed)
    assert f"Attached file “{TITLE}”: most of its pages are pictures without words" in said(page)
    assert not review.releases.exists()


def test_a_document_of_another_partnership_is_as_good_as_none(reports, surrey, solihull):
    review = reports.draft(surrey)
    attach(review, (TITLE, document(solihull)))
    with pytest.raises(NoSuchDocument):
        public_pdfs(review.drafts()[0])


def test_a_document_that_was_deleted_is_missed_in_words(review):
    PrivateDocument.objects.all().delete()
    with pytest.raises(NoSuchDocument, match="Choose it again"):
        public_pdfs(review.drafts()[0])


def test_an_order_of_a_court_is_neither_offered_nor_published(review, reports, surrey, signed_in):
    kept = document(surrey, a_pdf("An order of the court, by its title"), name="order.pdf")
    client = signed_in(reports.team(surrey).preparer)
    assert "order.pdf" in said(client.get("/cms/documents/chooser/"))
    row = Restriction(review=review, kind=Restriction.Kind.OTHER, starts_on=T0.date(), document=kept)
    row.keep({"source": "Order", "note": ""})
    row.save()
    assert "order.pdf" not in said(client.get("/cms/documents/chooser/"))
    attach(review, (TITLE, kept))
    with pytest.raises(OfTheRecord):
        public_pdfs(review.drafts()[0])


def test_the_chooser_offers_documents_of_the_own_partnership_alone(reports, surrey, solihull, signed_in):
    document(surrey, name="ours.pdf")
    document(solihull, name="theirs.pdf")
    page = said(signed_in(reports.team(surrey).preparer).get("/cms/documents/chooser/"))
    assert "ours.pdf" in page
    assert "theirs.pdf" not in page


def test_the_editor_of_a_report_asks_for_attached_files(review, reports, surrey, signed_in):
    client = signed_in(reports.team(surrey).preparer)
    page = client.get(f"/cms/pages/{review.source_page().pk}/edit/").content.decode()
    assert 'id="attachments"' in page
    assert "Attached files" in page


def test_too_many_too_large_and_the_same_twice_are_refused(reports, surrey, monkeypatch):
    review = reports.draft(surrey)
    kept = document(surrey)
    page = attach(review, *[(f"File {n}", kept) for n in range(MOST_FILES + 1)])
    with pytest.raises(TooMuchAttached, match="at most 20"):
        public_pdfs(page)
    attach(review, (TITLE, kept), (TITLE, kept))
    with pytest.raises(AttachedTwice):
        prepare(reports, review, moment=HOUR, now=T0)
    monkeypatch.setattr("publications.attachments.making.MOST_BYTES", 100)
    with pytest.raises(TooMuchAttached, match="larger than"):
        public_pdfs(attach(review, (TITLE, kept)))


def test_nothing_attached_leaves_the_hash_as_it_was(reports, surrey):
    page = reports.draft(surrey).drafts()[0]
    assert "attachments" not in page_content(page)


def test_title_content_and_order_count_and_the_name_of_the_upload_does_not(reports, surrey):
    review = reports.draft(surrey)
    data = a_pdf(more=telling)
    one, other = document(surrey, data), document(surrey, a_pdf("Another page of the same report"))
    same = document(surrey, data, name="renamed.pdf")
    pairs = (
        [(TITLE, one)],
        [("Another title", one)],
        [(TITLE, other)],
        [(TITLE, one), ("b", other)],
        [("b", other), (TITLE, one)],
    )
    digests = [page_digest(attach(review, *files)) for files in pairs]
    assert len(set(digests)) == len(pairs)
    assert page_digest(attach(review, (TITLE, same))) == digests[0]


def test_a_document_that_is_exchanged_makes_everything_lapse_that_vouched_for_the_text(review, reports, surrey):
    prepare(reports, review, moment=HOUR, now=T0)
    before, release = hash_of(review), review.releases.get()
    failing = {c.guard.name for c in checklist(review, HOUR, now=T0, release=release) if not c.answer.holds}
    kept = chosen_in(review.drafts()[0])[0]
    row = PrivateDocument.objects.get(pk=kept.document_id)
    row.file = ContentFile(a_pdf("Something else that nobody has read"), name="b.pdf")
    row.save()
    assert hash_of(review) != before
    after = {c.guard.name for c in checklist(review, HOUR, now=T0, release=release) if not c.answer.holds}
    assert {"anonymity_is_passed", "partners_have_approved"} <= after - failing


def test_readers_find_it_with_title_kind_size_and_pages(reports, surrey, at_host):
    review = attached_report(
        reports, surrey, data=a_pdf("First page of the map of services", "Second page of the same map")
    )
    publish(reports, review, moment=HOUR, now=T0)
    client, file = at_host(surrey), the_file()
    page = client.get(PAGE).content.decode()
    assert f'<a class="govuk-link" href="files/{file.digest}.pdf">{TITLE}</a>' in page
    assert "2 pages)" in " ".join(page.split("page_attached")[-1].split())
    response = client.get(f"{PAGE}files/{file.digest}.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="map-of-services.pdf"'
    assert response["Cache-Control"] == "no-cache"
    body = read(response)
    assert (len(body), everything_in(body).count(HIDDEN.encode())) == (file.size, 0)
    assert file.text == "First page of the map of services\fSecond page of the same map"
    assert list(check_publication(HOUR)) == []


def test_one_file_and_three_are_asked_of_the_database_once(reports, surrey, at_host, django_assert_num_queries):
    review = reports.draft(surrey)
    files = [(f"File {n}", document(surrey, a_pdf(f"A page with enough words, number {n}"))) for n in range(3)]
    attach(review, *files)
    publish(reports, review, moment=HOUR, now=T0)
    client, edition = at_host(surrey), Edition.objects.get()
    for count in (3, 1):
        with django_assert_num_queries(1):
            assert len(papers_of(edition)[1]) == count
        assert client.get(PAGE).content.decode().count(">File ") == count
        EditionFile.objects.filter(title__in=["File 1", "File 2"]).delete()


@pytest.mark.parametrize("state", ["scheduled", "paused", "archived", "removed"])
def test_before_its_hour_and_after_it_went_away_the_file_never_was(state, review, reports, surrey, solihull, at_host):
    by = reports.team(surrey).preparer
    if state == "scheduled":
        release = prepare(reports, review, moment=HOUR, now=T0)
        confirm_release(release, by=reports.team(surrey).confirmer, now=T0)
    else:
        publish(reports, review, moment=HOUR, now=T0)
        assert read(at_host(surrey).get(f"{PAGE}files/{the_file().digest}.pdf")).startswith(b"%PDF")
        assert answer(at_host(solihull), f"{PAGE}files/{the_file().digest}.pdf")[0] == 404
    if state == "paused":
        pause(review, by=by, reason="Check", now=T0 + timedelta(days=2))
    if state == "archived":
        reports.tell_of_archiving(review, now=T0 + timedelta(days=399))
        archive(review, by=by, reason="Year over", now=T0 + timedelta(days=400))
    if state == "removed":
        reports.remove(review, now=T0 + timedelta(days=2))
    digest, client = the_file().digest, at_host(surrey)
    for headers in ({}, {"HTTP_IF_NONE_MATCH": f'"{digest}"'}, {"HTTP_RANGE": "bytes=0-9"}):
        here = answer(client, f"{PAGE}files/{digest}.pdf", **headers)
        assert here == answer(client, f"/reviews/never-was/files/{'0' * 64}.pdf", **headers)
        assert here[0] == 404
    for place in (PAGE, "/reviews/", "/reviews/archive/", "/sitemap.xml"):
        body = answer(client, place)[2].decode()
        assert TITLE not in body
        assert digest not in body


def test_a_damaged_file_is_found_by_the_daily_check(review, reports, surrey):
    publish(reports, review, moment=HOUR, now=T0)
    place = Path(default_storage.path(stored_name(the_file().digest, ".pdf")))
    place.write_bytes(b"x" * the_file().size)
    assert any(f"file {the_file().pk}" in str(broken) for broken in check_publication(HOUR))


def test_staff_read_it_before_its_hour_at_their_own_host(review, reports, surrey, solihull, signed_in, a_person):
    client = signed_in(reports.team(surrey).preparer)
    draft = client.get(f"/reviews/{review.uuid}/draft/").content.decode()
    stored = chosen_in(review.drafts()[0])[0].stored
    assert f'href="/private/{stored}">{TITLE}</a>' in draft
    prepare(reports, review, moment=HOUR, now=T0)
    address = f"/reviews/{review.uuid}/release/preview/"
    file = the_file()
    assert f'href="files/{file.digest}.pdf">{TITLE}</a>' in client.get(address).content.decode()
    assert read(client.get(f"{address}files/{file.digest}.pdf")) == content_of(file)
    stranger = signed_in(a_person(solihull, "business_manager"))
    assert stranger.get(f"{address}files/{file.digest}.pdf").status_code == 404


def test_titles_in_another_script_and_titles_that_are_alike_have_names_of_their_own(reports, surrey):
    review = reports.draft(surrey)
    titles = ["Map", "Map!", "خدمات", "../../etc/passwd"]
    files = [
        (title, document(surrey, a_pdf(f"A page with enough words, number {n}"))) for n, title in enumerate(titles)
    ]
    attach(review, *files)
    prepare(reports, review, moment=HOUR, now=T0)
    names = list(EditionFile.objects.filter(role="attachment").order_by("pk").values_list("name", flat=True))
    assert names == ["map.pdf", "map-2.pdf", "attached-file-3.pdf", "etcpasswd.pdf"]
    assert list(EditionFile.objects.filter(role="attachment").order_by("pk").values_list("title", flat=True)) == titles
