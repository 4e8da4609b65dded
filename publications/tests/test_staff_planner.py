"""The plan of one review, and choosing its moment, through the pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from config.testing.reports import T0
from config.testing.words import said
from lifecycles.guards import guards_of
from publications.models import Release, SensitiveDate
from publications.planner.lapsing import WORDS
from publications.planner.stages import MOVES, STAGES, plan_of
from publications.planner.timescale import picture_of, points_of
from publications.questions import ReleaseQuestion
from publications.releasing import confirm_release
from publications.tests.staffing import a_draft, a_ready_review, fill_in

pytestmark = pytest.mark.django_db


def of(review, page="plan/"):
    return f"/reviews/{review.uuid}/{page}"


def a_saturday():
    today = timezone.localdate() + timedelta(days=30)
    return today + timedelta(days=5 - today.weekday())


def tasks(plan):
    return {task.guard.name: task for stage in plan.stages for task in stage.tasks}


def test_every_guard_of_the_three_moves_that_applies_has_one_place_in_the_plan(waiting):
    release = waiting.releases.get()
    question = ReleaseQuestion(waiting, release.moment, timezone.now(), release)
    asked = {guard.name for move in MOVES for guard in guards_of("review", move) if guard.applies(question)}
    plan = plan_of(waiting, release, now=timezone.now())
    placed = [task.guard.name for stage in plan.stages for task in stage.tasks]
    assert len(placed) == len(asked)
    assert set(placed) == asked
    named = [name for stage in STAGES for name in stage.guards]
    assert len(named) == len(set(named))


def test_progress_is_counted_in_words(surrey, team, signed_in):
    review = a_draft(surrey, team.first)
    plan = plan_of(review, None, now=timezone.now())
    words = said(signed_in(team.first).get(of(review)))
    assert 0 < plan.held < plan.total
    assert f"{plan.held} of {plan.total} hold." in words


def test_what_is_missing_says_what_to_do_by_whom_by_when_and_where(surrey, team, signed_in):
    review = a_draft(surrey, team.first)
    response = signed_in(team.first).get(of(review))
    words = said(response)
    assert "All three safeguarding partners have approved (R19, S5) – not done yet" in words
    assert "By whom: Partnership support officer, Business manager, Delegate of a safeguarding partner" in words
    assert f'href="/reviews/{review.uuid}/milestones/"' in response.content.decode()
    assert f'href="/cms/pages/{review.source_page().pk}/edit/"' in response.content.decode()


def test_what_can_no_longer_be_done_in_time_says_so(surrey, reports):
    review = reports.scheduled(surrey)
    review.dispatches.all().delete()
    late = tasks(plan_of(review, review.releases.get(), now=T0))["copies_were_sent"]
    assert (late.answer.holds, late.is_late) == (False, True)


def test_nobody_is_led_to_a_page_that_they_may_not_open(surrey, team, a_person, signed_in):
    review = a_draft(surrey, team.first)
    html = signed_in(a_person(surrey, "partner_delegate")).get(of(review)).content.decode()
    assert "/cms/pages/" not in html
    assert f"/reviews/{review.uuid}/release/" not in html


def test_before_a_release_the_list_is_as_of_the_earliest_day(surrey, reports):
    plan = plan_of(reports.draft(surrey), None, now=T0)
    assert plan.assumed.day == date(2026, 3, 11)
    assert plan.moment == plan.assumed.moment
    assert tasks(plan)["copies_were_sent"].by_when.date() == date(2026, 3, 2)


def test_with_everything_recorded_only_the_second_person_and_the_hour_are_missing(surrey, reports):
    review = reports.prepared(surrey)
    plan = plan_of(review, review.releases.get(), now=T0)
    missing = {name for name, task in tasks(plan).items() if not task.answer.holds}
    assert missing == {"two_different_people", "both_people_still_have_their_role", "hour_has_come"}


def test_proceedings_are_to_be_checked_in_the_last_24_hours(surrey, team, waiting, signed_in):
    release = waiting.releases.get()
    release.moment += timedelta(days=7)
    release.save()
    task = tasks(plan_of(waiting, release, now=timezone.now()))["proceedings_were_affirmed"]
    assert (task.answer.holds, task.by_when - task.from_when) == (False, timedelta(hours=24))
    assert "Not earlier: the check counts for 24 hours." in said(signed_in(team.first).get(of(waiting)))


def test_a_confirmed_release_that_was_edited_says_that_it_will_be_stopped(waiting, team, signed_in):
    confirm_release(waiting.releases.get(), by=team.second, now=timezone.now())
    client = signed_in(team.first)
    assert WORDS not in said(client.get(of(waiting, ""))) + said(client.get(of(waiting)))
    fill_in(waiting, title="Edited afterwards")
    assert WORDS in said(client.get(of(waiting, "")))
    assert WORDS in said(client.get(of(waiting)))


def test_a_published_review_has_its_days_and_nothing_to_do(paused, team, signed_in):
    words = said(signed_in(team.first).get(of(paused)))
    assert "Nothing has to be planned for its publication now" in words
    assert "Publication:" in words


@pytest.mark.parametrize("page", ["/planner/", "plan/"])
def test_a_page_is_not_there_for_whoever_may_not_see_the_review(surrey, solihull, team, a_person, signed_in, page):
    review = a_draft(surrey, team.first)
    address = page if page.startswith("/") else of(review, page)
    other = signed_in(a_person(solihull, "business_manager")).get(address)
    admin = signed_in(a_person(surrey, "platform_admin")).get(address)
    assert review.source_page().title not in other.content.decode() + admin.content.decode()
    assert (other.status_code, admin.status_code) == ((200, 200) if page == "/planner/" else (404, 404))


def test_the_title_of_the_plan_names_nobody(surrey, team, signed_in):
    html = signed_in(team.first).get(of(a_ready_review(surrey, team.first))).content.decode()
    assert "Willow" in html
    assert "Willow" not in html.partition("<title>")[2].partition("</title>")[0]


def test_the_picture_says_in_words_what_it_draws(surrey, reports, signed_in):
    review = reports.published(surrey)
    html = signed_in(reports.team(surrey).preparer).get(of(review)).content.decode()
    described = html.partition('<desc id="timescale-desc">')[2].partition("</desc>")[0]
    points = [p for p in points_of(review, None, None, now=timezone.now()) if p.day]
    assert len(points) >= 5
    assert all(point.label in described for point in points)
    assert 'role="img"' in html
    assert 'aria-labelledby="timescale-title timescale-desc"' in html


def test_marks_that_would_cover_each_other_stand_above_each_other(surrey, reports):
    review = reports.published(surrey)
    picture = picture_of(points_of(review, None, None, now=T0), date(2026, 3, 4))
    places = [(mark.x, mark.y) for mark in picture.marks]
    apart = [abs(a[0] - b[0]) > 22 or abs(a[1] - b[1]) >= 22 for i, a in enumerate(places) for b in places[:i]]
    assert all(apart)
    assert all(0 < x < picture.width and 0 < y < picture.height for x, y in places)


def test_one_day_alone_is_not_drawn(surrey, reports):
    review = reports.draft(surrey)
    review.is_legacy = True
    assert picture_of(points_of(review, None, None, now=T0), date(2026, 3, 4)) is None


def test_a_moment_in_the_address_is_checked_at_once(surrey, team, signed_in):
    review = a_ready_review(surrey, team.first)
    day = a_saturday()
    words = said(signed_in(team.first).get(of(review, f"release/?day={day}&time=10:00")))
    assert "It is a Saturday, when few can be reached." in words
    assert "The statutory copies were sent in time – done" in words
    assert "The family knows the day and the hour – not done yet" in words
    assert "Why this moment all the same" in words
    assert not Release.objects.exists()


def test_what_speaks_against_a_moment_is_shown_and_the_reason_that_was_typed_stays(surrey, team, signed_in):
    review = a_ready_review(surrey, team.first)
    typed = {"day": f"{a_saturday():%d/%m/%Y}", "time": "10:00", "conflict_reason": "The family asked.", "check": "1"}
    response = signed_in(team.first).post(of(review, "release/"), typed)
    assert "It is a Saturday" in said(response)
    assert "The family asked.</textarea>" in response.content.decode()


def test_without_a_reason_the_release_is_refused_in_words(surrey, team, signed_in):
    review = a_ready_review(surrey, team.first)
    typed = {"day": f"{a_saturday():%d/%m/%Y}", "time": "10:00", "prepare": "1"}
    assert "There is a problem It is a Saturday" in said(signed_in(team.first).post(of(review, "release/"), typed))
    assert not Release.objects.exists()


def test_whoever_confirms_reads_the_reason_and_what_speaks_against_it(surrey, team, signed_in):
    review = a_ready_review(surrey, team.first)
    typed = {"day": f"{a_saturday():%d/%m/%Y}", "time": "10:00", "conflict_reason": "The family asked."}
    signed_in(team.first).post(of(review, "release/"), typed | {"prepare": "1"})
    words = said(signed_in(team.second).get(of(review, "release/confirm/")))
    assert "Why this moment all the same The family asked." in words
    assert "It is a Saturday" in words


@pytest.mark.parametrize(("role", "is_told"), [("business_manager", True), ("comms", False)])
def test_the_page_of_the_release_reveals_a_reason_only_to_those_who_may(
    surrey, team, a_person, signed_in, role, is_told
):
    review = a_ready_review(surrey, team.first)
    day = timezone.localdate() + timedelta(days=30)
    row = SensitiveDate(review=review, day=day)
    row.keep({"reason": "The day of the funeral."})
    row.save()
    client = signed_in(a_person(surrey, role))
    words = said(client.get(of(review, f"release/?day={day}&time=10:00")))
    assert "a date that is sensitive for somebody" in words
    assert ("funeral" in words) is is_told
