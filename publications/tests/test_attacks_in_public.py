"""What somebody could try on a public host without an account: see docs/attacks.md."""

from __future__ import annotations

import time
from datetime import timedelta
from itertools import product

import pytest
from django.core.cache import cache
from django.test import Client

from config.testing.briefings import edit, write_briefing
from config.testing.reports import SECRET, T0
from publications.anonymity.listing import add_terms, one_term
from publications.anonymity.naming import name_staff
from publications.finding import catalogue
from publications.finding.asking import Asked
from publications.finding.engine.spelling import nearest, slips_between
from publications.finding.engine.view import MOST_MENDED
from publications.newest_reports import NewestReports
from publications.recommended import Recommended
from publications.releasing import release_due
from publications.tests.embargo import NAME, TellingReports, answer, speaks_of, telling

pytestmark = pytest.mark.django_db

PAGES = [
    "/", "/reviews/", "/reviews/robin-surrey/", "/search/?q=learned", "/search/feed/?q=learned", "/themes/",
    "/reviews/feed/", "/sitemap.xml", "/opensearch.xml", "/api/v2/reports/", "/robots.txt",
]  # fmt: skip
ELSEWHERE = [
    {"HTTP_HOST": "surrey.test:1337"},
    {"HTTP_HOST": "SURREY.test"},
    {"HTTP_X_FORWARDED_HOST": "evil.example"},
    {"HTTP_FORWARDED": "host=evil.example"},
    {"HTTP_X_FORWARDED_PORT": "1337"},
    {"HTTP_X_ORIGINAL_URL": "/cms/"},
    {"HTTP_X_HTTP_METHOD_OVERRIDE": "POST"},
]


@pytest.mark.parametrize("path", PAGES)
def test_attack_52_no_host_or_port_of_ones_own_making_reaches_a_page(path, surrey, reports, at_host):
    reports.published(surrey)
    client = at_host(surrey)
    usual = answer(client, path)
    assert usual[0] == 200
    for headers in ELSEWHERE:
        assert answer(client, path, **headers) == usual, headers


@pytest.mark.parametrize("host", ["evil.example", "surrey.test.", "surrey.test@evil.example", "staff.test.surrey.test"])
def test_attack_52_a_host_that_nobody_has_is_served_by_nobody(host, surrey):
    assert Client().get("/", headers={"host": "surrey.test"}).status_code == 200
    assert Client().get("/", headers={"host": host}).status_code == 400


NONSENSE = ["samotirq", "safegaurdnig", "nelgetc", "hpysical", "emotoinal", "xylofone", "quikfox", "brwon"]


def test_attack_54_many_words_that_stand_nowhere_cost_no_more_than_a_few(surrey, reports, at_host):
    reports.published(surrey)
    find = catalogue()
    slips = ["Robni", "wrod", "agian"]
    assert find.search(Asked(words=" ".join(slips), home=surrey.pk)).meant == "robin word again"
    assert len(slips) == MOST_MENDED
    many = " ".join([*NONSENSE[:MOST_MENDED], *slips])
    assert find.search(Asked(words=many, home=surrey.pk)).meant == ""
    assert at_host(surrey).get("/search/", {"q": many}).status_code == 200


def test_attack_54_looking_for_a_word_among_a_hundred_thousand_is_quick():
    words = [(f"s{''.join(five)}ing", 1) for five in product("abcdefghij", repeat=5)]
    began = time.perf_counter()
    assert nearest("samotirq", [*words, ("samotira", 5)]) == ["samotira"]
    assert time.perf_counter() - began < 2


def test_attack_54_what_is_remembered_does_not_grow_with_questions_of_ones_own_making(surrey, reports):
    reports.published(surrey)
    assert len(Recommended(NewestReports("en"))) == 1
    before = len(cache._cache)
    found = [len(Recommended(NewestReports("en", years=[year], types=["lcspr"]))) for year in range(2000, 2030)]
    assert (sum(found), len(cache._cache)) == (1, before)


def test_what_is_left_out_at_a_glance_is_never_near():
    words = ["neglect", "nelgect", "neglcet", "negelct", "eglect", "neglects", "neglact", "xeglect", "elgect", "nglct"]
    assert set(nearest("neglect", [(word, 1) for word in words])) <= set(words)
    near = [word for word in words if word != "neglect" and slips_between("neglect", word, 2) <= 2]
    assert near == [word for word in words if nearest("neglect", [(word, 1)])]


TYPED = [
    '"><script>alert(1)</script>',
    "kind:archived OR *",
    "text:/.*/ AND NOT partnership:1",
    '"unbalanced (brackets [and {braces',
    "a" * 5000,
    "\x00\u202e\ud7ff",
    "😀" * 50,
    "-" * 200,
    "' OR 1=1 --",
    "{{ 7*7 }} {% debug %}",
]


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("way", ["/search/", "/search/suggest/", "/pl/search/"])
def test_attack_55_whatever_is_typed_is_words_and_nothing_else(typed, way, surrey, reports, at_host):
    reports.published(surrey)
    response = at_host(surrey).get(way, {"q": typed, "theme": typed, "page": typed, "sort": typed, "in": typed})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content
    assert b"49" not in response.content.partition(b"7*7")[2][:20]


# Beside the lists of the embargo: what finds, suggests, mends, counts and narrows.
ASKED = [
    f"/search/?q={NAME}",
    f"/search/?q={NAME[:-1]}e&in=all",
    f"/search/?q={SECRET}&sort=date",
    f'/search/?q="{SECRET}"',
    "/search/?theme=neglect&in=all",
    f"/search/suggest/?q={NAME[:5]}",
    f"/search/suggest/?q={SECRET[:4]}&in=all",
    "/search/suggest/?q=Review",
    "/themes/",
    "/themes/theme/neglect/",
    "/themes/theme/neglect/?partnership=surrey&show=recommendations",
    "/briefings/",
    "/newsletters/",
    "/training/",
    "/alerts/",
]


@pytest.mark.usefixtures("indexed")
def test_attack_56_nothing_that_finds_or_counts_knows_a_report_before_its_hour(surrey, solihull, a_person, at_host):
    report, hour = TellingReports(a_person), T0 + timedelta(days=1)
    # The vocabulary is everybody's, and says nothing of who uses it.
    telling()
    clients = at_host(surrey), at_host(solihull)
    before = [answer(client, path) for client in clients for path in ASKED]
    report.scheduled(surrey, moment=hour)
    release_due(hour - timedelta(seconds=1))
    assert [answer(client, path) for client in clients for path in ASKED] == before
    release_due(hour)
    after = [answer(client, path) for client in clients for path in ASKED]
    telling_ones = {path for path, whole in zip(ASKED * 2, after, strict=True) if speaks_of(whole, NAME)}
    assert len(telling_ones) >= 8, "there was something to leak"


def test_attack_57_nobody_guesses_a_watched_name_by_what_keeps_a_briefing_back(surrey, reports):
    team, review = reports.team(surrey), reports.draft(surrey)
    name_staff(review, team.confirmer, by=team.preparer, now=T0)
    add_terms(review, [one_term(kind="name", value="Fernwhistle", aliases=[], note="")], by=team.confirmer, now=T0)
    draft = write_briefing(surrey, by=team.preparer, now=T0, source_kind="review", source_review=review)
    said = [
        edit(draft, by=team.preparer, introduction=guess).refusals() for guess in ("By Fernwhistle.", "By Meadows.")
    ]
    assert said[0] == said[1]
    assert said[0]
