"""Correcting a report, reading earlier texts and stating an earlier publication, on the pages of the staff host."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from config.testing.words import said
from publications.models import Review
from publications.releasing import release_due
from publications.tests.correcting import NEW, NOTE, confirmed, edit
from publications.tests.staffing import read


def of(review, page=""):
    return f"/reviews/{review.uuid}/{page}"


@pytest.fixture
def review(surrey, reports):
    return reports.published(surrey)


@pytest.fixture
def manager(surrey, reports, signed_in):
    return signed_in(reports.team(surrey).preparer)


@pytest.fixture
def corrected(review, reports):
    edit(review)
    now = timezone.now()
    confirmed(reports, review, moment=now + timedelta(days=2), now=now)
    assert [outcome.result for outcome in release_due(now + timedelta(days=2))] == ["released"]
    return Review.objects.get(pk=review.pk)


def test_the_page_shows_what_changed_and_what_is_still_needed(review, manager):
    assert "Nothing yet: the draft says what the public reads." in said(manager.get(of(review, "correction/")))
    edit(review)
    words = said(manager.get(of(review, "correction/")))
    assert NEW in words
    assert "It is decided whether the change is material" in words
    assert "A note tells readers of the correction" in words


def test_a_decision_is_recorded_with_its_reason(review, manager):
    edit(review)
    asked = {"form": "decide", "is_material": "no", "reason": "A slip of the pen."}
    words = said(manager.post(of(review, "correction/"), asked, follow=True))
    assert "the change is not material" in words
    assert "A slip of the pen." in words


def test_a_decision_without_an_answer_is_refused_in_words_and_keeps_the_reason(review, manager):
    edit(review)
    words = said(manager.post(of(review, "correction/"), {"form": "decide", "reason": "A slip."}))
    assert "Say whether the change is material" in words
    assert "A slip." in words


def test_the_note_is_kept_and_shown_again(review, manager):
    manager.post(of(review, "correction/"), {"form": "note", "note": NOTE})
    review.refresh_from_db()
    assert review.correction_note == NOTE
    assert NOTE in said(manager.get(of(review, "correction/")))


def test_the_release_page_takes_a_correction(review, manager):
    edit(review)
    words = said(manager.get(of(review, "release/")))
    assert "A release cannot be prepared now" not in words


def test_every_text_that_was_public_can_be_read_in_private(corrected, manager):
    assert NOTE in said(manager.get(of(corrected, "correction/")))
    first, second = corrected.releases.order_by("pk")
    old = said(manager.get(of(corrected, f"versions/{first.uuid}/")))
    assert "This is kept in private." in old
    assert NEW not in old
    assert NEW in said(manager.get(of(corrected, f"versions/{second.uuid}/")))
    assert read(manager.get(of(corrected, f"versions/{first.uuid}/report.pdf"))).startswith(b"%PDF-")


def test_another_partnership_and_a_role_without_reports_find_none_of_these_pages(
    corrected, surrey, solihull, a_person, signed_in
):
    strangers = [a_person(solihull, "business_manager"), a_person(surrey, "platform_admin")]
    first = corrected.releases.order_by("pk").first()
    for stranger in map(signed_in, strangers):
        for page in (
            "correction/",
            "published-before/",
            f"versions/{first.uuid}/",
            f"versions/{first.uuid}/report.pdf",
        ):
            assert stranger.get(of(corrected, page)).status_code == 404


def test_who_may_not_decide_cannot_by_sending_the_form_all_the_same(review, surrey, a_person, signed_in):
    edit(review)
    comms = signed_in(a_person(surrey, "comms"))
    answer = comms.post(of(review, "correction/"), {"form": "decide", "is_material": "no", "reason": "x"})
    assert answer.status_code == 404
    assert not review.milestones.filter(kind="materiality").exists()


def test_that_a_report_was_published_before_is_stated_and_taken_back_on_its_page(surrey, reports, manager):
    review = reports.draft(surrey)
    asked = {"kind": "serious_case_review", "is_known": "no", "statement": "The register of 2011."}
    words = said(manager.post(of(review, "published-before/"), asked, follow=True))
    assert "Stated that it was published before" in words
    review.refresh_from_db()
    assert (review.is_legacy, review.legacy_published_on) == (True, None)
    manager.post(of(review, "published-before/"), {"withdraw": "1"})
    review.refresh_from_db()
    assert review.is_legacy is False


def test_a_known_day_has_to_be_given(surrey, reports, manager):
    review = reports.draft(surrey)
    asked = {"kind": "serious_case_review", "is_known": "yes", "statement": "The register of 2011."}
    words = said(manager.post(of(review, "published-before/"), asked))
    assert "Enter the day of first publication" in words
    assert "The register of 2011." in words


def test_a_removal_is_proposed_with_its_order_and_confirmed_by_a_legal_adviser(
    review, reports, surrey, manager, signed_in
):
    asked = {"reason": "The court said so.", "order_reference": "Order of 1 March", "sure": "on"}
    assert "Proposed." in said(manager.post(of(review, "remove/"), asked, follow=True))
    adviser = signed_in(reports.legal(surrey))
    assert "Order of 1 March" in said(adviser.get(of(review, "removal/")))
    proposal = review.proposals.get()
    done = adviser.post(of(review, "removal/"), {"proposal": proposal.pk, "confirm": "1"}, follow=True)
    assert "Confirmed. The report is removed." in said(done)
    review.refresh_from_db()
    assert review.state == "removed"
