"""The feed and the map name exactly what is public, each once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from lxml import etree, html

from config.testing.reports import SECRET, T0
from pages.publishing import take_down
from publications.feeds import NEWEST
from publications.models import Term
from publications.releasing import release_due
from publications.tests import correcting
from publications.tests.briefed import a_briefing
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


def _titles(client, path):
    return [entry.findtext(f"{ATOM}title") for entry in _tree(client, path)[1].findall(f"{ATOM}entry")]


@pytest.fixture
def supervision(db):
    return Term.objects.get(kind="theme", slug="supervision")


def test_the_feed_can_be_narrowed_to_a_type_a_theme_and_a_year(surrey, reports, at_host, supervision):
    reports.published(surrey, slug="a", title="Themed", themes=[supervision])
    reports.published(surrey, slug="b", title="Thematic", review_type="thematic")
    client = at_host(surrey)
    assert _titles(client, "/reviews/feed/?type=thematic") == ["Thematic"]
    assert _titles(client, "/reviews/feed/?theme=supervision") == ["Themed"]
    assert sorted(_titles(client, "/reviews/feed/?year=2026")) == ["Thematic", "Themed"]
    _, feed = _tree(client, "/reviews/feed/?type=thematic")
    assert feed.find(f"{ATOM}link[@rel='self']").get("href") == "http://surrey.test/reviews/feed/?type=thematic"


def test_the_feed_of_a_theme_has_reports_and_briefings_of_every_partnership(
    surrey, solihull, reports, at_host, supervision
):
    reports.published(solihull, slug="other", title="Of Solihull", themes=[supervision])
    a_briefing(surrey, title="Babies at night", themes=[supervision], now=T0 + timedelta(days=3))
    reports.published(surrey, slug="besides", title="Besides")
    client, path = at_host(surrey), "/themes/theme/supervision/feed/"
    assert _titles(client, path) == ["Babies at night", "Of Solihull"]
    assert _titles(client, f"{path}?partnership=surrey") == ["Babies at night"]
    [_, entry] = _tree(client, path)[1].findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href") == "http://solihull.test/reviews/other/"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == solihull.name


def test_words_with_characters_that_no_feed_may_hold_are_read_without_them(surrey, reports, at_host):
    reports.published(surrey)
    answer = at_host(surrey).get("/search/feed/?q=a%01Robin%0b%1b")
    assert answer.status_code == 200
    assert b"aRobin" in answer.content


def test_the_feed_of_briefings_forgets_one_that_is_taken_down(surrey, reports, at_host):
    briefing, client = a_briefing(surrey), at_host(surrey)
    assert _titles(client, "/briefings/feed/") == ["Babies at night"]
    take_down(briefing, by=reports.team(surrey).preparer, now=T0)
    assert _titles(client, "/briefings/feed/") == []


def test_a_saved_search_is_a_feed_of_what_it_finds_now(surrey, solihull, reports, at_host):
    review = reports.published(surrey)
    reports.published(solihull, slug="other", title="Of Solihull")
    client, path = at_host(surrey), f"/search/feed/?q={SECRET}&kind=report"
    assert _titles(client, path) == ["Review: Robin"]
    assert sorted(_titles(client, f"{path}&in=all")) == ["Of Solihull", "Review: Robin"]
    [entry] = _tree(client, path)[1].findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href") == "http://surrey.test/reviews/robin-surrey/"
    pause(review, by=reports.team(surrey).preparer, reason="x", now=T0 + timedelta(days=2))
    assert _titles(client, path) == []


def test_an_archived_report_is_no_news(surrey, reports, at_host):
    reports.archived(surrey)
    client = at_host(surrey)
    assert _titles(client, "/search/feed/?q=Robin&kind=archived") == []
    assert _titles(client, "/search/feed/?q=Robin") == []


def test_what_an_entry_is_known_by_stays_when_its_report_is_corrected_and_its_hour_is_new(surrey, reports, at_host):
    review, client = reports.published(surrey), at_host(surrey)
    before = _tree(client, "/reviews/feed/")[1].find(f"{ATOM}entry")
    correcting.edit(review)
    correcting.confirmed(reports, review)
    release_due(correcting.HOUR)
    after = _tree(client, "/reviews/feed/")[1].find(f"{ATOM}entry")
    assert after.findtext(f"{ATOM}id") == before.findtext(f"{ATOM}id")
    assert after.findtext(f"{ATOM}published") == before.findtext(f"{ATOM}published")
    assert after.findtext(f"{ATOM}updated") == correcting.HOUR.isoformat() > before.findtext(f"{ATOM}updated")
    assert correcting.NOTE in after.findtext(f"{ATOM}summary")


FEEDS = [
    ("/reviews/", "/reviews/feed/"),
    ("/reviews/?type=thematic", "/reviews/feed/?type=thematic"),
    ("/themes/theme/supervision/", "/themes/theme/supervision/feed/"),
    ("/search/?q=babies", "/search/feed/?q=babies"),
]


@pytest.mark.parametrize(("page", "feed"), FEEDS)
def test_a_page_tells_feed_readers_of_its_feed(page, feed, surrey, at_host):
    [link] = html.fromstring(at_host(surrey).get(page).content).xpath("//link[@type='application/atom+xml']")
    assert link.get("href") == feed


def test_the_map_names_what_went_out_with_a_report_and_the_terms(surrey, a_person, at_host):
    TellingReports(a_person).published(surrey)
    places = _places(at_host(surrey))
    assert f"http://surrey.test/reviews/{SLUG}/briefing/" in places
    assert {"http://surrey.test/themes/", "http://surrey.test/themes/theme/supervision/"} <= set(places)


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
