"""The feed and the map name exactly what is public, each once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from lxml import etree

from config.testing.reports import T0
from publications.feeds import NEWEST
from publications.tests.embargo import SLUG, TellingReports
from publications.withdrawing import pause

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _tree(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer, etree.fromstring(answer.content)


def _places(client):
    return [loc.text for loc in _tree(client, "/sitemap.xml")[1].iter(f"{MAP}loc")]


def test_an_entry_names_its_report_its_address_and_its_hour(surrey, reports, at_host):
    review = reports.published(surrey)
    answer, feed = _tree(at_host(surrey), "/reviews/feed/")
    [entry] = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Review: Robin"
    assert entry.find(f"{ATOM}link").get("href") == "http://surrey.test/reviews/robin-surrey/"
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{review.uuid}"
    assert entry.findtext(f"{ATOM}published") == (T0 + timedelta(days=1)).isoformat()
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_feed_forgets_a_report_at_once(surrey, reports, at_host):
    review = reports.published(surrey)
    assert len(_tree(at_host(surrey), "/reviews/feed/")[1].findall(f"{ATOM}entry")) == 1
    pause(review, by=reports.team(surrey).preparer, reason="x", now=T0 + timedelta(days=2))
    assert not _tree(at_host(surrey), "/reviews/feed/")[1].findall(f"{ATOM}entry")


def test_the_feed_of_a_language_has_the_reports_of_that_language(surrey, a_person, at_host):
    TellingReports(a_person).published(surrey)
    [entry] = _tree(at_host(surrey), "/pl/reviews/feed/")[1].findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href") == f"http://surrey.test/pl/reviews/{SLUG}/"


def test_the_feed_of_one_partnership_has_nothing_of_another(surrey, solihull, reports, at_host):
    reports.published(surrey)
    reports.published(solihull, slug="other")
    text = at_host(solihull).get("/reviews/feed/").content.decode()
    assert ("/reviews/other/" in text, "robin-surrey" in text) == (True, False)


def test_the_feed_holds_only_the_newest(surrey, reports, at_host, monkeypatch):
    assert NEWEST >= 20
    monkeypatch.setattr("publications.feeds.NEWEST", 1)
    for n in (1, 2):
        reports.published(surrey, slug=f"report-{n}", moment=T0 + timedelta(days=n))
    [entry] = _tree(at_host(surrey), "/reviews/feed/")[1].findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href").endswith("/reviews/report-2/")


def test_the_map_names_every_public_report_once_in_every_language(surrey, a_person, at_host):
    TellingReports(a_person).published(surrey)
    places = _places(at_host(surrey))
    assert len(places) == len(set(places))
    assert {f"http://surrey.test{prefix}/reviews/{SLUG}/" for prefix in ("", "/pl")} <= set(places)


def test_the_map_names_the_pages_of_this_host_and_no_other(surrey, solihull, reports, at_host):
    reports.published(solihull, slug="other")
    places = _places(at_host(surrey))
    assert "http://surrey.test/" in places
    assert all(place.startswith("http://surrey.test/") for place in places)


def test_every_place_on_the_map_can_be_read(surrey, a_person, at_host):
    TellingReports(a_person).published(surrey)
    client = at_host(surrey)
    for place in _places(client):
        assert client.get(place.removeprefix("http://surrey.test")).status_code == 200, place


def test_robots_are_led_to_the_map_and_kept_from_the_copies(surrey, at_host):
    text = at_host(surrey).get("/robots.txt").content.decode()
    assert "Sitemap: http://surrey.test/sitemap.xml" in text
    assert "Disallow: /copies/" in text
