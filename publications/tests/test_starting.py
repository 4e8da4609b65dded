"""A review begins before there is a report, and a Word file is brought into it later."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from config.testing.reports import T0
from config.testing.words import said
from lifecycles.stepping import steps_of
from people.permissions import NotAllowed
from publications.importing import import_into
from publications.models import ReportPage, Review
from publications.recording import refusals
from publications.recording.starting import start_review
from publications.tests.staffing import TITLE, a_draft, fill_in, word_report
from publications.word import UnreadableReport

pytestmark = pytest.mark.django_db

DECIDED = date(2026, 1, 15)


@pytest.fixture
def begun(surrey, team):
    return start_review(surrey, kind="lcspr", decided_on=DECIDED, title="Working title", by=team.first, now=T0)


@pytest.fixture
def first(team, signed_in):
    return signed_in(team.first)


def sent(client, review, data):
    address = f"/reviews/{review.uuid}/import/"
    return client.post(address, {"file": SimpleUploadedFile("Quillfeather.docx", data)}, follow=True)


class TestStarting:
    def test_it_has_an_empty_draft_its_decision_and_a_step(self, begun):
        page = begun.source_page()
        assert (begun.kind, begun.decided_on, begun.state) == ("lcspr", DECIDED, "preparing")
        assert (page.title, len(page.body), page.live, page.review_type) == ("Working title", 0, False, "lcspr")
        assert [step.move for step in steps_of(begun)] == ["start"]

    @pytest.mark.parametrize(
        ("wrong", "refusal"),
        [
            ({"decided_on": None}, refusals.Missing),
            ({"decided_on": date(2026, 3, 3)}, refusals.InTheFuture),
            ({"kind": "improvements"}, refusals.Missing),
            ({"kind": "nonsense"}, refusals.Missing),
        ],
    )
    def test_what_cannot_be_is_refused_and_nothing_begins(self, surrey, team, wrong, refusal):
        values = {"kind": "lcspr", "decided_on": DECIDED} | wrong
        with pytest.raises(refusal):
            start_review(surrey, **values, by=team.first, now=T0)
        assert not Review.objects.exists()

    def test_nobody_begins_one_for_another_partnership(self, solihull, team):
        with pytest.raises(NotAllowed):
            start_review(solihull, kind="lcspr", decided_on=DECIDED, by=team.first, now=T0)

    def test_on_the_page_it_begins_and_stands_in_the_list_and_nowhere_in_public(self, surrey, first, at_host):
        data = {"partnership": surrey.pk, "kind": "thematic", "decided_on": "15/1/2026", "title": "Working title"}
        response = first.post("/reviews/start/", data, follow=True)
        review = Review.objects.get()
        assert response.redirect_chain == [(f"/reviews/{review.uuid}/", 302)]
        assert "Working title" in said(first.get("/"))
        assert "Working title" not in said(at_host(surrey).get("/reviews/"))
        assert at_host(surrey).get(f"/reviews/{review.source_page().slug}/").status_code == 404

    def test_what_was_typed_stands_there_again_when_something_is_wrong(self, surrey, first):
        response = first.post("/reviews/start/", {"partnership": surrey.pk, "kind": "audit", "decided_on": "soon"})
        assert "Enter a day, like 27/3/2026" in said(response)
        assert 'value="soon"' in response.content.decode()

    def test_the_page_offers_only_ones_own_partnership(self, solihull, first):
        assert solihull.name not in said(first.get("/reviews/start/"))
        response = first.post(
            "/reviews/start/", {"partnership": solihull.pk, "kind": "lcspr", "decided_on": "15/1/2026"}
        )
        assert "Select a valid choice." in said(response)

    def test_without_any_page_the_list_and_the_record_are_still_there(self, surrey, first):
        review = Review.objects.create(partnership=surrey, created_at=T0)
        words = said(first.get("/"))
        assert "Report without a title" in words
        for place in ("", "notes/", "clocks/", "people/", "about/", "release/"):
            assert first.get(f"/reviews/{review.uuid}/{place}").status_code == 200, place
        assert first.get(f"/reviews/{review.uuid}/draft/").status_code == 404


class TestBringingIn:
    def test_the_text_is_replaced_and_what_was_filled_in_by_hand_stays(self, begun, team):
        fill_in(begun)
        import_into(begun, word_report(text="Found later."), by=team.first, now=T0)
        page = begun.source_page().get_latest_revision_as_object()
        assert (page.title, page.pseudonym) == (TITLE, "Willow")
        assert "Found later." in str(page.body)
        assert ReportPage.objects.count() == 1

    def test_the_earlier_draft_stays_a_private_revision(self, begun, team):
        for text in ("Quillfeather said.", "Somebody said."):
            import_into(begun, word_report(text=text), by=team.first, now=T0)
        page = begun.source_page()
        kept = [str(revision.content["body"]) for revision in page.revisions.order_by("pk")]
        assert ["Quillfeather" in text for text in kept] == [False, True, False]
        assert not page.live

    def test_a_review_without_a_page_gets_one(self, surrey, team):
        review = Review.objects.create(partnership=surrey, created_at=T0)
        import_into(review, word_report(), by=team.first, now=T0)
        assert review.source_page().title == TITLE

    def test_it_leaves_a_step_and_the_notes_of_the_new_file(self, begun, team):
        import_into(begun, word_report(), by=team.first, now=T0)
        begun.refresh_from_db()
        step = steps_of(begun).last()
        assert (step.move, step.facts["notes"]) == ("import", len(begun.import_notes))
        assert TITLE not in str(step.facts)

    def test_a_file_that_cannot_be_read_changes_nothing(self, begun, team):
        with pytest.raises(UnreadableReport):
            import_into(begun, b"Dear all,", by=team.first, now=T0)
        assert begun.source_page().revisions.count() == 1

    def test_what_is_prepared_for_release_is_not_replaced(self, waiting, team):
        with pytest.raises(refusals.ReleaseIsPrepared):
            import_into(waiting, word_report(), by=team.first, now=T0)

    def test_what_is_public_is_not_replaced(self, paused, team):
        with pytest.raises(refusals.NotInPreparation):
            import_into(paused, word_report(), by=team.first, now=T0)

    def test_nobody_of_another_partnership_brings_anything_in(self, begun, solihull, a_person):
        with pytest.raises(NotAllowed):
            import_into(begun, word_report(), by=a_person(solihull, "business_manager"), now=T0)

    def test_on_the_page_it_leads_to_what_the_import_noticed(self, begun, first):
        response = sent(first, begun, word_report())
        assert response.redirect_chain == [(f"/reviews/{begun.uuid}/notes/", 302)]
        assert "Bring in a Word file" in said(first.get(f"/reviews/{begun.uuid}/"))

    def test_the_page_says_that_a_text_is_there_already(self, begun, first):
        assert "There is a text already." not in said(first.get(f"/reviews/{begun.uuid}/import/"))
        sent(first, begun, word_report())
        assert "There is a text already." in said(first.get(f"/reviews/{begun.uuid}/import/"))

    def test_a_bad_file_is_refused_in_words(self, begun, first):
        assert "Word file:" in said(sent(first, begun, b"Dear all,"))

    def test_the_page_says_when_nothing_can_be_brought_in(self, waiting, first):
        assert "Withdraw it first." in said(first.get(f"/reviews/{waiting.uuid}/import/"))

    def test_a_file_that_is_too_long_is_refused_before_it_is_read(self, begun, first):
        response = first.generic(
            "POST", f"/reviews/{begun.uuid}/import/", b"", content_type="multipart/form-data; boundary=x",
            CONTENT_LENGTH=str(60 * 1024 * 1024),
        )  # fmt: skip
        assert response.status_code == 413


def test_a_report_that_comes_in_from_word_is_of_the_kind_that_its_page_says(surrey, team, reports):
    assert a_draft(surrey, team.first).kind == "lcspr"
    assert reports.draft(surrey, review_type="thematic").kind == "thematic"
