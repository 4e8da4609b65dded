"""The calendar of the planner: what stands on it, for whom, and at what cost."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from config.testing.reports import T0
from config.testing.words import said
from lifecycles.stepping import WORKER
from partnerships.working_days import LONDON
from people.joining import join
from publications.models import Hold, SensitiveDate
from publications.planner.entries import diary
from publications.planner.months import days_with_something, first_of_month, unknown_years, weeks_of
from publications.tests.staffing import fill_in

pytestmark = pytest.mark.django_db

# Session, person, second factor and roles, then the page: reviews with what hangs on them, releases, what was edited.
QUERIES = 21
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def labels(user, *partnerships, first=YEAR[0], last=YEAR[1], now=T0):
    return {entry.label: entry.day for entry in diary(user, list(partnerships), first, last, now=now).entries}


def sensitive(review, day, *, yearly=True, reason="The day of the funeral"):
    row = SensitiveDate(review=review, day=day, is_yearly=yearly)
    row.keep({"reason": reason})
    row.save()
    return row


def hold(review, by, *, at=T0):
    row = Hold(review=review, kind=Hold.Kind.POLICE, placed_by=by, placed_at=at)
    row.keep({"reason": "Asked by the police."})
    row.save()
    return row


def test_a_scheduled_review_stands_on_its_day_with_its_hour_in_london(surrey, reports):
    moment = datetime(2026, 4, 15, 9, 0, tzinfo=UTC)
    reports.scheduled(surrey, moment=moment)
    found = diary(reports.team(surrey).preparer, [surrey], *YEAR, now=T0).entries
    (publication,) = [entry for entry in found if entry.label == "Publication"]
    assert (publication.day, publication.hour) == (date(2026, 4, 15), "10:00")


def test_just_before_midnight_in_summer_time_a_release_stands_on_the_day_of_london(surrey, reports):
    reports.scheduled(surrey, moment=datetime(2026, 6, 3, 23, 30, tzinfo=UTC))
    found = labels(reports.team(surrey).preparer, surrey)
    assert found["Publication"] == date(2026, 6, 4)


def test_the_last_day_for_the_copies_is_seven_working_days_before(surrey, reports):
    reports.scheduled(surrey, moment=datetime(2026, 4, 15, 9, 0, tzinfo=UTC))
    assert labels(reports.team(surrey).preparer, surrey)["Last day for the statutory copies"] == date(2026, 4, 2)


def test_a_release_that_waits_for_a_second_person_says_so(surrey, reports):
    reports.prepared(surrey)
    assert "Planned publication, waits for a second person" in labels(reports.team(surrey).preparer, surrey)


def test_a_published_review_stands_on_its_day_and_on_the_day_from_which_it_may_be_archived(surrey, reports):
    reports.published(surrey)
    found = labels(reports.team(surrey).preparer, surrey, last=date(2027, 12, 31), now=T0 + timedelta(days=2))
    assert found["Published"] == date(2026, 3, 3)
    assert found["May be archived from this day"] == date(2027, 3, 3)


def test_the_clock_of_six_months_ends_on_its_day(surrey, reports):
    review = reports.draft(surrey)
    review.decided_on = date(2025, 12, 31)
    review.save()
    assert labels(reports.team(surrey).preparer, surrey)["The six months from the decision end"] == date(2026, 6, 30)


def test_a_request_for_a_copy_stands_there_only_for_whoever_answers_it(ask, surrey, team, a_person):
    request = ask()
    label = f"Request {request.reference} has to be answered"
    days = {"first": request.due_on, "last": request.due_on}
    assert label in labels(team.first, surrey, **days)
    assert label not in labels(a_person(surrey, "legal"), surrey, **days)


def test_a_hold_stands_there_since_it_was_placed(surrey, reports):
    review, by = reports.draft(surrey), reports.team(surrey).preparer
    hold(review, by)
    found = diary(by, [surrey], date(2026, 7, 1), date(2026, 7, 31), now=T0)
    assert not found.entries
    assert [entry.day for entry in found.on_hold] == [date(2026, 3, 2)]


@pytest.mark.parametrize(
    ("role", "reason"), [("family_coordinator", "Sensitive date: The day of the funeral"), ("comms", "Sensitive date")]
)
def test_why_a_date_is_sensitive_is_said_only_to_those_who_may_know(surrey, reports, a_person, role, reason):
    sensitive(reports.draft(surrey), date(2020, 5, 4))
    assert labels(a_person(surrey, role), surrey) == {reason: date(2026, 5, 4)}


def test_a_leap_day_counts_on_both_of_its_neighbours_in_other_years(surrey, reports):
    sensitive(reports.draft(surrey), date(2024, 2, 29))
    user = reports.team(surrey).preparer
    found = [entry.day for entry in diary(user, [surrey], *YEAR, now=T0).entries]
    assert found == [date(2026, 2, 28), date(2026, 3, 1)]
    leap = [entry.day for entry in diary(user, [surrey], date(2028, 1, 1), date(2028, 12, 31), now=T0).entries]
    assert leap == [date(2028, 2, 29)]


def test_a_date_that_is_not_yearly_falls_once(surrey, reports):
    sensitive(reports.draft(surrey), date(2025, 5, 4), yearly=False)
    assert not labels(reports.team(surrey).preparer, surrey)


def test_a_release_that_was_edited_is_marked_as_one_that_will_be_stopped(surrey, reports):
    review, user = reports.scheduled(surrey), reports.team(surrey).preparer
    assert not any(entry.warning for entry in diary(user, [surrey], *YEAR, now=T0).entries)
    fill_in(review, title="Edited afterwards")
    assert [e.warning[:32] for e in diary(user, [surrey], *YEAR, now=T0).entries if e.warning] == [
        "It will be stopped at its hour: "
    ]


def test_a_moment_in_a_year_without_known_bank_holidays_is_said_in_words(surrey, reports):
    review, user = reports.prepared(surrey), reports.team(surrey).preparer
    review.releases.update(moment=datetime(2029, 5, 2, 9, 0, tzinfo=UTC))
    found = diary(user, [surrey], *YEAR, now=T0)
    assert any("The bank holidays for 2029 are not known yet" in note for note in found.notes)


def test_nothing_of_another_partnership_stands_on_the_page(surrey, solihull, reports, a_person, signed_in):
    reports.scheduled(solihull, slug="elsewhere", pseudonym="Elsewhere")
    theirs = signed_in(reports.team(solihull).preparer).get("/planner/?month=2026-03")
    mine = signed_in(a_person(surrey, "comms")).get("/planner/?month=2026-03&partnership=solihull")
    assert "Elsewhere" in said(theirs)
    assert "Elsewhere" not in said(mine)


def test_whoever_works_for_two_partnerships_can_look_at_one(surrey, solihull, reports, signed_in):
    person = reports.team(surrey).preparer
    reports.scheduled(surrey)
    reports.scheduled(solihull, pseudonym="Elsewhere")
    join(person, solihull, "comms", by=WORKER, now=T0)
    client = signed_in(person)
    assert "Elsewhere" in said(client.get("/planner/?month=2026-03"))
    narrowed = said(client.get("/planner/?month=2026-03&partnership=surrey"))
    assert "Elsewhere" not in narrowed
    assert "10:00 Publication: Review: Robin" in narrowed


def test_a_role_that_sees_no_report_is_told_so(surrey, a_person, signed_in):
    assert "There is nothing for you to see here." in said(
        signed_in(a_person(surrey, "platform_admin")).get("/planner/")
    )


def test_an_empty_month_says_so_and_leads_on(surrey, a_person, signed_in):
    response = signed_in(a_person(surrey, "comms")).get("/planner/?month=2026-12")
    assert "Nothing is due or scheduled in this month." in said(response)
    assert 'href="?month=2027-01&amp;view=month"' in response.content.decode()
    assert 'href="?month=2026-11&amp;view=month"' in response.content.decode()
    assert "Bank holiday" in said(response)


def test_a_year_without_known_bank_holidays_is_said_in_words_on_the_page(surrey, a_person, signed_in):
    words = said(signed_in(a_person(surrey, "comms")).get("/planner/?month=2028-06&view=list"))
    assert "The bank holidays for 2029 are not known yet." in words
    assert "The bank holidays for 2028" not in words


@pytest.mark.parametrize("month", ["", "soon", "2026-13", "0001-01", "9999-12", "2026-1"])
def test_a_month_that_is_none_is_this_month(month):
    assert first_of_month(month, date(2026, 3, 17)) == date(2026, 3, 1)


def test_the_title_of_the_page_names_nobody(surrey, reports, signed_in):
    reports.scheduled(surrey)
    html = signed_in(reports.team(surrey).preparer).get("/planner/?month=2026-03").content.decode()
    assert "Robin" in html
    assert "Robin" not in html.partition("<title>")[2].partition("</title>")[0]


def test_weeks_run_from_monday_and_mark_bank_holidays_and_today():
    weeks = weeks_of(date(2026, 5, 1), [], date(2026, 5, 6))
    assert {week[0].day.weekday() for week in weeks} == {0}
    days = {day.day: day for week in weeks for day in week}
    assert days[date(2026, 5, 4)].is_bank_holiday
    assert days[date(2026, 5, 6)].is_today
    assert days[date(2026, 4, 30)].is_outside


def test_the_list_keeps_bank_holidays_and_leaves_empty_days_out():
    found = days_with_something(date(2026, 5, 1), date(2026, 5, 31), [], date(2026, 5, 6))
    assert [day.day for day in found] == [date(2026, 5, 4), date(2026, 5, 25)]


def test_only_unknown_years_are_named():
    assert unknown_years(date(2026, 1, 1), date(2028, 12, 31)) == []
    assert len(unknown_years(date(2028, 1, 1), date(2030, 12, 31))) == 2


@pytest.mark.parametrize("count", [1, 30])
def test_the_number_of_queries_is_the_same_for_one_review_and_for_thirty(
    surrey, reports, signed_in, django_assert_num_queries, count
):
    reports.scheduled(surrey)
    for number in range(count):
        review = reports.draft(surrey, slug=f"other-{number}")
        sensitive(review, date(2026, 3, 4))
        hold(review, reports.team(surrey).preparer)
    client = signed_in(reports.team(surrey).preparer)
    client.get("/planner/?month=2026-03")
    with django_assert_num_queries(QUERIES):
        response = client.get("/planner/?month=2026-03")
    day = next(day for day in response.context["days"] if day.day == date(2026, 3, 4))
    assert len(day.entries) == count


def test_the_days_of_the_page_are_those_of_london(surrey, reports):
    review = reports.published(surrey, moment=datetime(2026, 4, 30, 23, 30, tzinfo=UTC))
    assert review.first_published_at.astimezone(LONDON).day == 1
    found = labels(reports.team(surrey).preparer, surrey, now=datetime(2026, 5, 2, tzinfo=UTC))
    assert found["Published"] == date(2026, 5, 1)
