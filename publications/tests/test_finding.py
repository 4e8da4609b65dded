"""The list, its filters and the search: what fits is found, and it costs the same however much there is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from config.testing.reports import BLOCKS, T0
from publications.finding import Wanted, list_reports, narrowed, public_reports, wanted_from
from publications.models import Term

pytestmark = pytest.mark.django_db

# Each page asks once which pages are public, so that its menu and its foot lead nowhere else.
WAYS = {"/reviews/": 4, "/search/?q=review": 5, "/reviews/feed/": 3, "/sitemap.xml": 17, "/reviews/archive/": 3}


def _terms(*slugs):
    return [Term.objects.get_or_create(kind="theme", slug=s, defaults={"label": s.title()})[0] for s in slugs]


@pytest.fixture
def three(surrey, reports):
    """Three public reports: of 2026 about neglect, of 2026 about neglect and schools, of 2027 about schools."""
    years = [timedelta(days=1), timedelta(days=2), timedelta(days=366)]
    themes = [("neglect",), ("neglect", "schools"), ("schools",)]
    kinds = ["lcspr", "lcspr", "thematic"]
    return [
        reports.published(
            surrey,
            moment=T0 + later,
            slug=f"report-{n}",
            title=f"Review {n}",
            pseudonym=f"Child{n}",
            introduction=f"About {' and '.join(theme)}.",
            themes=_terms(*theme),
            review_type=kind,
        )
        for n, (later, theme, kind) in enumerate(zip(years, themes, kinds, strict=True), 1)
    ]


def _slugs(found):
    return [edition.slug for edition in found]


def test_the_newest_report_comes_first(three, surrey):
    assert _slugs(public_reports(surrey, "en")) == ["report-3", "report-2", "report-1"]


def test_reports_are_narrowed_to_any_of_what_is_chosen_and_to_all_kinds_of_choice(three, surrey):
    found = public_reports(surrey, "en")
    cases = {
        Wanted(years=(2026,)): ["report-2", "report-1"],
        Wanted(years=(2026, 2027)): ["report-3", "report-2", "report-1"],
        Wanted(themes=("schools",)): ["report-3", "report-2"],
        Wanted(themes=("schools", "neglect")): ["report-3", "report-2", "report-1"],
        Wanted(years=(2026,), themes=("schools",)): ["report-2"],
        Wanted(types=("thematic",)): ["report-3"],
        Wanted(years=(1999,)): [],
        Wanted(themes=("unknown",)): [],
    }
    for wanted, expected in cases.items():
        assert _slugs(narrowed(found, wanted)) == expected, wanted
        assert _slugs(list_reports(surrey, "en", wanted, "1").page) == expected, wanted


def test_each_choice_says_how_many_reports_it_has(three, surrey):
    groups = list_reports(surrey, "en", Wanted(years=(2026,)), "1").groups
    counts = {group["name"]: [(o["value"], o["count"], o["checked"]) for o in group["options"]] for group in groups}
    assert counts["year"] == [("2027", 1, False), ("2026", 2, True)]
    assert counts["theme"] == [("neglect", 2, False), ("schools", 1, False)]
    assert sorted(counts["type"]) == [("lcspr", 2, False)]


def test_a_choice_that_is_not_understood_is_left_out():
    query = QueryDict("year=2026&year=20261&year=x&year=²⁰²⁶&type=lcspr&type=secret&theme=a&theme=%00")
    assert wanted_from(query) == Wanted((2026,), ("a",), ("lcspr",))


ODD = [
    "/reviews/?year=0000",
    "/reviews/?year=9999&page=99999999999999999999",
    "/reviews/?page=-1&theme=%00&type=%00",
    "/reviews/?theme=%F0%9F%98%80%27%22--",
    "/search/?q=%00",
    "/search/?q=a%00b+%25_%5C",
    "/search/?q=" + "x+" * 500,
    "/search/?q=%ED%A0%80",
    "/search/",
    "/search/?q=x&page=0",
]


def test_no_odd_question_breaks_the_list_or_the_search(surrey, at_host):
    for path in ODD:
        assert at_host(surrey).get(path).status_code == 200, path


def test_what_was_asked_for_is_shown_as_words_and_never_as_markup(surrey, at_host):
    text = at_host(surrey).get("/search/?q=%3Cscript%3Ealert(1)%3C/script%3E").content.decode()
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;" in text


def _queries(client, path):
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert client.get(path).status_code == 200
    return len(counted)


def test_no_list_costs_more_with_more_reports_themes_and_words(surrey, reports, at_host):
    client = at_host(surrey)
    reports.published(surrey, slug="report-0", themes=_terms("neglect"))
    one = {path: _queries(client, path) for path in WAYS}
    for n in (1, 2):
        reports.published(
            surrey, slug=f"report-{n}", themes=_terms("neglect", "schools", f"theme-{n}"), blocks=BLOCKS * 8
        )
    three = {path: _queries(client, path) for path in WAYS}
    assert one == three
    assert three == WAYS


def test_a_report_costs_the_same_however_long_it_is(surrey, reports, at_host, django_assert_num_queries):
    reports.published(surrey, slug="long", blocks=BLOCKS * 20, themes=_terms("a", "b", "c"))
    with django_assert_num_queries(8):
        at_host(surrey).get("/reviews/long/")
