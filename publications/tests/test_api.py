"""Machines read what is public, strictly asked for, in fields that are named one by one; and nothing else."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from config.testing.companions import add_companions
from config.testing.reports import SECRET, T0
from pages.publishing import take_down
from publications.models import Term
from publications.releasing import release_due
from publications.tests.briefed import a_briefing
from publications.withdrawing import archive, pause

pytestmark = pytest.mark.django_db
LISTS = ["reports", "briefings", "recommendations", "terms"]
REPORT = {
    *("id", "meta", "title", "type", "introduction", "pseudonym", "reviewer", "age_band", "period", "terms"),
}
WHOLE = REPORT | {"content_warning", "text", "languages", "recommendations", "published_with"}


@pytest.fixture
def supervision(db):
    return Term.objects.get(kind="theme", slug="supervision")


def asked(client, path, status=200):
    answer = client.get(f"/api/v2/{path}")
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/json"
    return json.loads(answer.content)


def titles(client, path):
    return [item["title"] for item in asked(client, path)["items"]]


def test_a_report_has_these_fields_and_no_others(surrey, reports, at_host, supervision):
    review = reports.published(surrey, themes=[supervision])
    [item] = asked(at_host(surrey), "reports/")["items"]
    assert set(item) == REPORT
    assert item["id"] == str(review.uuid)
    assert item["meta"]["html_url"] == "http://surrey.test/reviews/robin-surrey/"
    assert item["meta"]["detail_url"] == f"http://surrey.test/api/v2/reports/{review.uuid}/"
    assert item["terms"] == [{"kind": "theme", "slug": "supervision", "label": "Supervision"}]


def test_a_whole_report_has_its_text_its_recommendations_and_what_went_out_with_it(surrey, reports, at_host):
    review = reports.draft(surrey)
    add_companions(review, by=reports.team(surrey).preparer, now=T0, kinds=["briefing"])
    _release(reports, review)
    whole = asked(at_host(surrey), f"reports/{review.uuid}/")
    assert set(whole) == WHOLE
    assert SECRET in whole["text"]
    [recommendation] = whole["recommendations"]
    assert (recommendation["text"], recommendation["for_whom"], recommendation["by_when"]) == (
        "Agree a way.",
        "All",
        "June",
    )
    [briefing] = whole["published_with"]
    assert briefing["html_url"] == "http://surrey.test/reviews/robin-surrey/briefing/"


def test_recommendations_have_a_number_that_stays(surrey, reports, at_host):
    reports.published(surrey)
    client = at_host(surrey)
    first, again = (asked(client, "recommendations/")["items"] for _ in range(2))
    assert first == again
    assert [(item["number"], item["text"], item["outcome"]) for item in first] == [(1, "Agree a way.", "Heard")]
    assert first[0]["meta"]["html_url"].endswith("/reviews/robin-surrey/#recommendation-1")


def test_briefings_of_both_sorts_are_listed_with_their_terms(surrey, reports, at_host, supervision):
    a_briefing(surrey, title="By itself", themes=[supervision], roles=Term.objects.filter(kind="role")[:1])
    review = reports.draft(surrey, themes=[supervision])
    add_companions(review, by=reports.team(surrey).preparer, now=T0, kinds=["briefing"])
    _release(reports, review)
    beside, alone = asked(at_host(surrey), "briefings/")["items"]
    assert (alone["title"], alone["report"], {term["kind"] for term in alone["terms"]}) == (
        *("By itself", None, {"theme", "role"}),
    )
    assert beside["report"]["id"] == str(review.uuid)
    assert [term["slug"] for term in beside["terms"]] == ["supervision"]
    assert len(asked(at_host(surrey), "briefings/?theme=supervision")["items"]) == 2
    assert asked(at_host(surrey), "briefings/?theme=assessment")["items"] == []


def test_terms_say_what_came_after_them(surrey, at_host):
    terms = {item["id"]: item for item in asked(at_host(surrey), "terms/?kind=agency&limit=100")["items"]}
    ccg = terms["agency/ccg"]
    assert (ccg["valid_until"], ccg["successor"]["slug"]) == ("2022-06-30", "icb")


def test_lists_are_narrowed_by_theme_type_year_and_partnership(surrey, solihull, reports, at_host, supervision):
    reports.published(surrey, title="Ours", themes=[supervision])
    reports.published(solihull, slug="theirs", title="Theirs", review_type="thematic")
    client = at_host(surrey)
    assert titles(client, "reports/") == titles(client, "reports/?partnership=surrey") == ["Ours"]
    assert sorted(titles(client, "reports/?partnership=all")) == ["Ours", "Theirs"]
    assert titles(client, "reports/?partnership=solihull") == ["Theirs"]
    assert titles(client, "reports/?partnership=all&theme=supervision&theme=assessment") == ["Ours"]
    assert titles(client, "reports/?partnership=all&type=thematic") == ["Theirs"]
    assert len(titles(client, "reports/?partnership=all&year=2026")) == 2
    assert titles(client, "reports/?partnership=all&year=1999") == []
    assert len(asked(client, "recommendations/?partnership=all&type=thematic")["items"]) == 1


def test_a_list_is_read_page_by_page(surrey, reports, at_host):
    for n in range(3):
        reports.published(surrey, slug=f"r{n}", title=f"Report {n}", moment=T0 + timedelta(days=n + 1))
    client = at_host(surrey)
    assert asked(client, "reports/")["meta"] == {"total_count": 3}
    assert titles(client, "reports/?limit=2") == ["Report 2", "Report 1"]
    assert titles(client, "reports/?limit=2&offset=2") == ["Report 0"]
    found = [asked(client, f"recommendations/?limit=1&offset={n}")["items"] for n in range(4)]
    reports_of = [[item["report"]["title"] for item in items] for items in found]
    assert reports_of == [["Report 2"], ["Report 1"], ["Report 0"], []]
    assert asked(client, "recommendations/")["meta"] == {"total_count": 3}


@pytest.mark.parametrize("query", [
    "limit=101", "limit=x", "offset=-1", f"offset={10**20}", "offset=1e3", "year=x", "type=x", "language=xx",
    "partnership=nowhere", "colour=red", "theme=%00", f"theme={'x' * 61}",
])  # fmt: skip
def test_what_is_not_understood_is_refused_in_words(query, surrey, at_host):
    assert set(asked(at_host(surrey), f"reports/?{query}", 400)) == {"message"}


def test_nothing_but_reading_is_possible_and_nobody_is_known(surrey, at_host, a_person):
    client = at_host(surrey)
    client.force_login(a_person(surrey, "business_manager"))
    for method in ("post", "put", "patch", "delete", "options"):
        assert getattr(client, method)("/api/v2/reports/").status_code == 405, method
    answer = client.get("/api/v2/reports/", headers={"Accept": "text/html"})
    assert answer.headers["Content-Type"] == "application/json"
    assert not answer.cookies
    assert "Set-Cookie" not in answer.headers
    assert not answer.has_header("Vary")


NOT_THERE = ["", "pages/", "images/", "documents/", "users/", "reports/00000000-0000-4000-8000-000000000000/"]


@pytest.mark.parametrize("path", NOT_THERE)
def test_there_is_nothing_else(path, surrey, at_host):
    assert at_host(surrey).get(f"/api/v2/{path}").status_code == 404


def test_a_report_of_another_host_is_not_found_under_its_number_here(surrey, solihull, reports, at_host):
    review = reports.published(solihull)
    asked(at_host(surrey), f"reports/{review.uuid}/", 404)
    asked(at_host(solihull), f"reports/{review.uuid}/")


def test_no_other_host_has_it(surrey, signed_in, a_person, settings):
    from django.test import Client

    assert signed_in(a_person(surrey, "business_manager")).get("/api/v2/reports/").status_code == 404
    assert Client(SERVER_NAME=settings.PORTAL_HOST).get("/api/v2/reports/").status_code in (302, 404)


def test_who_asks_too_often_is_told_so_in_words(surrey, at_host, monkeypatch):
    monkeypatch.setattr("publications.api.often.SoOften.rate", "3/min")
    client = at_host(surrey)
    for _ in range(3):
        asked(client, "terms/?limit=1")
    answer = client.get("/api/v2/terms/?limit=1")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) <= 60
    assert "Too many requests" in json.loads(answer.content)["message"]


@pytest.mark.parametrize("query", ["kind=nonsense", "kind=theme&kind=typo"])
def test_a_kind_of_terms_that_there_is_not_is_refused(surrey, at_host, query):
    assert "This is no kind." in asked(at_host(surrey), f"terms/?{query}", 400)["message"]


@pytest.mark.parametrize("query", ["theme=nothing", "theme=supervision&theme=nothing", "harm=supervision", "role="])
def test_a_term_that_there_is_not_is_refused_and_not_left_out(surrey, at_host, query):
    asked(at_host(surrey), "reports/?theme=supervision")
    assert "is called so" in asked(at_host(surrey), f"reports/?{query}", 400)["message"]


def test_what_is_scheduled_paused_or_archived_is_in_no_list(surrey, reports, at_host):
    client, team = at_host(surrey), reports.team(surrey)
    review = reports.scheduled(surrey)
    briefing = a_briefing(surrey)

    def shown():
        lists = [asked(client, f"{name}/") for name in LISTS[:3]]
        return "robin" in json.dumps(lists).lower(), client.get(f"/api/v2/reports/{review.uuid}/").status_code

    assert shown() == (False, 404)
    release_due(review.releases.get().moment)
    assert shown() == (True, 200)
    review.refresh_from_db()
    reports.tell_of_archiving(review, now=T0 + timedelta(days=399))
    archive(review, by=team.preparer, reason="Year over", now=T0 + timedelta(days=400))
    assert shown() == (False, 404)
    assert titles(client, "briefings/") == ["Babies at night"]
    take_down(briefing, by=team.preparer, now=T0)
    assert titles(client, "briefings/") == []


def test_a_paused_report_is_gone_at_once(surrey, reports, at_host):
    review, client = reports.published(surrey), at_host(surrey)
    assert len(asked(client, "recommendations/")["items"]) == 1
    pause(review, by=reports.team(surrey).preparer, reason="x", now=T0 + timedelta(days=2))
    assert [asked(client, f"{name}/")["meta"]["total_count"] for name in LISTS[:3]] == [0, 0, 0]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("reports", 4), ("briefings", 8), ("recommendations", 3), ("terms", 2)])
def test_a_list_asks_the_same_number_of_questions_however_long_it_is(
    name, queries, number, surrey, reports, at_host, supervision, django_assert_num_queries
):
    for n in range(number):
        reports.published(surrey, slug=f"r{n}", title=f"Report {n}", themes=[supervision])
        a_briefing(surrey, title=f"Briefing {n}", slug=f"b{n}", themes=[supervision])
    client = at_host(surrey)
    client.get(f"/api/v2/{name}/")
    # One more finds the partnership of the host.
    with django_assert_num_queries(queries + 1):
        client.get(f"/api/v2/{name}/")


def _release(reports, review):
    from publications.releasing import confirm_release, prepare_release

    team, moment = reports.team(review.partnership), T0 + timedelta(days=1)
    reports.vouch(review, moment=moment)
    prepare_release(review, moment=moment, by=team.preparer, now=T0, conflict_reason="Agreed with everybody.")
    confirm_release(review.releases.get(), by=team.confirmer, now=T0)
    assert [outcome.result for outcome in release_due(moment)] == ["released"]
