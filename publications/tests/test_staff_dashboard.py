"""The first page of the staff host."""

from __future__ import annotations

import pytest
from django.utils import timezone

from config.testing.words import said
from lifecycles.stepping import WORKER
from people.alarms import raise_alarm, settle_alarm
from people.joining import join
from publications.models import Review
from publications.releasing import confirm_release
from publications.tests.staffing import PSEUDONYM, TITLE, a_draft, fill_in

# Session, person, second factor and roles, then the page: partnerships, reviews, what waits.
QUERIES = 19


def many(partnership, user, count):
    for number in range(count):
        a_draft(partnership, user, title=f"Report {number}")


def test_without_a_review_the_page_says_how_one_begins(team, signed_in):
    assert "A review begins when somebody starts it, or when its report" in said(signed_in(team.first).get("/"))


def test_a_role_that_sees_no_report_is_told_so(surrey, a_person, signed_in):
    assert "There is nothing for you to see here." in said(signed_in(a_person(surrey, "platform_admin")).get("/"))


def test_a_review_is_listed_with_its_title_state_and_next_step(surrey, team, signed_in):
    a_draft(surrey, team.first)
    words = said(signed_in(team.first).get("/"))
    assert f"{TITLE} Preparing" in words
    assert "Next: Finish the report and prepare its release." in words


def test_the_pseudonym_stands_before_a_title_that_does_not_hold_it(surrey, team, signed_in):
    fill_in(a_draft(surrey, team.first, title="What we learned"))
    assert f"{PSEUDONYM}: What we learned" in said(signed_in(team.first).get("/"))


def test_a_scheduled_review_shows_its_moment(waiting, team, signed_in):
    release = waiting.releases.get()
    confirm_release(release, by=team.second, now=timezone.now())
    moment = timezone.localtime(release.moment)
    assert f"Published on {moment:%A} {moment.day} {moment:%B %Y} at {moment:%H:%M}, London." in said(
        signed_in(team.first).get("/")
    )


def test_a_review_of_another_partnership_is_not_listed(surrey, solihull, team, a_person, signed_in):
    a_draft(surrey, team.first)
    a_draft(solihull, a_person(solihull, "comms"), title="Elsewhere entirely")
    words = said(signed_in(team.first).get("/"))
    assert TITLE in words
    assert "Elsewhere entirely" not in words


def test_twenty_reviews_fill_a_page_and_the_rest_follow_on_the_next(surrey, team, signed_in):
    many(surrey, team.first, 21)
    client = signed_in(team.first)
    assert len(client.get("/").context["lines"]) == 20
    assert len(client.get("/?page=2").context["lines"]) == 1


def test_the_list_is_narrowed_by_state(surrey, team, waiting, archived, signed_in):
    lines = signed_in(team.first).get("/?state=archived&state=nonsense").context["lines"]
    assert [line["review"] for line in lines] == [archived]


def test_the_list_is_narrowed_by_partnership_when_there_are_several(surrey, solihull, a_person, signed_in):
    person = a_person(surrey, "comms")
    mine = a_draft(surrey, person)
    join(person, solihull, "comms", by=WORKER, now=timezone.now())
    a_draft(solihull, person)
    response = signed_in(person).get("/?partnership=surrey")
    assert [line["review"] for line in response.context["lines"]] == [mine]


def test_open_alarms_are_counted_and_settled_ones_are_not(surrey, team, signed_in):
    client, now = signed_in(team.first), timezone.now()
    alarm = raise_alarm("late_release", "1", "Late.", partnership=surrey, now=now)
    assert "1 open alarm" in said(client.get("/"))
    settle_alarm(alarm, by=team.first, now=now)
    assert "open alarm" not in said(client.get("/"))


def test_a_request_that_waits_is_shown_with_its_due_date(ask, team, signed_in):
    request = ask()
    words = said(signed_in(team.first).get("/"))
    assert f"Request {request.reference}, answer by {request.due_on.day} {request.due_on:%B %Y}" in words


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_is_the_same_for_one_review_and_for_three(
    surrey, team, signed_in, django_assert_num_queries, count
):
    many(surrey, team.first, count)
    client = signed_in(team.first)
    client.get("/")
    with django_assert_num_queries(QUERIES):
        client.get("/")


def test_published_reviews_cost_no_queries_each(surrey, team, archived, paused, signed_in, django_assert_num_queries):
    assert Review.objects.filter(spells__isnull=False).distinct().count() == 2
    client = signed_in(team.first)
    client.get("/")
    with django_assert_num_queries(QUERIES):
        client.get("/")
