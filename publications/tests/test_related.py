"""Beside a report stands what shares themes with it: most shared first, then the newest, and only what is public."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config.testing.reports import T0
from config.testing.words import said
from publications.models import Edition, Term
from publications.related import related_to_briefing, related_to_report
from publications.tests.briefed import a_briefing
from publications.withdrawing import pause

pytestmark = pytest.mark.django_db


@pytest.fixture
def themes(db):
    return list(Term.objects.filter(kind="theme").order_by("slug")[:3])


@pytest.fixture
def published(surrey, reports):
    numbers = iter(range(1, 100))

    def publish(themes, *, partnership=surrey, **more):
        n = next(numbers)
        facts = {"slug": f"r{n}", "title": f"Report {n}", "themes": themes, "moment": T0 + timedelta(days=n)}
        return reports.published(partnership, **facts | more)

    return publish


def titles(review):
    return [entry.title for entry in related_to_report(Edition.objects.public().get(review=review))]


def test_what_shares_most_comes_first_and_then_the_newest(published, themes, surrey):
    published(themes[:1])
    published(themes[:1])
    published(themes[:2])
    a_briefing(surrey, title="Babies at night", themes=themes, now=T0)
    assert titles(published(themes)) == ["Babies at night", "Report 3", "Report 2", "Report 1"]


def test_a_report_without_a_theme_in_common_is_not_related_and_none_is_to_itself(published, themes):
    published(themes[1:2])
    review = published(themes[:1])
    assert titles(review) == []


def test_there_are_at_most_five(published, themes):
    for _ in range(6):
        published(themes)
    assert titles(published(themes)) == [f"Report {n}" for n in (6, 5, 4, 3, 2)]


def test_what_is_paused_is_related_to_nothing_at_once(published, themes, reports, surrey):
    gone, review = published(themes), published(themes)
    assert titles(review) == ["Report 1"]
    pause(gone, by=reports.team(surrey).preparer, reason="x", now=T0 + timedelta(days=2))
    assert titles(review) == []


def test_a_briefing_is_related_to_the_reports_of_its_themes(published, themes, surrey):
    published(themes)
    briefing = a_briefing(surrey, themes=themes)
    a_briefing(surrey, title="Another", slug="another", themes=themes[:1])
    assert [entry.title for entry in related_to_briefing(briefing)] == ["Report 1", "Another"]


def test_what_another_partnership_published_leads_to_its_host(published, themes, solihull, at_host, surrey):
    published(themes, partnership=solihull)
    published(themes)
    page = at_host(surrey).get("/reviews/r2/")
    assert "About the same themes" in said(page)
    assert 'href="http://solihull.test/reviews/r1/"' in page.content.decode()


@pytest.mark.parametrize("others", [0, 1, 3])
def test_the_page_of_a_report_asks_few_questions_however_much_is_related(
    others, published, themes, surrey, at_host, django_assert_max_num_queries
):
    for n in range(others):
        published(themes)
        a_briefing(surrey, title=f"Briefing {n}", slug=f"b{n}", themes=themes)
    published(themes, slug="read", moment=T0 + timedelta(days=90))
    client = at_host(surrey)
    with django_assert_max_num_queries(12):
        assert client.get("/reviews/read/").status_code == 200
