"""Other files of a review are checked with it and cleaned; nothing of them is kept."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import docx
import pikepdf
import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from anonymity.documents import read_document
from config.testing.reports import T0
from config.testing.words import said
from publications.anonymity.cleaning_files import CannotClean, clean_file
from publications.anonymity.listing import add_terms, one_term
from publications.anonymity.naming import name_staff
from publications.word.tests.word_files import saved

pytestmark = pytest.mark.django_db
NAME = "Zephyrine Oddlington"


@pytest.fixture
def review(reports, surrey):
    review, team = reports.draft(surrey), reports.team(surrey)
    name_staff(review, team.preparer, by=team.preparer, now=T0)
    term = one_term(kind="name", value=NAME, aliases=[], note="")
    add_terms(review, [term], by=team.preparer, now=T0)
    return review


@pytest.fixture
def client(review, reports, surrey, signed_in):
    return signed_in(reports.team(surrey).preparer)


def a_word_file():
    document = docx.Document()
    document.core_properties.author = NAME
    paragraph = document.add_paragraph("Services worked apart.")
    document.add_comment(paragraph.runs[0], text=f"Is this {NAME}?", author=NAME, initials="ZO")
    hidden = document.add_paragraph().add_run(f"Hidden {NAME}")
    hidden.font.hidden = True
    return saved(document)


def a_pdf():
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        comment = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents=NAME, Rect=[0, 0, 9, 9]
        )
        page.obj.Annots = pikepdf.Array([comment])
        pdf.docinfo["/Author"] = NAME
        with pdf.open_metadata() as metadata:
            metadata["dc:creator"] = [NAME]
        pdf.attachments["list.txt"] = NAME.encode()
        written = io.BytesIO()
        pdf.save(written)
    return written.getvalue()


def a_photograph():
    written, exif = io.BytesIO(), Image.Exif()
    exif[0x013B] = NAME
    Image.new("RGB", (30, 20), "teal").save(written, "JPEG", exif=exif)
    return written.getvalue()


FILES = {"briefing.docx": a_word_file, "leaflet.pdf": a_pdf, "photo.jpg": a_photograph}


def words_in(data, name):
    return " ".join(passage.text for passage in read_document(data, name=name).passages)


@pytest.mark.parametrize("name", FILES)
def test_a_cleaned_file_no_longer_says_the_name_and_the_difference_does(name):
    data = FILES[name]()
    assert NAME in words_in(data, name)
    cleaned = clean_file(data, name)
    assert "Oddlington" not in words_in(cleaned.data, cleaned.name)
    assert NAME.encode() not in cleaned.data
    assert any(NAME in text for _, text in cleaned.removed)


def test_a_cleaned_word_file_opens_and_keeps_its_text():
    cleaned = clean_file(a_word_file(), "briefing.docx")
    document = docx.Document(io.BytesIO(cleaned.data))
    assert "Services worked apart." in [paragraph.text for paragraph in document.paragraphs]


def test_deleted_words_go_and_inserted_words_stay():
    document = docx.Document()
    paragraph = document.add_paragraph("The")
    for kind, tag, text in (("del", "delText", NAME), ("ins", "t", " mother")):
        change = docx.oxml.OxmlElement(f"w:{kind}")
        change.set(docx.oxml.ns.qn("w:author"), NAME)
        run = docx.oxml.OxmlElement("w:r")
        words = docx.oxml.OxmlElement(f"w:{tag}")
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    data = saved(document)
    assert NAME in words_in(data, "a.docx")
    cleaned = clean_file(data, "a.docx")
    assert docx.Document(io.BytesIO(cleaned.data)).paragraphs[0].text == "The mother"
    assert "Oddlington" not in words_in(cleaned.data, "")


def test_a_cleaned_pdf_has_its_pages_and_no_earlier_version():
    first = a_pdf()
    with pikepdf.open(io.BytesIO(clean_file(first, "a.pdf").data)) as pdf:
        assert len(pdf.pages) == 1
        assert not pdf.attachments
        assert "/Info" not in pdf.trailer or not pdf.docinfo


@pytest.mark.parametrize(
    ("name", "data"), [("a.pdf", b"%PDF-1.7 broken"), ("a.docx", b"PK broken"), ("a.jpg", b"x"), ("a.txt", b"text")]
)
def test_what_cannot_be_cleaned_is_refused_in_words(name, data):
    with pytest.raises(CannotClean, match="clean"):
        clean_file(data, name)


def send(client, review, files, button):
    sent = [SimpleUploadedFile(name, data) for name, data in files.items()]
    return client.post(f"/reviews/{review.uuid}/anonymity/files/", {"files": sent, button: "1"})


def test_files_are_checked_together_and_not_kept(client, review):
    before = stored()
    files = {"press.txt": f"The child, {NAME}, lived here.".encode()} | {name: make() for name, make in FILES.items()}
    response = send(client, review, files, "check")
    page = response.content.decode()
    assert [name for name in files if name not in page] == []
    assert f"<mark>{NAME}</mark>" in page
    assert "a score, never a verdict" in page
    assert stored() == before


def test_the_cleaned_file_is_offered_and_is_the_cleaned_one(client, review):
    before = stored()
    response = send(client, review, {"leaflet.pdf": a_pdf()}, "clean")
    [encoded] = re.findall(
        r'href="data:application/pdf;base64,([^"]+)" download="cleaned.pdf"', response.content.decode()
    )
    assert "Oddlington" not in words_in(base64.b64decode(encoded), "cleaned.pdf")
    assert "What it no longer says" in said(response)
    assert stored() == before


def test_too_many_and_too_large_files_are_refused_before_they_are_read(client, review):
    assert "Choose up to 8 files" in said(send(client, review, {f"{n}.txt": b"a" for n in range(9)}, "check"))
    huge = {"a.pdf": b"x" * (settings.REPORT_UPLOAD_MAX_BYTES + 70_000)}
    response = send(client, review, huge, "check")
    assert response.status_code == 413
    assert "too large" in said(response)


def test_without_the_token_of_the_form_nothing_is_read(review, reports, surrey, signed_in):
    client = signed_in(reports.team(surrey).preparer)
    client.handler.enforce_csrf_checks = True
    assert send(client, review, {"press.txt": b"a"}, "check").status_code == 403


def stored():
    return sorted(str(path) for path in Path(default_storage.location).rglob("*") if path.is_file())
