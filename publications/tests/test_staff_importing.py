"""A Word report comes in through the page, and a bad file leaves nothing behind."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from config.testing.words import said
from lifecycles.models import Step
from pages.models import PrivateImage
from publications.models import ReportPage, Review
from publications.tests.staffing import TITLE, word_report
from publications.word.manuscripts import LARGEST_FILE, REFUSALS
from publications.word.tests.test_opening import BOMB, OLE, WRONG_FILES, with_document
from publications.word.tests.word_files import para, report, rezipped, run, saved

ADDRESS = "/reports/import/"
SECRET = "Zebedee"

BAD_FILES = {
    **{name: data for name, (data, _) in WRONG_FILES.items() if data},
    "macros": rezipped(word_report(), lambda parts: parts.update({"word/vbaProject.bin": b"x"})),
    "a password": OLE + "EncryptedPackage".encode("utf-16-le"),
    "a zip bomb": rezipped(word_report(), lambda parts: parts.update({"word/media/a.bin": bytes(30 * 1024 * 1024)})),
    "broken XML": with_document(b"<w:document>"),
    "entities that multiply": with_document(BOMB + b"<w>&b;</w>"),
    "nothing but zeros": bytes(100),
}


@pytest.fixture
def first(team, signed_in):
    return signed_in(team.first)


def sent(client, surrey, data, *, name="report.docx", **more):
    file = SimpleUploadedFile(name, data)
    return client.post(ADDRESS, {"partnership": surrey.pk, "file": file} | more, follow=True)


def everything():
    counts = [model.objects.count() for model in (Review, ReportPage, PrivateImage, Step)]
    return counts, sorted(stored())


def stored():
    return [path.name for path in Path(default_storage.location).rglob("*") if path.is_file()]


def test_a_sound_file_becomes_a_draft_and_the_page_says_what_was_noticed(surrey, first):
    document = report(para(run("words")), para(run(SECRET, "<w:vanish/>")))
    response = sent(first, surrey, saved(document))
    review = Review.objects.get()
    assert response.redirect_chain == [(f"/reviews/{review.uuid}/notes/", 302)]
    words = said(response)
    assert "There was hidden text. It was left out. (1 time) Findings" in words
    assert SECRET not in words
    assert f"/cms/pages/{review.source_page().pk}/edit/" in response.content.decode()


def test_the_notes_are_still_there_later(surrey, first):
    sent(first, surrey, saved(report(para(run(SECRET, "<w:vanish/>")))))
    review = Review.objects.get()
    kinds = {note["kind"] for note in review.import_notes}
    assert "hidden" in kinds
    assert f"What the import noticed ({len(review.import_notes)})" in said(first.get(f"/reviews/{review.uuid}/"))


def test_the_notes_are_not_in_what_the_public_reads(surrey, team, first, at_host):
    sent(first, surrey, word_report())
    review = Review.objects.get()
    quoted = "python-docx"
    assert quoted in said(first.get(f"/reviews/{review.uuid}/notes/"))
    assert quoted not in said(first.get(f"/reviews/{review.uuid}/draft/"))


@pytest.mark.parametrize(("ticked", "is_there"), [({}, False), ({"accept_changes": "on"}, True)])
def test_tracked_insertions_come_in_only_when_that_was_ticked(surrey, first, ticked, is_there):
    inserted = f'<w:ins w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z">{run(SECRET)}</w:ins>'
    sent(first, surrey, saved(report(para(run("words") + inserted))), **ticked)
    review = Review.objects.get()
    assert (SECRET in said(first.get(f"/reviews/{review.uuid}/draft/"))) is is_there


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_refused_in_words_and_leaves_nothing_half_made(surrey, first, kind):
    before = everything()
    response = sent(first, surrey, BAD_FILES[kind])
    refusals = [words for words in REFUSALS.values() if words in said(response)]
    assert len(refusals) == 1
    assert everything() == before


def test_a_picture_that_cannot_be_opened_is_told_and_left_out(surrey, first):
    data = word_report(picture="teal")
    broken = rezipped(data, lambda parts: parts.update({"word/media/image1.png": b"\x89PNG\r\n\x1a\n" + b"broken"}))
    assert "damaged, or not a picture" in said(sent(first, surrey, broken))
    assert PrivateImage.objects.count() == 0


def test_what_was_chosen_is_kept_when_the_file_is_refused(surrey, first):
    response = sent(first, surrey, b"Dear all,", accept_changes="on")
    html = response.content.decode()
    assert f'<option value="{surrey.pk}" selected>' in html
    assert 'name="accept_changes"' in html.partition("checked")[0][-300:]


def test_a_file_of_the_wrong_name_is_judged_by_what_it_holds(surrey, first):
    sent(first, surrey, word_report(), name="report.txt")
    assert Review.objects.count() == 1


def test_no_file_at_all_is_refused_in_words(surrey, first):
    response = first.post(ADDRESS, {"partnership": surrey.pk})
    assert "Word file: This field is required." in said(response)


class Endless(io.RawIOBase):
    """A body that would go on for ever; whoever reads it is found out."""

    was_read = False

    def readable(self):
        return True

    def read(self, *_):
        Endless.was_read = True
        raise AssertionError("The body was read.")


def test_sixty_megabytes_are_refused_by_their_length_before_anything_is_read(surrey, first):
    before = everything()
    response = first.generic(
        "POST",
        ADDRESS,
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(60 * 1024 * 1024),
        **{"wsgi.input": Endless()},
    )
    assert response.status_code == 413
    assert REFUSALS["too_big"] in said(response)
    assert not Endless.was_read
    assert everything() == before


def test_a_file_just_over_the_limit_is_refused_in_words(surrey, first):
    before = everything()
    assert REFUSALS["too_big"] in said(sent(first, surrey, b"PK\x03\x04" + bytes(LARGEST_FILE)))
    assert everything() == before


def test_a_report_cannot_be_brought_in_for_another_partnership(surrey, solihull, first):
    response = first.post(ADDRESS, {"partnership": solihull.pk, "file": SimpleUploadedFile("a.docx", word_report())})
    assert "Select a valid choice." in said(response)
    assert Review.objects.count() == 0


def test_a_new_draft_is_public_nowhere(surrey, first, at_host):
    sent(first, surrey, word_report())
    page = ReportPage.objects.get()
    public = at_host(surrey)
    assert TITLE in said(first.get("/"))
    assert TITLE not in said(public.get("/reviews/"))
    assert public.get(f"/reviews/{page.slug}/").status_code == 404
