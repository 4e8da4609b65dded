"""An edition is what was prepared: its page, its PDF, its pictures, and nothing that was edited later."""

from __future__ import annotations

import hashlib
import io
from datetime import date, timedelta

import pikepdf
import pypdfium2
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from config.demo.readying import tell_of_archiving
from config.testing.reports import BLOCKS, SECRET, T0
from pages.models import PrivateImage
from publications.copies import approve, ask_for_copy, open_copy
from publications.editions import date_anew
from publications.models import Edition, EditionFile
from publications.releasing import prepare_release
from publications.tests.embargo import SLUG, TellingReports, answer, picture
from publications.withdrawing import archive
from publications.word import ManuscriptImage

pytestmark = pytest.mark.django_db

HOUR = T0 + timedelta(days=1)


@pytest.fixture
def telling(a_person):
    return TellingReports(a_person)


def _public_picture(edition):
    file = edition.files.get(role=EditionFile.Role.PICTURE)
    with default_storage.open(f"{file.digest[:2]}/{file.digest}.png") as handle:
        return file, handle.read()


def _pdf(edition):
    file = edition.files.get(role=EditionFile.Role.PDF)
    with default_storage.open(f"{file.digest[:2]}/{file.digest}.pdf") as handle:
        return file, handle.read()


def _words(pdf):
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def _colours(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        images = [image for page in opened.pages for image in page.get_images().values()]
        return {pikepdf.PdfImage(image).as_pil_image().convert("RGB").getpixel((0, 0)) for image in images}


def test_page_and_pdf_hold_the_same_words_and_the_files_what_their_names_say(telling, surrey):
    telling.prepared(surrey)
    edition = Edition.objects.get(language="en")
    file, pdf = _pdf(edition)
    assert SECRET in edition.html
    assert SECRET in edition.text
    assert SECRET in _words(pdf)
    assert (file.digest, file.size) == (hashlib.sha256(pdf).hexdigest(), len(pdf))
    assert edition.pdf_pages == len(pypdfium2.PdfDocument(pdf))


def test_every_language_has_its_edition(telling, surrey):
    telling.prepared(surrey)
    assert list(Edition.objects.order_by("language").values_list("language", flat=True)) == ["en", "pl"]


def test_the_public_copy_of_a_photograph_does_not_say_where_it_was_taken(reports, surrey):
    made, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(0x8825)[2] = (51.0, 14.0, 10.32)
    exif[0x010F] = "Camera of Jane Doe"
    Image.new("RGB", (24, 16)).save(made, "JPEG", exif=exif)
    figure = {"type": "figure", "value": {"image": "p", "alt": "A chart", "caption": ""}}
    image = ManuscriptImage(data=picture(), extension="png", alt="")
    review = reports.draft(surrey, blocks=[*BLOCKS, figure], images={"p": image})
    kept = PrivateImage.objects.get()
    kept.file = ContentFile(made.getvalue(), name="Jane Doe.jpg")
    kept.save()
    team = reports.team(surrey)
    reports.vouch(review, moment=HOUR)
    prepare_release(review, moment=HOUR, by=team.preparer, now=T0)
    file = EditionFile.objects.get(role=EditionFile.Role.PICTURE)
    with default_storage.open(f"{file.digest[:2]}/{file.digest}.jpg") as handle:
        copy = handle.read()
    with default_storage.open(kept.file.name) as handle:
        assert b"Jane Doe" in handle.read()
    assert b"Jane Doe" not in copy
    assert not Image.open(io.BytesIO(copy)).getexif()
    assert b"Jane Doe" not in _pdf(Edition.objects.get())[1]


def test_replacing_the_picture_of_a_draft_changes_nothing_in_public(telling, surrey, at_host):
    review = telling.published(surrey)
    edition = Edition.objects.get(language="en")
    file, before = _public_picture(edition)
    image = PrivateImage.objects.get()
    image.file = ContentFile(picture("red"), name="new.png")
    image.save()
    review.source_page().save_revision()
    assert answer(at_host(surrey), f"/reviews/{SLUG}/files/{file.digest}.png")[2] == before


def test_a_requested_copy_has_the_pictures_that_were_released_whatever_became_of_them(telling, surrey):
    review = telling.published(surrey)
    by, now = telling.team(surrey).preparer, T0 + timedelta(days=400)
    released = _colours(_pdf(Edition.objects.get(language="en"))[1])
    tell_of_archiving(review, by=by, now=now)
    archive(review, by=by, reason="Year over", now=now)
    image = PrivateImage.objects.get()
    image.file = ContentFile(picture("red"), name="new.png")
    image.save()
    request = ask_for_copy(
        Edition.objects.get(language="en"), name="", email="a@example.org", address="", note="", now=now
    )
    approve(request, by=by, now=now)
    assert _colours(open_copy(request, now=now)) == released
    image.delete()
    assert _colours(open_copy(request, now=now)) == released


def test_the_same_picture_in_two_languages_is_stored_once(telling, surrey):
    telling.prepared(surrey)
    files = EditionFile.objects.filter(role=EditionFile.Role.PICTURE)
    assert (files.count(), len(set(files.values_list("digest", flat=True)))) == (2, 1)


def test_the_pdf_is_printed_again_only_when_the_day_has_changed(telling, surrey):
    telling.prepared(surrey, moment=HOUR)
    release = Edition.objects.first().release
    before = {e.pk: _pdf(e)[0].digest for e in release.editions.all()}
    date_anew(release, HOUR.date())
    assert {e.pk: _pdf(e)[0].digest for e in release.editions.all()} == before
    date_anew(release, date(2026, 4, 1))
    for edition in release.editions.all():
        file, pdf = _pdf(edition)
        assert file.digest != before[edition.pk]
        assert SECRET in _words(pdf)
    assert "1 April 2026" in _words(_pdf(release.editions.get(language="en"))[1])


def test_notes_that_two_blocks_refer_to_have_one_place_to_lead_back_to(reports, surrey):
    reference = '<p>x<a href="#footnote-1"><sup>1</sup></a></p>'
    reports.prepared(
        surrey, blocks=[{"type": "text", "value": reference}, {"type": "callout", "value": {"text": reference}}]
    )
    assert Edition.objects.get().html.count('id="footnote-1-reference"') == 1
