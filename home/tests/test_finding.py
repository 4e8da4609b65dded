"""Leaflets and pages are found as they are read: in their language, with the partnership's own words in them."""

from __future__ import annotations

import pytest
from django.utils import timezone

from config.testing.words import said
from home.finding import HomePages
from home.models import ContentPage, LeafletPage
from home.tests.translated import public_translation
from pages.changing import note_public_change
from pages.findable import owner_of
from pages.models import ContentTranslation
from pages.places import pages_of
from partnerships.models import Terms

pytestmark = pytest.mark.django_db


def _leaflet(partnership):
    return LeafletPage.objects.live().filter(pk__in=pages_of(partnership)).first()


def _keys(partnership):
    return {found.key for found in HomePages().everything() if found.partnership == partnership.pk}


def test_every_public_page_is_found_and_stands(surrey):
    found = [one for one in HomePages().everything() if one.partnership == surrey.pk]
    assert {one.kind for one in found} == {"leaflet", "page"}
    assert len(found) > 5
    assert HomePages().standing([one.key for one in found]) == {one.key for one in found}
    assert not [one for one in found if "{" in one.title or any("{body}" in part.text for part in one.sections)]


def test_a_leaflet_is_found_at_its_section(surrey, at_host):
    page = at_host(surrey).get("/search/?q=consent+choice&kind=leaflet")
    assert "#your_part" in page.content.decode()


def test_a_page_that_was_taken_down_is_found_no_more(surrey, at_host):
    page = _leaflet(surrey)
    key = f"page:{page.pk}/leaflet/en"
    assert key in HomePages().standing([key])
    LeafletPage.objects.filter(pk=page.pk).update(live=False)
    note_public_change(f"page:{page.pk}", surrey, now=timezone.now())
    assert HomePages().standing([key]) == set()
    assert not list(HomePages().of([f"page:{page.pk}"]))


def test_new_words_of_the_partnership_are_found_on_its_pages(surrey, at_host):
    client = at_host(surrey)
    assert "0 results" in said(client.get("/search/?q=quillfeather"))
    terms = Terms.objects.get(partnership=surrey)
    terms.governing_group = "The Quillfeather Group"
    terms.save()
    assert "1 result" in said(client.get("/search/?q=quillfeather"))


def test_a_translation_is_found_in_its_language_while_it_is_public(surrey):
    page = ContentPage.objects.live().filter(pk__in=pages_of(surrey)).first()
    page.partnership_id = surrey.pk
    row = public_translation(page, "pl", title="Strona", body="<p>Słowa</p>")
    key = f"page:{page.pk}/page/pl"
    found = {one.key: one for one in HomePages().of([f"page:{page.pk}"])}
    assert found[key].title == "Strona"
    assert found[key].path.startswith("/pl/")
    assert HomePages().standing([key]) == {key}
    ContentTranslation.objects.filter(pk=row.pk).update(withdrawn_at=timezone.now())
    assert HomePages().standing([key]) == set()
    assert key not in {one.key for one in HomePages().of([owner_of(key)])}
