"""Titles on staff pages read as they do in public, and what waits is listed first."""

from __future__ import annotations

import pytest

from config.testing.leaflets import starter_leaflet
from config.testing.partnerships import NOON
from pages.own_words import in_own_words
from pages.translating.asking import ask_for_translation
from partnerships.models import Terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaflet(surrey):
    found = starter_leaflet(surrey)
    assert "{review}" in found.title
    return found


def test_staff_read_titles_with_the_words_of_the_partnership(leaflet, surrey, officer, signed_in):
    ask_for_translation(leaflet, "ur", by=officer, now=NOON)
    name = surrey.terms.review_name
    for path in ("/pages/", f"/pages/{leaflet.pk}/", f"/pages/{leaflet.pk}/take-down/", "/translations/"):
        html = signed_in(officer).get(path).content.decode()
        assert (name in html, "{review}" in html) == (True, False), path


def test_a_title_stays_as_it_is_where_a_partnership_has_no_terms_yet(surrey):
    Terms.objects.filter(partnership=surrey).delete()
    surrey.refresh_from_db()
    assert in_own_words("About the {review}", surrey) == "About the {review}"


def test_what_was_handed_in_is_listed_before_what_is_being_written(leaflet, surrey, officer, signed_in):
    first = ask_for_translation(leaflet, "ur", by=officer, now=NOON)
    second = ask_for_translation(leaflet, "pl", by=officer, now=NOON)
    type(second).objects.filter(pk=second.pk).update(state="handed_in")
    html = signed_in(officer).get("/translations/").content.decode()
    assert 0 < html.index(str(second.uuid)) < html.index(str(first.uuid))
