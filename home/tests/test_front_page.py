"""The front page, and what stands round every page of a partnership."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from config.testing.partnerships import NOON
from home.models import ContentPage, HomePage
from pages.models import ContentTranslation
from pages.models.approved import through_the_door
from pages.publishing import take_down
from partnerships.working_days import london_day

pytestmark = pytest.mark.django_db

ALERT = "Our telephone number has changed."


def _text(at_host, partnership, path):
    return at_host(partnership).get(path).content.decode()


def _alert(partnership, until=None):
    home = HomePage.objects.get(pk=partnership.site.root_page_id)
    home.alert, home.alert_until = ALERT, until
    with through_the_door():
        home.save()


def _today():
    return london_day(timezone.now())


@pytest.mark.parametrize(
    ("task", "leads_to"),
    [
        ("I am a family member", "/families/"),
        ("Read reports", "/reviews/"),
        ("Learning for practitioners", "/practitioners/"),
        ("Ask for an archived report", "/reviews/archive/"),
    ],
)
def test_the_front_page_offers_four_tasks(surrey, at_host, task, leads_to):
    assert f'<a class="govuk-link" href="{leads_to}">{task}</a>' in _text(at_host, surrey, "/")


def test_the_front_page_searches_the_reports(surrey, at_host):
    text = _text(at_host, surrey, "/")
    assert 'method="get" action="/search/" role="search"' in text
    assert 'name="q"' in text


def test_a_page_that_was_taken_down_is_in_no_menu_and_no_task(surrey, at_host, a_person):
    page = surrey.site.root_page.get_children().get(slug="families")
    assert 'href="/families/"' in _text(at_host, surrey, "/")
    take_down(page, by=a_person(surrey, "business_manager"), now=NOON)
    assert 'href="/families/"' not in _text(at_host, surrey, "/")
    assert 'href="/families/"' not in _text(at_host, surrey, "/reviews/")


@pytest.mark.parametrize("path", ["/", "/contact/", "/reviews/", "/reviews/robin-surrey/", "/search/"])
def test_an_alert_stands_on_every_public_page_of_its_partnership(surrey, reports, at_host, path):
    reports.published(surrey)
    _alert(surrey)
    assert ALERT in _text(at_host, surrey, path)


def test_an_alert_of_one_partnership_is_not_shown_by_another(surrey, solihull, at_host):
    _alert(surrey)
    assert ALERT in _text(at_host, surrey, "/")
    assert ALERT not in _text(at_host, solihull, "/")


@pytest.mark.parametrize(("days", "is_shown"), [(0, True), (-1, False)])
def test_an_alert_is_shown_until_its_last_day(surrey, at_host, days, is_shown):
    _alert(surrey, until=_today() + timedelta(days=days))
    assert (ALERT in _text(at_host, surrey, "/reviews/")) is is_shown


@pytest.mark.parametrize("has_alert", [False, True])
def test_an_alert_costs_no_query(surrey, at_host, has_alert, django_assert_num_queries):
    if has_alert:
        _alert(surrey)
    with django_assert_num_queries(3):
        assert (ALERT in _text(at_host, surrey, "/reviews/archive/")) is has_alert


def test_a_body_that_has_ended_names_the_one_that_came_after_on_each_of_its_pages(surrey, at_host):
    surrey.terms.succeeded_by, surrey.terms.succeeded_by_url = "South Tees Partnership", "https://south.example.org"
    surrey.terms.save()
    for page in ("/", *(f"/{slug}/" for slug in ContentPage.objects.live().values_list("slug", flat=True)[:20])):
        link = '<a class="govuk-link" href="https://south.example.org">South Tees Partnership</a>'
        assert link in _text(at_host, surrey, page), (page, "D1")


def test_a_body_that_has_not_ended_says_nothing_of_another(surrey, at_host):
    assert "Its work is now done by" not in _text(at_host, surrey, "/")


def test_the_introduction_and_the_alert_are_read_in_the_language_of_the_address(surrey, at_host):
    home = HomePage.objects.get(pk=surrey.site.root_page_id)
    _alert(surrey)
    ContentTranslation.objects.create(
        partnership=surrey, content=home, source_key=home.translation_key, language="ro", data={"alert": "Sunați"},
        asked_at=NOON, published_at=NOON,
    )  # fmt: skip
    assert '<div class="govuk-notification-banner__content" lang="ro" dir="ltr"><p>Sunați</p>' in _text(
        at_host, surrey, "/ro/"
    )


@pytest.mark.parametrize(("words", "is_stale"), [("", False), ("Sunați", True)])
def test_an_alert_that_is_newer_than_its_translation_is_read_in_english(surrey, at_host, words, is_stale):
    home = HomePage.objects.get(pk=surrey.site.root_page_id)
    _alert(surrey)
    ContentTranslation.objects.create(
        partnership=surrey, content=home, source_key=home.translation_key, language="ro", data={"alert": words},
        asked_at=NOON, published_at=NOON, is_stale=is_stale,
    )  # fmt: skip
    text = _text(at_host, surrey, "/ro/contact/")
    assert ALERT in text
    assert "Sunați" not in text


def test_the_day_of_an_alert_is_the_day_in_london(surrey):
    home = HomePage(alert=ALERT, alert_until=date(2026, 3, 2))
    assert (home.has_alert(date(2026, 3, 2)), home.has_alert(date(2026, 3, 3))) == (True, False)
