"""Texts beside the release of a review are asked against its watch-list, and the words found are told to nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config.testing.reports import T0
from publications.anonymity.listing import add_terms, keep_list_until, one_term
from publications.anonymity.naming import name_staff
from publications.anonymity.other_texts import blocked_in, blocked_passages
from publications.anonymity.sources import Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(reports, surrey):
    team, review = reports.team(surrey), reports.draft(surrey)
    name_staff(review, team.preparer, by=team.preparer, now=T0)
    terms = [one_term(kind="name", value="Quillfeather", aliases=["Quilly"], note="")]
    add_terms(review, terms, by=team.preparer, now=T0)
    keep_list_until(review, T0.date() + timedelta(days=9), agreed_with="The family", by=team.preparer, now=T0)
    return review


def test_a_watched_name_is_told_as_its_place_and_never_as_a_word(review):
    texts = [("Background", "A child moved."), ("What happened", "Quillfeather moved. Quilly moved again.")]
    assert blocked_passages(review, "A move", texts) == ["What happened"]


def test_the_title_is_asked_too(review):
    assert blocked_passages(review, "What Quillfeather taught us", []) == ["Title"]


def test_a_text_that_names_nobody_is_blocked_nowhere(review):
    assert blocked_passages(review, "A move", [("Background", "A child moved.")]) == []


def test_an_nhs_number_is_blocked_although_no_list_holds_it(review):
    assert blocked_passages(review, "A move", [("Background", "NHS number 943 476 5919.")]) == ["Background"]


def test_what_only_has_to_be_looked_at_blocks_nothing(review):
    assert blocked_passages(review, "A move", [("Background", "Ring 07700 900123.")]) == []


def test_a_name_in_the_target_of_a_link_is_found(review):
    source = Source("A move")
    source.say_prose("Background", '<p>See <a href="https://example.org/quillfeather">this</a>.</p>', name="sections")
    assert blocked_in(review, source) == ["Background, link target"]
