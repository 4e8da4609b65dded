"""The earliest day of publication, and what speaks against a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.testing.reports import T0
from lifecycles.guards import GuardsRefused
from partnerships.working_days import LONDON, NoticeCounting, is_working_day
from publications.conflicts import conflicts_at
from publications.guards.notices import copies_were_sent
from publications.models import Dispatch, Hold, Recipient, Restriction, Review, SensitiveDate
from publications.notifying import record_copy
from publications.planning import earliest
from publications.questions import ReleaseQuestion
from publications.releasing import confirm_release, prepare_release

pytestmark = pytest.mark.django_db


def at(year, month, day, hour=10, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def codes(review, moment):
    return [conflict.code for conflict in conflicts_at(review, moment)]


def sensitive(review, day, *, yearly=True):
    row = SensitiveDate(review=review, day=day, is_yearly=yearly)
    row.keep({"reason": "The day of the funeral."})
    row.save()


def copies(review, by, *, sent_at):
    for recipient in Recipient.objects.filter(partnership=review.partnership, is_required=True):
        facts = {"sent_at": sent_at, "address": "a@example.org", "evidence": "Receipt"}
        record_copy(review, recipient, by=by, now=sent_at, **facts)


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (at(2026, 3, 13, 15), "friday_evening"),
        (at(2026, 3, 14), "weekend"),
        (at(2026, 4, 6), "bank_holiday"),
        (at(2026, 3, 11, 7, 59), "outside_hours"),
        (at(2026, 3, 11, 18, 1), "outside_hours"),
        (at(2029, 3, 14), "unknown_year"),
    ],
)
def test_a_moment_at_which_few_can_be_reached_is_a_conflict(surrey, reports, moment, code):
    assert code in codes(reports.draft(surrey), moment)


@pytest.mark.parametrize(
    "moment",
    [
        at(2026, 3, 13, 14, 59), at(2026, 3, 11, 8), at(2026, 3, 11, 18),
        # Eight o'clock in London is seven by Greenwich while the clocks are forward.
        datetime(2026, 3, 30, 7, 0, tzinfo=UTC), datetime(2026, 10, 23, 13, 59, tzinfo=UTC),
    ],
)  # fmt: skip
def test_a_moment_on_a_working_day_in_office_hours_is_none(surrey, reports, moment):
    assert codes(reports.draft(surrey), moment) == []


def test_the_hours_are_those_of_london_on_the_day_the_clocks_go_back(surrey, reports):
    review = reports.draft(surrey)
    assert "outside_hours" in codes(review, datetime(2026, 3, 27, 7, 30, tzinfo=UTC))
    assert "outside_hours" not in codes(review, datetime(2026, 3, 30, 7, 30, tzinfo=UTC))


@pytest.mark.parametrize(("hour", "found"), [(8, True), (11, True), (12, True), (13, False), (16, False)])
def test_another_report_the_same_morning_or_within_three_hours_is_a_conflict(surrey, reports, hour, found):
    reports.prepared(surrey, moment=at(2026, 3, 11, 10))
    other = reports.draft(surrey, slug="other")
    assert ("another_report" in codes(other, at(2026, 3, 11, hour))) is found


def test_eight_and_a_quarter_to_twelve_are_the_same_morning(surrey, reports):
    reports.prepared(surrey, moment=at(2026, 3, 11, 8))
    other = reports.draft(surrey, slug="other")
    assert codes(other, at(2026, 3, 11, 11, 45)) == ["another_report"]
    assert codes(other, at(2026, 3, 12, 8)) == []


def test_a_report_of_another_partnership_is_never_told_of(surrey, solihull, reports):
    reports.prepared(solihull, moment=at(2026, 3, 11))
    assert codes(reports.draft(solihull, slug="other"), at(2026, 3, 11)) == ["another_report"]
    assert codes(reports.draft(surrey), at(2026, 3, 11)) == []


def test_a_review_is_no_conflict_to_itself(surrey, reports):
    review = reports.prepared(surrey, moment=at(2026, 3, 11))
    assert codes(review, at(2026, 3, 11)) == []


@pytest.mark.parametrize(("day", "found"), [(9, False), (10, True), (11, True), (12, True), (13, False)])
def test_a_sensitive_date_speaks_against_itself_and_both_days_beside_it(surrey, reports, day, found):
    review = reports.draft(surrey)
    sensitive(review, date(2020, 3, 11))
    assert ("sensitive_date" in codes(review, at(2026, 3, day))) is found


def test_a_new_year_is_within_a_day_of_the_first_of_january(surrey, reports):
    review = reports.draft(surrey)
    sensitive(review, date(2020, 1, 1))
    assert "sensitive_date" in codes(review, at(2026, 12, 31))


def test_why_a_date_is_sensitive_is_said_only_when_asked_for(surrey, reports):
    review = reports.draft(surrey)
    sensitive(review, date(2020, 3, 11))
    (said,) = conflicts_at(review, at(2026, 3, 11), reveal=True)
    (quiet,) = conflicts_at(review, at(2026, 3, 11))
    assert "The day of the funeral." in said.words
    assert "funeral" not in quiet.words


def test_a_conflict_without_a_reason_refuses_the_release_and_tells_no_reason_of_a_date(surrey, reports):
    review = reports.draft(surrey)
    moment = at(2026, 4, 15)
    reports.vouch(review, moment=moment)
    sensitive(review, date(2020, 4, 15))
    with pytest.raises(GuardsRefused, match="sensitive for somebody") as refused:
        prepare_release(review, moment=moment, by=reports.team(surrey).preparer, now=T0)
    assert "funeral" not in str(refused.value)


def test_a_conflict_with_a_reason_stays_with_the_release(surrey, reports):
    review, team = reports.draft(surrey), reports.team(surrey)
    moment = at(2026, 4, 18)
    reports.vouch(review, moment=moment)
    release = prepare_release(review, moment=moment, by=team.preparer, now=T0, conflict_reason="The family asked.")
    confirm_release(release, by=team.confirmer, now=T0)
    release.refresh_from_db()
    assert (release.state, release.conflict_reason) == ("confirmed", "The family asked.")


def test_a_conflict_that_arose_after_the_preparing_stops_the_confirming(surrey, reports):
    review, team, moment = reports.draft(surrey), reports.team(surrey), at(2026, 4, 15)
    reports.vouch(review, moment=moment)
    release = prepare_release(review, moment=moment, by=team.preparer, now=T0)
    sensitive(review, date(2020, 4, 15))
    with pytest.raises(GuardsRefused, match="sensitive for somebody"):
        confirm_release(release, by=team.confirmer, now=T0)


def test_while_no_copy_has_gone_the_days_count_from_today(surrey, reports):
    found = earliest(reports.draft(surrey), now=at(2026, 3, 9))
    assert found.day == date(2026, 3, 18)
    assert "as if they went today" in found.reasons[0]


def test_once_all_copies_have_gone_the_days_count_from_the_last_of_them(surrey, reports):
    review, by = reports.draft(surrey), reports.team(surrey).preparer
    copies(review, by, sent_at=at(2026, 3, 9))
    found = earliest(review, now=at(2026, 3, 11))
    assert found.day == date(2026, 3, 18)
    assert "went on Monday 9 March 2026" in found.reasons[0]


def test_copies_of_an_earlier_text_count_for_nothing(surrey, reports):
    review, by = reports.draft(surrey), reports.team(surrey).preparer
    copies(review, by, sent_at=at(2026, 3, 9))
    page = review.source_page().get_latest_revision_as_object()
    page.title = "Another title"
    page.save_revision(clean=False)
    assert earliest(review, now=at(2026, 3, 11)).day == date(2026, 3, 20)


def test_clear_counting_is_a_day_more(surrey, reports):
    surrey.notice_counting = NoticeCounting.CLEAR
    surrey.save()
    assert earliest(reports.draft(surrey), now=at(2026, 3, 9)).day == date(2026, 3, 19)


def test_a_day_in_the_past_is_never_the_earliest_and_a_weekend_neither(surrey, reports):
    review, by = reports.draft(surrey), reports.team(surrey).preparer
    copies(review, by, sent_at=at(2026, 3, 9))
    assert earliest(review, now=at(2026, 4, 3)).day == date(2026, 4, 7)


def test_a_sensitive_date_is_left_out_with_the_days_beside_it(surrey, reports):
    review = reports.draft(surrey)
    sensitive(review, date(2020, 3, 18))
    found = earliest(review, now=at(2026, 3, 9))
    assert found.day == date(2026, 3, 20)
    assert not any("funeral" in reason for reason in found.reasons)


def test_a_restriction_that_ends_is_waited_for(surrey, reports):
    review = reports.draft(surrey)
    row = Restriction(
        review=review, kind=Restriction.Kind.INJUNCTION, starts_on=date(2026, 1, 1), ends_on=date(2026, 5, 14)
    )
    row.keep({})
    row.save()
    found = earliest(review, now=at(2026, 3, 9))
    assert found.day == date(2026, 5, 15)
    assert any("until Thursday 14 May 2026" in reason for reason in found.reasons)


def test_on_hold_no_day_is_named_and_the_page_says_why(surrey, reports):
    review = reports.draft(surrey)
    row = Hold(review=review, kind=Hold.Kind.POLICE, placed_by=reports.team(surrey).preparer, placed_at=T0)
    row.keep({"reason": "Asked."})
    row.save()
    found = earliest(review, now=at(2026, 3, 9))
    assert (found.day, found.moment) == (None, None)
    assert found.refusal.startswith("It is on hold: At the request of the police.")
    assert "it could be Wednesday 18 March 2026" in found.reasons[-1]


@pytest.mark.parametrize("now", [at(2028, 12, 22), at(2029, 3, 1)])
def test_a_year_without_known_bank_holidays_is_refused_in_words(surrey, reports, now):
    found = earliest(reports.draft(surrey), now=now)
    assert found.day is None
    assert found.refusal == "The bank holidays for 2029 are not known yet, so this date is not known."


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(today=st.dates(date(2025, 1, 1), date(2028, 11, 30)), counting=st.sampled_from(NoticeCounting.values))
def test_the_earliest_day_is_the_first_on_which_copies_of_today_are_in_time(surrey, reports, today, counting):
    review = _the_draft(surrey, reports)
    review.partnership.notice_counting = counting
    now = datetime.combine(today, time(12), tzinfo=LONDON)
    Dispatch.objects.filter(review=review).delete()
    day = earliest(review, now=now).day
    copies(review, reports.team(surrey).preparer, sent_at=now)
    assert earliest(review, now=now).day == day

    def in_time(on):
        moment = datetime.combine(on, time(10), tzinfo=LONDON)
        return copies_were_sent(ReleaseQuestion(review, moment, now)).holds

    before = day - timedelta(days=1)
    while not is_working_day(before):
        before -= timedelta(days=1)
    assert in_time(day)
    assert not in_time(before)


def _the_draft(surrey, reports):
    return Review.objects.filter(partnership=surrey).first() or reports.draft(surrey)
