"""The page of the search, and what is suggested on it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command

from config.testing.companions import add_companions
from config.testing.reports import SECRET, T0
from config.testing.words import said
from publications.finding import catalogue
from publications.finding.engine.shelf import Shelf
from publications.models import Term
from publications.tests.attaching import TITLE, WORD, attached_report, publish
from publications.withdrawing import archive, pause

pytestmark = pytest.mark.django_db


def _terms(*slugs):
    return list(Term.objects.filter(kind="theme", slug__in=slugs))


def test_a_word_is_found_in_its_section(surrey, reports, at_host):
    reports.published(surrey)
    page = at_host(surrey).get(f"/search/?q={SECRET.lower()}")
    text = page.content.decode()
    assert "1 result for" in said(page)
    assert f"<mark>{SECRET}</mark>" in text
    assert '/reviews/robin-surrey/#what-happened"' in text


def test_a_recommendation_is_found_as_one_and_leads_to_its_box(surrey, reports, at_host):
    reports.published(surrey)
    text = at_host(surrey).get("/search/?q=agree+way&kind=recommendation").content.decode()
    assert '/reviews/robin-surrey/#recommendation-1"' in text
    assert 'id="recommendation-1"' in at_host(surrey).get("/reviews/robin-surrey/").content.decode()


def test_an_attached_file_is_found_by_its_words_and_named(surrey, reports, at_host):
    publish(reports, attached_report(reports, surrey), moment=T0 + timedelta(days=1), now=T0)
    page = at_host(surrey).get(f"/search/?q={WORD}")
    assert f"In the attached file “{TITLE}”" in said(page)
    assert '/reviews/robin-surrey/#page_attached"' in page.content.decode()
    assert 'id="page_attached"' in at_host(surrey).get("/reviews/robin-surrey/").content.decode()


def test_an_archived_report_is_found_as_a_record_alone(surrey, reports, at_host):
    reports.archived(surrey, title="Review: Wren", pseudonym="Wren")
    client = at_host(surrey)
    assert "0 results" in said(client.get(f"/search/?q={SECRET}"))
    page = client.get("/search/?q=wren")
    assert "Archived report" in said(page)
    assert "You can ask for a copy." in said(page)
    assert "What was learned" not in said(page)


@pytest.mark.parametrize("leave", ["pause", "archive"])
def test_what_is_taken_away_is_in_no_answer_after_it(leave, surrey, reports, at_host):
    review = reports.published(surrey, title="Review: Wren")
    client, by = at_host(surrey), reports.team(surrey).preparer
    ways = [f"/search/?q={SECRET}", f"/search/?q={SECRET}&in=all", "/search/?q=wren&kind=report"]
    assert all("1 result" in said(client.get(way)) for way in ways)
    assert client.get("/search/suggest/?q=wr").json()["suggestions"] == ["Review: Wren"]
    if leave == "pause":
        pause(review, by=by, reason="Urgent", now=T0 + timedelta(days=2))
        assert client.get("/search/suggest/?q=wr").json()["suggestions"] == []
    else:
        reports.tell_of_archiving(review, now=T0 + timedelta(days=399))
        archive(review, by=by, reason="Year over", now=T0 + timedelta(days=400))
    assert all("0 results" in said(client.get(way)) for way in ways)


def test_all_partnerships_are_searched_on_any_host_and_links_lead_to_their_own(surrey, solihull, reports, at_host):
    reports.published(surrey)
    reports.published(solihull)
    own = at_host(solihull).get(f"/search/?q={SECRET}")
    assert "1 result" in said(own)
    assert "Surrey" not in own.content.decode().partition("<main")[2]
    both = at_host(solihull).get(f"/search/?q={SECRET}&in=all")
    assert "2 results" in said(both)
    text = both.content.decode()
    assert 'href="http://surrey.test/reviews/robin-surrey/#what-happened"' in text
    assert 'href="/reviews/robin-solihull/#what-happened"' in text
    one = at_host(solihull).get(f"/search/?q={SECRET}&in=all&partnership=surrey")
    assert "1 result for" in said(one)
    assert "Surrey Safeguarding Children Partnership (1)" in said(one)


def test_choices_are_boxes_of_one_form_and_stay_in_the_address(surrey, reports, at_host):
    reports.published(surrey, slug="a", themes=_terms("supervision", "fathers"))
    reports.published(surrey, slug="b", themes=_terms("fathers"))
    page = at_host(surrey).get(f"/search/?q={SECRET}&theme=supervision")
    assert "1 result" in said(page)
    assert "Supervision (1)" in said(page)
    assert "Fathers (2)" in said(page)
    text = page.content.decode()
    assert 'form="search" id' not in text
    assert text.count('name="theme" value="supervision" form="search" checked') == 1
    assert f'href="?q={SECRET}"' in text


def test_two_of_one_facet_are_either_and_two_facets_are_both(surrey, reports, at_host):
    reports.published(surrey, slug="a", themes=_terms("supervision"))
    reports.published(surrey, slug="b", themes=_terms("fathers"), review_type="thematic")
    client = at_host(surrey)
    assert "2 results" in said(client.get("/search/?kind=report&theme=supervision&theme=fathers"))
    assert "1 result" in said(client.get("/search/?kind=report&theme=supervision&theme=fathers&type=thematic"))


def test_nai_finds_what_is_tagged_with_non_accidental_injury(surrey, reports, at_host):
    reports.published(surrey, harms=list(Term.objects.filter(slug="physical_abuse")))
    assert "1 result" in said(at_host(surrey).get("/search/?q=nai&kind=report"))
    assert at_host(surrey).get("/search/suggest/?q=nai").json()["suggestions"] == [
        Term.objects.get(kind="harm", slug="physical_abuse").label
    ]


def test_where_nothing_is_found_the_page_says_what_else_to_try(surrey, solihull, reports, at_host):
    reports.published(surrey)
    client = at_host(surrey)
    slip = client.get("/search/?q=quilfeather&theme=nothing")
    assert "0 results" in said(slip)
    assert "Look again without the choices" in said(slip)
    assert "Did you mean quillfeather" in said(client.get("/search/?q=quilfeather"))
    assert "There is 1 result in all partnerships" in said(at_host(solihull).get(f"/search/?q={SECRET}"))


def test_a_page_beyond_the_end_is_the_last(surrey, reports, at_host):
    reports.published(surrey)
    assert "1 result" in said(at_host(surrey).get(f"/search/?q={SECRET}&page=99"))


def test_a_title_is_words_wherever_it_is_shown(surrey, reports, at_host):
    reports.published(surrey, title="Review <script>alert(1)</script>", introduction="<b>Bold</b>")
    page = at_host(surrey).get("/search/?q=%3Cscript%3E")
    assert b"<script>alert" not in page.content
    assert b"&lt;script&gt;" in page.content
    answer = at_host(surrey).get("/search/suggest/?q=revi")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json()["suggestions"][0] == "Review <script>alert(1)</script>"


def test_what_goes_out_with_a_report_is_found_with_it(surrey, reports, at_host):
    review = reports.draft(surrey)
    add_companions(review, by=reports.team(surrey).preparer, now=T0)
    assert "0 results" in said(at_host(surrey).get("/search/?q=fernwhistle"))
    publish(reports, review, moment=T0 + timedelta(days=1), now=T0)
    page = at_host(surrey).get("/search/?q=fernwhistle")
    assert "3 results" in said(page)
    assert all(f"{kind} (1)" in said(page) for kind in ("Learning briefings", "Family statements", "Action plans"))
    pause(review, by=reports.team(surrey).preparer, reason="Urgent", now=T0 + timedelta(days=2))
    assert "0 results" in said(at_host(surrey).get("/search/?q=fernwhistle"))


def test_without_an_index_the_search_says_so_and_the_list_is_read_from_the_database(surrey, reports, at_host, settings):
    reports.published(surrey)
    settings.SEARCH_PATIENCE = 0.01
    with Shelf(catalogue().shelf.folder.parent).locked(give_up=lambda: False):
        page, listed = at_host(surrey).get("/search/?q=x"), at_host(surrey).get("/reviews/")
    assert page.status_code == 503
    assert page.headers["Retry-After"]
    assert listed.status_code == 200
    assert "Review: Robin" in said(listed)


@pytest.mark.parametrize(("path", "queries"), [("/search/?q=agree", 5), ("/search/suggest/?q=ro", 3), ("/reviews/", 4)])
def test_it_costs_the_same_with_one_report_and_three(
    path, queries, surrey, reports, at_host, django_assert_num_queries
):
    for slugs in (["a"], ["b", "c"]):
        for slug in slugs:
            reports.published(surrey, slug=slug, themes=_terms("supervision", "fathers"))
        at_host(surrey).get(path)
        with django_assert_num_queries(queries):
            at_host(surrey).get(path)


def test_before_anything_is_asked_the_page_lists_nothing_but_what_can_be_chosen(surrey, reports, at_host):
    reports.published(surrey)
    page = at_host(surrey).get("/search/")
    assert "can be found here" in said(page)
    assert "Reports (1)" in said(page)
    assert "site-results" not in page.content.decode()


def test_in_another_language_one_is_led_to_the_reports(surrey, reports, at_host):
    reports.published(surrey)
    page = at_host(surrey).get(f"/pl/search/?q={SECRET}&theme=x")
    assert f'href="/search/?q={SECRET}" hreflang="en"' in page.content.decode()


def test_the_index_is_made_anew_by_a_command(surrey, reports, capsys):
    reports.published(surrey)
    call_command("rebuild_search")
    said, own = capsys.readouterr().out, catalogue().rebuild()
    assert f"{own} pages can be found." in said
