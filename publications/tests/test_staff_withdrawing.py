"""Pausing, archiving, removing and putting back through the pages, and the page of a public review."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from config.demo.readying import tell_of_archiving
from config.testing.words import said
from partnerships.working_days import london_day, one_year_after
from publications.models import Proposal
from publications.tests.staffing import a_draft, a_ready_review, published

ORDER = {"order_reference": "Order of 1 March"}
REASON = {"reason": "The family asked for it."}


def of(review, page=""):
    return f"/reviews/{review.uuid}/{page}"


def in_words(day):
    return f"{day.day} {day:%B %Y}"


@pytest.fixture
def public(surrey, team):
    """A review that has been public for three days."""
    review = a_ready_review(surrey, team.first)
    return published(review, team.first, team.second, at=timezone.now() - timedelta(days=3))


@pytest.fixture
def old(surrey, team):
    """A review that has been public for more than a year."""
    review = a_ready_review(surrey, team.first)
    return published(review, team.first, team.second, at=timezone.now() - timedelta(days=400))


@pytest.fixture
def first(team, signed_in):
    return signed_in(team.first)


@pytest.fixture
def second(team, signed_in):
    return signed_in(team.second)


def test_a_public_review_shows_its_addresses_and_since_when_it_is_public(public, first):
    words = said(first.get(of(public)))
    address = f"http://surrey.test/reviews/{public.source_page().slug}/"
    assert f"{address} {address}report.pdf" in words
    assert "Public since" in words


def test_a_public_review_says_until_when_it_stays_public(public, first):
    earliest = one_year_after(london_day(public.first_published_at))
    words = said(first.get(of(public)))
    assert f"It stays public until {in_words(earliest)} at least." in words
    assert of(public, "archive/") not in first.get(of(public)).content.decode()


def test_a_review_that_may_be_archived_offers_it(old, first):
    assert of(old, "archive/") in first.get(of(old)).content.decode()


def test_a_draft_offers_nothing_that_is_for_public_reports(surrey, team, first):
    html = first.get(of(a_draft(surrey, team.first))).content.decode()
    assert 'release/"' in html
    assert not any(f'{move}/"' in html for move in ("pause", "archive", "remove", "restore", "reinstate"))


@pytest.mark.parametrize("move", ["pause", "archive", "remove"])
def test_the_page_says_what_the_change_does_before_its_button(old, first, move):
    html = first.get(of(old, f"{move}/")).content.decode()
    assert 0 < html.index("govuk-list--bullet") < html.index("<textarea") < html.rindex("<button")


def test_pausing_takes_the_report_offline_and_ends_the_spell(public, first, at_host, surrey):
    address = f"/reviews/{public.source_page().slug}/"
    assert at_host(surrey).get(address).status_code == 200
    words = said(first.post(of(public, "pause/"), REASON, follow=True))
    assert "Temporarily unavailable" in words
    assert "Public from" in words
    assert at_host(surrey).get(address).status_code == 503


@pytest.mark.parametrize("move", ["pause", "archive", "remove"])
def test_a_change_without_a_reason_is_refused_in_words(old, first, move):
    assert "Reason: This field is required." in said(first.post(of(old, f"{move}/"), {"reason": " ", "sure": "on"}))
    old.refresh_from_db()
    assert old.state == "published"


def test_archiving_before_the_year_is_over_is_refused_in_words_and_the_reason_stays(public, first):
    response = first.post(of(public, "archive/"), REASON)
    earliest = one_year_after(london_day(public.first_published_at))
    assert f"It has to stay public until {in_words(earliest)}." in said(response)
    assert REASON["reason"] in said(response)
    public.refresh_from_db()
    assert public.state == "published"


def test_archiving_before_the_family_was_told_is_refused_in_words(old, first):
    assert "The family was not told that it will be archived." in said(first.post(of(old, "archive/"), REASON))


def test_archiving_after_the_year_leaves_the_short_record(old, team, first):
    tell_of_archiving(old, by=team.first, now=timezone.now())
    assert "Archived" in said(first.post(of(old, "archive/"), REASON, follow=True))
    old.refresh_from_db()
    assert old.state == "archived"


def test_removing_without_the_tick_is_refused_in_words(old, first):
    words = said(first.post(of(old, "remove/"), REASON | ORDER))
    assert "Tick the box to say that you understand that this cannot be undone" in words
    old.refresh_from_db()
    assert old.state == "published"


def test_removing_without_an_order_is_refused_in_words(old, first):
    words = said(first.post(of(old, "remove/"), REASON | {"sure": "on"}))
    assert "Reference of the court order, or whose decision it was: This field is required." in words


def test_removing_with_order_and_tick_waits_for_a_second_person(old, first):
    words = said(first.post(of(old, "remove/"), REASON | ORDER | {"sure": "on"}, follow=True))
    assert "has proposed to remove the report for good." in words
    assert Proposal.objects.get().order_reference == ORDER["order_reference"]
    old.refresh_from_db()
    assert old.state == "published"


def test_a_change_that_the_state_does_not_allow_is_refused_in_words(archived, first):
    assert "“pause” is not possible while this review is “archived”." in said(first.get(of(archived, "pause/")))
    assert "“pause” is not possible" in said(first.post(of(archived, "pause/"), REASON))


def test_a_proposal_waits_for_a_second_person(paused, first):
    response = first.get(of(paused, "proposal/"))
    assert "The name was a mistake." in said(response)
    assert "You proposed this, so somebody else has to confirm it." in said(response)
    assert "put it back</button>" not in response.content.decode()


def test_whoever_proposed_cannot_confirm_by_sending_the_form_all_the_same(paused, first):
    found = Proposal.objects.get()
    response = first.post(of(paused, "proposal/"), {"proposal": found.pk, "confirm": "1"})
    assert "There is a problem You proposed this" in said(response)
    paused.refresh_from_db()
    assert paused.state == "paused"


def test_a_second_person_puts_the_report_back(paused, second):
    found = Proposal.objects.get()
    words = said(second.post(of(paused, "proposal/"), {"proposal": found.pk, "confirm": "1"}, follow=True))
    assert "Confirmed. The report is public again." in words
    paused.refresh_from_db()
    assert paused.state == "published"


def test_a_proposal_can_be_withdrawn(paused, first):
    found = Proposal.objects.get()
    first.post(of(paused, "proposal/"), {"proposal": found.pk, "withdraw": "1"})
    found.refresh_from_db()
    assert found.state == "withdrawn"


def test_a_proposal_that_replaced_the_one_that_was_read_is_not_confirmed_in_its_place(paused, first, second):
    read_one = Proposal.objects.get()
    first.post(of(paused, "proposal/"), {"proposal": read_one.pk, "withdraw": "1"})
    first.post(of(paused, "restore/"), REASON)
    response = second.post(of(paused, "proposal/"), {"proposal": read_one.pk, "confirm": "1"})
    assert "This proposal has been replaced meanwhile." in said(response)
    paused.refresh_from_db()
    assert paused.state == "paused"


def test_proposing_twice_is_refused_in_words(paused, second):
    response = second.post(of(paused, "restore/"), REASON)
    assert "This has already been proposed and is waiting for a second person." in said(response)
    assert Proposal.objects.count() == 1


def test_an_archived_report_comes_back_through_two_people(archived, first, second):
    first.post(of(archived, "reinstate/"), REASON)
    found = Proposal.objects.get()
    second.post(of(archived, "proposal/"), {"proposal": found.pk, "confirm": "1"})
    archived.refresh_from_db()
    assert archived.state == "published"


def test_the_timeline_names_people_and_not_their_numbers(paused, team, first):
    words = said(first.get(of(paused)))
    assert f"Taken offline for the moment {team.first.name}, Business manager. A name was found." in words
    assert "user:" not in words
    assert "The service." in words
