"""Tables, data in the head of pages, and how a browser searches: what is public, in a form that cannot do harm."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import pytest
from lxml import etree, html

from config.testing.briefings import edit, publish, write_briefing
from config.testing.companions import add_companions
from config.testing.reports import T0
from publications.models import Term
from publications.tests.briefed import a_briefing
from publications.withdrawing import pause

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("http://evil.example","x")'


def table(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def data_in(answer):
    [found] = html.fromstring(answer.content).xpath("//script[@type='application/ld+json']")
    return json.loads(found.text)


def test_the_table_of_reports_says_what_the_list_says(surrey, solihull, reports, at_host):
    theme = Term.objects.get(kind="theme", slug="supervision")
    review = reports.published(surrey, themes=[theme])
    reports.published(solihull, slug="other")
    client = at_host(surrey)
    [row] = table(client, "/reviews/reports.csv")
    assert (row["id"], row["title"], row["published"], row["themes"]) == (
        *(str(review.uuid), "Review: Robin", "2026-03-03", "Supervision"),
    )
    assert row["address"] == "http://surrey.test/reviews/robin-surrey/"
    assert table(client, "/reviews/reports.csv?theme=assessment") == []
    assert len(table(client, "/reviews/reports.csv?partnership=all&theme=supervision&theme=x")) == 1
    assert len(table(client, "/reviews/reports.csv?partnership=all")) == 2


def test_the_table_of_recommendations_has_one_row_for_each(surrey, solihull, reports, at_host):
    review = reports.published(surrey)
    reports.published(solihull, slug="other")
    [row] = table(at_host(surrey), "/recommendations.csv")
    assert (row["recommendation"], row["for whom"], row["report id"]) == ("Agree a way.", "All", str(review.uuid))
    assert len(table(at_host(surrey), "/recommendations.csv?partnership=all")) == 2


def test_who_asks_for_tables_too_often_is_told_when_to_come_back(surrey, reports, at_host, monkeypatch):
    monkeypatch.setattr("publications.api.often.TablesSoOften.rate", "2/min")
    reports.published(surrey)
    client = at_host(surrey)
    for path in ("/reviews/reports.csv", "/recommendations.csv"):
        assert len(table(client, path)) == 1
    answer = client.get("/reviews/reports.csv")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (429, "no-store")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert "Too many tables" in answer.content.decode()
    assert client.get("/reviews/").status_code == 200


def test_no_cell_is_a_formula(surrey, reports, at_host):
    said = {"text": f"<p>{FORMULA}</p>", "target": FORMULA, "by_when": "@now", "outcome": "-1"}
    reports.published(surrey, title=FORMULA, introduction="+44", blocks=[{"type": "recommendation", "value": said}])
    [report] = table(at_host(surrey), "/reviews/reports.csv")
    [recommendation] = table(at_host(surrey), "/recommendations.csv")
    cells = [*report.values(), *recommendation.values()]
    assert f"'{FORMULA}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_what_is_paused_is_in_no_table(surrey, reports, at_host):
    review, client = reports.published(surrey), at_host(surrey)
    assert len(table(client, "/recommendations.csv")) == 1
    pause(review, by=reports.team(surrey).preparer, reason="x", now=T0 + timedelta(days=2))
    assert table(client, "/recommendations.csv") == table(client, "/reviews/reports.csv") == []


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/reviews/reports.csv", 4), ("/recommendations.csv", 3)])
def test_a_table_asks_the_same_number_of_questions_however_long_it_is(
    path, queries, number, surrey, reports, at_host, django_assert_num_queries
):
    for n in range(number):
        reports.published(surrey, slug=f"r{n}")
    client = at_host(surrey)
    table(client, path)
    with django_assert_num_queries(queries):
        table(client, path)


def test_a_report_says_in_its_head_what_it_is_and_not_whom_it_is_about(surrey, reports, at_host):
    theme = Term.objects.get(kind="theme", slug="supervision")
    review = reports.published(surrey, title="Learning about sleep", pseudonym="Thistledown", themes=[theme])
    data = data_in(at_host(surrey).get("/reviews/robin-surrey/"))
    assert (data["@type"], data["name"], data["identifier"]) == ("Report", "Learning about sleep", str(review.uuid))
    assert data["url"] == "http://surrey.test/reviews/robin-surrey/"
    assert data["encoding"]["contentUrl"] == "http://surrey.test/reviews/robin-surrey/report.pdf"
    assert data["about"] == [{"@type": "DefinedTerm", "name": "Supervision", "termCode": "supervision"}]
    assert "Thistledown" not in json.dumps(data)


def test_nothing_in_the_data_can_end_its_element(surrey, reports, at_host):
    title = "</script><script>alert(1)</script><!--"
    reports.published(surrey, title=title)
    answer = at_host(surrey).get("/reviews/robin-surrey/")
    assert data_in(answer)["name"] == title
    assert "<script>alert" not in answer.content.decode()


def test_a_briefing_says_what_it_is(surrey, reports, at_host):
    briefing = a_briefing(surrey, themes=Term.objects.filter(slug="supervision"))
    client = at_host(surrey)
    data = data_in(client.get(briefing.full_url.removeprefix("http://surrey.test")))
    assert (data["@type"], data["name"]) == ("LearningResource", "Babies at night")
    assert [term["name"] for term in data["about"]] == ["Supervision"]
    review = reports.draft(surrey)
    add_companions(review, by=reports.team(surrey).preparer, now=T0, kinds=["briefing"])
    _release(reports, review)
    assert data_in(client.get("/reviews/robin-surrey/briefing/"))["@type"] == "LearningResource"


def test_a_draft_says_nothing_to_search_engines(surrey, reports, signed_in):
    review = reports.prepared(surrey)
    page = signed_in(reports.team(surrey).preparer).get(f"/reviews/{review.uuid}/draft/")
    assert page.status_code == 200
    assert "ld+json" not in page.content.decode()


def test_a_browser_is_told_how_to_search_here(surrey, at_host):
    client = at_host(surrey)
    answer = client.get("/opensearch.xml")
    assert answer.headers["Content-Type"].startswith("application/opensearchdescription+xml")
    tree = etree.fromstring(answer.content)
    [url] = tree.findall("{*}Url")
    assert url.get("template") == "http://surrey.test/search/?q={searchTerms}"
    assert len(tree.findtext("{*}ShortName")) <= 16
    [link] = html.fromstring(client.get("/").content).xpath("//link[@rel='search']")
    assert link.get("href") == "/opensearch.xml"


def test_the_old_address_of_a_briefing_leads_on_to_the_new_one(
    surrey, reports, at_host, django_capture_on_commit_callbacks
):
    team, client = reports.team(surrey), at_host(surrey)
    draft = write_briefing(surrey, by=team.preparer, now=T0)
    page = publish(draft, by=team.confirmer, now=T0)
    assert client.get("/briefings/seeing-the-child/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        publish(edit(page, by=team.preparer, slug="seen-and-heard"), by=team.confirmer, now=T0)
    answer = client.get("/briefings/seeing-the-child/")
    assert (answer.status_code, answer.headers.get("Location")) == (301, "/briefings/seen-and-heard/")


def _release(reports, review):
    from publications.releasing import confirm_release, prepare_release, release_due

    team, moment = reports.team(review.partnership), T0 + timedelta(days=1)
    reports.vouch(review, moment=moment)
    prepare_release(review, moment=moment, by=team.preparer, now=T0, conflict_reason="Agreed with everybody.")
    confirm_release(review.releases.get(), by=team.confirmer, now=T0)
    assert [outcome.result for outcome in release_due(moment)] == ["released"]
