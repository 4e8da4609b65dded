"""Preparing, reading, confirming and withdrawing a release through the pages."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from config.testing.words import said
from pages.models import PrivateImage
from publications.models import Edition, Release
from publications.tests.staffing import a_draft, a_ready_review, fill_in, read


def days_ahead(days, *, at="10:00"):
    day = f"{timezone.localtime() + timedelta(days=days):%d/%m/%Y}"
    return {"day": day, "time": at, "conflict_reason": "Agreed with everybody."}


def of(review, page=""):
    return f"/reviews/{review.uuid}/{page}"


def open_release(review):
    return Release.objects.get(review=review)


@pytest.fixture
def first(team, signed_in):
    return signed_in(team.first)


@pytest.fixture
def second(team, signed_in):
    return signed_in(team.second)


def test_the_checklist_stands_there_before_a_moment_is_chosen(surrey, team, first):
    words = said(first.get(of(a_draft(surrey, team.first), "release/")))
    assert "The Lead Reviewer is named – not done yet" in words
    assert "Fill in “Lead Reviewer” in the editor." in words


def test_checking_a_moment_prepares_nothing(surrey, team, first):
    review = a_ready_review(surrey, team.first)
    words = said(first.post(of(review, "release/"), days_ahead(2) | {"check": "1"}))
    assert "The moment lies ahead – done" in words
    assert not Release.objects.exists()


def test_a_moment_that_has_passed_is_refused_in_words_and_what_was_typed_stays(surrey, team, first):
    review = a_ready_review(surrey, team.first)
    typed = days_ahead(-2)
    response = first.post(of(review, "release/"), typed)
    assert "There is a problem The moment of publication has passed." in said(response)
    assert f'value="{typed["day"]}"' in response.content.decode()
    assert not Release.objects.exists()


def test_a_guard_that_does_not_hold_refuses_the_release_in_words(surrey, team, first):
    response = first.post(of(a_draft(surrey, team.first), "release/"), days_ahead(2))
    assert "The Lead Reviewer is not named." in said(response)
    assert not Release.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"day": "soon", "time": "10:00"}, "Enter a valid date"),
        ({"day": "01/04/2027", "time": "ten"}, "Enter a valid time"),
        ({"day": "28/03/2027", "time": "01:30"}, "this time does not exist"),
    ],
)
def test_a_moment_that_is_none_is_refused_in_words(surrey, team, first, typed, words):
    response = first.post(of(a_ready_review(surrey, team.first), "release/"), typed)
    assert words in said(response)
    assert not Release.objects.exists()


def test_a_picture_that_cannot_be_printed_refuses_the_release_in_words(surrey, team, first):
    review = a_ready_review(surrey, team.first, picture="orchid")
    Path(PrivateImage.objects.get().file.path).write_bytes(b"no picture any more")
    response = first.post(of(review, "release/"), days_ahead(2))
    assert "There is a problem" in said(response)
    assert not Release.objects.exists()


def test_a_prepared_release_is_shown_with_its_moment_its_pages_and_who_prepared_it(surrey, team, first):
    review = a_ready_review(surrey, team.first)
    words = said(first.post(of(review, "release/"), days_ahead(2), follow=True))
    edition = Edition.objects.get()
    moment = timezone.localtime(open_release(review).moment)
    assert f"{moment:%A} {moment.day} {moment:%B %Y} at 10:00, London" in words
    assert f"({edition.pdf_pages} pages," in words
    assert f"by {team.first.name}" in words


def test_a_second_release_is_refused_in_words(waiting, first):
    response = first.post(of(waiting, "release/"), days_ahead(2))
    assert "A release of this report has already been prepared. Withdraw it first." in said(response)
    assert Release.objects.count() == 1


def test_the_preview_is_what_was_prepared_and_not_what_was_edited_since(waiting, second):
    fill_in(waiting, title="Edited afterwards")
    words = said(second.get(of(waiting, "release/preview/")))
    assert "Learning from Willow" in words
    assert "Nobody outside the partnership can see it yet." in words
    assert "Edited afterwards" not in words
    assert "Edited afterwards" in said(second.get(of(waiting, "draft/")))


def test_the_preview_leads_to_its_pictures_and_its_pdf(surrey, team, first):
    review = a_ready_review(surrey, team.first, picture="teal")
    first.post(of(review, "release/"), days_ahead(2))
    html = first.get(of(review, "release/preview/")).content.decode()
    source = re.search(r'<img src="(files/[^"]+)"', html)[1]
    assert read(first.get(of(review, f"release/preview/{source}"))).startswith(b"\x89PNG")
    assert 'href="../report.pdf?language=en"' in html
    assert read(first.get(of(review, "release/report.pdf?language=en"))).startswith(b"%PDF")


def test_a_language_in_which_nothing_was_prepared_is_not_there(waiting, first):
    assert first.get(of(waiting, "release/preview/?language=pl")).status_code == 404


def test_a_second_person_confirms_and_the_review_is_scheduled(waiting, second):
    release = open_release(waiting)
    words = said(second.get(of(waiting, "release/confirm/")))
    assert release.content_hash[:12] in words
    second.post(of(waiting, "release/confirm/"), {"release": str(release.uuid)})
    release.refresh_from_db()
    waiting.refresh_from_db()
    assert (release.state, waiting.state) == ("confirmed", "scheduled")


def test_whoever_prepared_finds_no_button_to_confirm(waiting, first):
    response = first.get(of(waiting, "release/confirm/"))
    assert "You prepared this release, so somebody else has to confirm it." in said(response)
    assert "Confirm the release</button>" not in response.content.decode()


def test_whoever_prepared_cannot_confirm_by_sending_the_form_all_the_same(waiting, first):
    release = open_release(waiting)
    response = first.post(of(waiting, "release/confirm/"), {"release": str(release.uuid)})
    assert "There is a problem You prepared this release" in said(response)
    release.refresh_from_db()
    assert release.state == "prepared"


def test_what_was_edited_since_cannot_be_confirmed(waiting, second):
    release = open_release(waiting)
    fill_in(waiting, title="Edited afterwards")
    response = second.post(of(waiting, "release/confirm/"), {"release": str(release.uuid)})
    assert "The report was edited after the release was prepared." in said(response)
    release.refresh_from_db()
    assert (release.state, release.confirmed_by) == ("prepared", None)


def test_a_release_that_replaced_the_one_that_was_read_is_not_confirmed_in_its_place(waiting, first, second):
    read_one = open_release(waiting)
    first.post(of(waiting, "release/withdraw/"), {"release": str(read_one.uuid), "reason": "A comma."})
    first.post(of(waiting, "release/"), days_ahead(3))
    response = second.post(of(waiting, "release/confirm/"), {"release": str(read_one.uuid)})
    assert "This release has been replaced meanwhile." in said(response)
    assert set(waiting.releases.values_list("state", flat=True)) == {"withdrawn", "prepared"}


def test_confirming_what_was_withdrawn_meanwhile_is_refused_in_words(waiting, first, second):
    release = open_release(waiting)
    first.post(of(waiting, "release/withdraw/"), {"release": str(release.uuid), "reason": "A comma."})
    response = second.post(of(waiting, "release/confirm/"), {"release": str(release.uuid)}, follow=True)
    assert "No release of this report is waiting any more." in said(response)


def test_withdrawing_needs_a_reason(waiting, first):
    release = open_release(waiting)
    response = first.post(of(waiting, "release/withdraw/"), {"release": str(release.uuid), "reason": " "})
    assert "Reason: This field is required." in said(response)
    release.refresh_from_db()
    assert release.state == "prepared"


def test_a_withdrawn_release_stands_in_the_timeline_with_its_reason(waiting, first, team):
    release = open_release(waiting)
    data = {"release": str(release.uuid), "reason": "The family asked for a week."}
    words = said(first.post(of(waiting, "release/withdraw/"), data, follow=True))
    assert f"Release withdrawn {team.first.name}, Business manager. The family asked for a week." in words
