"""The page of a term gathers what is public about it, across the partnerships or of one, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config.testing.companions import add_companions
from config.testing.reports import SECRET, T0
from config.testing.words import said
from pages.publishing import take_down
from publications.models import Term
from publications.tests.briefed import a_briefing
from publications.withdrawing import archive, pause

pytestmark = pytest.mark.django_db

PAGE = "/themes/theme/supervision/"


@pytest.fixture
def supervision(db):
    return Term.objects.get(kind="theme", slug="supervision")


def test_the_index_names_every_kind_and_counts_what_is_public(surrey, reports, at_host, supervision):
    reports.published(surrey, themes=[supervision])
    a_briefing(surrey, themes=[supervision])
    text = said(at_host(surrey).get("/themes/"))
    assert "Supervision 1 report, 1 briefing" in text
    for heading in ("Themes of practice", "Types of harm", "Agencies", "Roles"):
        assert heading in text


def test_an_agency_that_has_ended_is_in_the_index_only_where_it_holds_something(surrey, reports, at_host):
    client, ccg = at_host(surrey), Term.objects.get(slug="ccg")
    assert "Clinical commissioning group" not in said(client.get("/themes/"))
    reports.published(surrey, agencies=[ccg])
    assert "Clinical commissioning group 1 report" in said(client.get("/themes/"))


def test_a_term_says_what_it_means_and_what_it_is_called(surrey, at_host):
    text = said(at_host(surrey).get("/themes/harm/physical_abuse/"))
    assert "A child is hurt on purpose" in text
    assert "NAI, non-accidental injury" in text


def test_a_clinical_commissioning_group_and_its_successor_lead_to_each_other(surrey, at_host):
    client = at_host(surrey)
    ended, after = client.get("/themes/agency/ccg/"), client.get("/themes/agency/icb/")
    assert "In use until 30 June 2022. From 1 July 2022: Integrated care board" in said(ended)
    assert 'href="/themes/agency/icb/"' in ended.content.decode()
    assert "Until 30 June 2022: Clinical commissioning group" in said(after)
    assert 'href="/themes/agency/ccg/"' in after.content.decode()


NOT_THERE = ["/themes/theme/nothing/", "/themes/nothing/supervision/", "/themes/harm/supervision/"]


@pytest.mark.parametrize("path", NOT_THERE)
def test_a_term_that_there_is_not_is_not_found(path, surrey, at_host):
    assert at_host(surrey).get(path).status_code == 404


def test_a_page_gathers_reports_briefings_and_recommendations_newest_first(surrey, reports, at_host, supervision):
    for n in (1, 2):
        reports.published(
            surrey, slug=f"r{n}", title=f"Report {n}", themes=[supervision], moment=T0 + timedelta(days=n)
        )
    a_briefing(surrey, title="Babies at night", themes=[supervision])
    text = said(at_host(surrey).get(PAGE))
    assert text.index("Reports (2)") < text.index("Report 2") < text.index("Report 1")
    assert "Briefings (1)" in text
    assert "Babies at night" in text
    assert "Recommendations (2)" in text
    assert "Agree a way." in text


def test_what_went_out_with_a_report_is_among_the_briefings(surrey, reports, at_host, supervision):
    review = reports.draft(surrey, themes=[supervision])
    add_companions(review, by=reports.team(surrey).preparer, now=T0, kinds=["briefing"])
    _release(reports, review)
    page = at_host(surrey).get(PAGE)
    assert 'href="/reviews/robin-surrey/briefing/"' in page.content.decode()


def test_what_other_partnerships_published_leads_to_their_own_host(surrey, solihull, reports, at_host, supervision):
    reports.published(solihull, slug="other", title="Of Solihull", themes=[supervision])
    page = at_host(surrey).get(PAGE).content.decode()
    assert 'href="http://solihull.test/reviews/other/"' in page


def test_a_page_can_be_narrowed_to_this_partnership(surrey, solihull, reports, at_host, supervision):
    reports.published(solihull, slug="other", title="Of Solihull", themes=[supervision])
    reports.published(surrey, title="Of Surrey", themes=[supervision])
    a_briefing(solihull, title="Elsewhere", themes=[supervision])
    client = at_host(surrey)
    assert {"Of Solihull", "Of Surrey", "Elsewhere"} <= set(_titles(client, PAGE))
    assert _titles(client, f"{PAGE}?partnership=surrey") == ["Of Surrey", "Recommendation 1, Of Surrey"]


def test_an_archived_report_is_there_as_a_record_alone(surrey, reports, at_host, supervision):
    review = reports.published(surrey, themes=[supervision])
    client = at_host(surrey)
    assert "What was learned." in said(client.get(PAGE))
    reports.tell_of_archiving(review, now=T0 + timedelta(days=399))
    archive(review, by=reports.team(surrey).preparer, reason="Year over", now=T0 + timedelta(days=400))
    text = said(client.get(PAGE))
    assert "Review: Robin Archived" in text
    assert "What was learned." not in text
    assert "Recommendations (0)" in text


def test_a_paused_report_and_a_briefing_taken_down_are_gone_at_once(surrey, reports, a_person, at_host, supervision):
    review, client = reports.published(surrey, themes=[supervision]), at_host(surrey)
    briefing = a_briefing(surrey, themes=[supervision])
    assert {"Review: Robin", "Babies at night"} <= set(_titles(client, PAGE))
    pause(review, by=reports.team(surrey).preparer, reason="x", now=T0 + timedelta(days=2))
    take_down(briefing, by=reports.team(surrey).preparer, now=T0)
    assert _titles(client, PAGE) == []


def test_what_is_not_public_yet_shows_nowhere(surrey, reports, at_host, supervision):
    review = reports.scheduled(surrey, themes=[supervision])
    client = at_host(surrey)
    before = [said(client.get(path)) for path in ("/themes/", PAGE)]
    assert not any("Robin" in text or SECRET in text or "1 report" in text for text in before)
    from publications.releasing import release_due

    release_due(review.releases.get().moment)
    assert "Robin" in said(client.get(PAGE))


def test_all_of_one_part_is_paged(surrey, reports, at_host, supervision, monkeypatch):
    monkeypatch.setattr("publications.views.themes.FEW", 1)
    monkeypatch.setattr("publications.views.themes.PER_PAGE", 2)
    for n in (1, 2, 3):
        reports.published(
            surrey, slug=f"r{n}", title=f"Report {n}", themes=[supervision], moment=T0 + timedelta(days=n)
        )
    client = at_host(surrey)
    assert "All 3 reports" in said(client.get(PAGE))
    assert _titles(client, f"{PAGE}?show=reports") == ["Report 3", "Report 2"]
    assert _titles(client, f"{PAGE}?show=reports&page=2") == ["Report 1"]
    assert _titles(client, f"{PAGE}?show=recommendations&page=2") == ["Recommendation 1, Report 1"]


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_asks_the_same_number_of_questions_however_much_it_gathers(
    number, surrey, reports, at_host, supervision, django_assert_num_queries
):
    for n in range(number):
        reports.published(surrey, slug=f"r{n}", title=f"Report {n}", themes=[supervision])
        a_briefing(surrey, title=f"Briefing {n}", slug=f"b{n}", themes=[supervision])
    client = at_host(surrey)
    client.get(PAGE)
    with django_assert_num_queries(14):
        client.get(PAGE)


def _release(reports, review):
    from publications.releasing import confirm_release, prepare_release, release_due

    team, moment = reports.team(review.partnership), T0 + timedelta(days=1)
    reports.vouch(review, moment=moment)
    prepare_release(review, moment=moment, by=team.preparer, now=T0, conflict_reason="Agreed with everybody.")
    confirm_release(review.releases.get(), by=team.confirmer, now=T0)
    assert [outcome.result for outcome in release_due(moment)] == ["released"]


def _titles(client, path):
    from lxml import html

    page = html.fromstring(client.get(path).content)
    return [" ".join(link.text_content().split()) for link in page.xpath("//*[@class='site-results__title']/a")]
