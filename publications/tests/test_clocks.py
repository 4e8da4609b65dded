"""From when each clock of a review runs, until when, and what is said of it (R4, R8, R12 to R14, R58, §1.5)."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerships.working_days import london_day
from publications.clocks import NOT_TOLD, ClockState, clocks_of, completion_due
from publications.ledger import close_spell, open_spell
from publications.models import CopyRequest, Dispatch, Pack, PublicSpell, Recipient, Review
from publications.recording.delaying import report_delay
from publications.states import DispatchState, ReviewState
from publications.vocabulary import ReviewType

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
YEARS_START = datetime(2024, 1, 1, tzinfo=UTC)


def day(text):
    return date.fromisoformat(text)


def noon(when):
    return datetime.combine(when, datetime.min.time(), tzinfo=LONDON) + timedelta(hours=12)


@pytest.fixture
def review(surrey):
    return Review.objects.create(partnership=surrey, created_at=noon(day("2026-01-15")), decided_on=day("2026-01-15"))


def clock(review, key, when):
    return next(found for found in clocks_of(review, now=noon(when)) if found.key.startswith(key))


def delay(review, by, when, *, expected="2026-12-01", **words):
    said = {"reason": "The trial of Quillfeather.", "for_family": "The court has asked us to wait."} | words
    return report_delay(review, "criminal_case", **said, expected_on=day(expected), by=by, now=noon(when))


def tell(review, by, at, kinds=("panel", "secretary_of_state")):
    """Let a letter about the delay arrive."""
    pack = Pack(review=review, purpose=Pack.Purpose.DELAY, prepared_by=by, prepared_at=at)
    pack.keep({})
    pack.save()
    for recipient in Recipient.objects.filter(partnership=review.partnership, kind__in=kinds):
        sent = Dispatch(pack=pack, review=review, recipient=recipient, address="x@example.org", asked_at=at, sent_at=at)
        sent.state = DispatchState.SENT
        sent.keep({})
        sent.save()


SIX_MONTHS = [
    ("2025-08-31", "2026-02-28"),
    ("2027-08-31", "2028-02-29"),
    ("2026-01-15", "2026-07-15"),
    ("2026-07-01", "2027-01-01"),
    ("2026-10-31", "2027-04-30"),
]


@pytest.mark.parametrize(("decided", "due"), SIX_MONTHS)
def test_a_statutory_review_has_six_calendar_months_from_its_decision(review, decided, due):
    review.decided_on = day(decided)
    assert completion_due(review) == clock(review, "completion", day(decided)).due == day(due)


@pytest.mark.parametrize(("decided", "due"), [("2025-11-30", "2026-02-28"), ("2027-11-29", "2028-02-29")])
def test_another_learning_review_has_three_calendar_months(review, decided, due):
    review.kind, review.decided_on = ReviewType.THEMATIC, day(decided)
    found = clock(review, "completion", day(decided))
    assert (found.due, found.rule) == (day(due), "R14")


@given(decided=st.dates(date(2020, 1, 1), date(2035, 12, 31)), kind=st.sampled_from(ReviewType.values))
def test_the_last_day_has_the_number_of_the_first_or_is_the_last_of_its_month(decided, kind):
    due, months = completion_due(Review(decided_on=decided, kind=kind)), 6 if kind in ("lcspr", "improvements") else 3
    assert (due.year * 12 + due.month) - (decided.year * 12 + decided.month) == months
    assert due.day == min(decided.day, calendar.monthrange(due.year, due.month)[1])


def test_improvements_run_on_the_clock_of_the_report_that_they_stand_for(surrey, review):
    instead = Review(partnership=surrey, kind=ReviewType.IMPROVEMENTS, instead_of=review)
    assert completion_due(instead) == day("2026-07-15")


def test_without_the_day_of_the_decision_nothing_is_counted_and_that_is_said(review):
    review.decided_on = None
    found = clock(review, "completion", day("2026-03-01"))
    assert (found.state, found.due) == (ClockState.UNKNOWN, None)
    assert "not recorded" in found.standing


@pytest.mark.parametrize(
    ("today", "state", "words"),
    [
        ("2026-01-15", ClockState.RUNNING, "Due on 15 July 2026: 181 days are left."),
        ("2026-06-16", ClockState.RUNNING, "Due on 15 July 2026: 29 days are left."),
        ("2026-06-17", ClockState.NEAR, "Due on 15 July 2026: 28 days are left."),
        ("2026-07-14", ClockState.NEAR, "Due on 15 July 2026: 1 day is left."),
        ("2026-07-15", ClockState.NEAR, "Due today, 15 July 2026."),
        ("2026-07-16", ClockState.LATE, f"It was due on 15 July 2026, 1 day ago. {NOT_TOLD}"),
    ],
)
def test_the_clock_says_how_many_days_are_left_and_when_it_is_late(review, today, state, words):
    found = clock(review, "completion", day(today))
    assert (found.state, found.standing) == (state, words)


@pytest.mark.parametrize(
    ("at", "met_on"),
    [
        ("2026-06-30T22:59:00", "2026-06-30"),
        ("2026-06-30T23:30:00", "2026-07-01"),
        ("2026-12-31T23:30:00", "2026-12-31"),
    ],
)
def test_the_day_of_publication_is_that_of_london_in_summer_too(review, at, met_on):
    review.first_published_at = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert clock(review, "completion", day("2027-01-01")).met_on == day(met_on)


@pytest.mark.parametrize(
    ("at", "state", "words"),
    [
        ("2026-07-15T22:59:00", ClockState.MET, "Published on 15 July 2026, in time."),
        ("2026-07-15T23:00:00", ClockState.MET_LATE, "Published on 16 July 2026, 1 day late."),
    ],
)
def test_what_was_published_in_the_last_minute_of_the_last_day_was_in_time(review, at, state, words):
    review.first_published_at = datetime.fromisoformat(at).replace(tzinfo=UTC)
    found = clock(review, "completion", day("2027-01-01"))
    assert (found.state, found.standing) == (state, words)


def test_a_report_from_before_the_record_began_has_no_clock_of_completion(review):
    review.is_legacy = True
    assert clocks_of(review, now=noon(day("2026-03-01"))) == []


class TestDelay:
    """A delay moves what is expected, and never the day by which the review was due (R13)."""

    @pytest.fixture
    def manager(self, surrey, a_person):
        return a_person(surrey, "business_manager")

    def test_the_clock_stays_and_what_is_expected_moves(self, review, manager):
        delay(review, manager, day("2026-06-01"))
        found = clock(review, "completion", day("2026-06-02"))
        assert (found.due, found.expected) == (day("2026-07-15"), day("2026-12-01"))
        assert "Now expected on 1 December 2026. The clock stays." in found.standing

    def test_it_is_late_and_untold_until_a_delay_is_recorded_and_told(self, review, manager):
        today = day("2026-07-20")
        before = clock(review, "completion", today)
        delay(review, manager, today)
        recorded = clock(review, "completion", today)
        tell(review, manager, noon(today) + timedelta(hours=1))
        told = clock(review, "completion", today)
        assert [NOT_TOLD in found.standing for found in (before, recorded, told)] == [True, False, False]
        assert [found.needs_telling for found in (before, recorded, told)] == [True, True, False]
        assert "have not been told of it yet" in recorded.standing
        assert "Panel and Secretary of State have been told." in told.standing

    def test_telling_one_of_the_two_is_not_enough(self, review, manager):
        today = day("2026-07-20")
        delay(review, manager, today)
        tell(review, manager, noon(today), kinds=["panel"])
        assert clock(review, "completion", today).needs_telling

    def test_a_letter_about_an_earlier_delay_says_nothing_of_a_later_one(self, review, manager):
        delay(review, manager, day("2026-06-01"))
        tell(review, manager, noon(day("2026-06-02")))
        assert not clock(review, "completion", day("2026-06-03")).needs_telling
        delay(review, manager, day("2026-08-01"), expected="2027-02-01")
        assert clock(review, "completion", day("2026-08-02")).needs_telling

    def test_a_day_that_was_expected_and_is_past_is_asked_for_again(self, review, manager):
        delay(review, manager, day("2026-06-01"), expected="2026-08-01")
        assert "that day is past: record the new one" in clock(review, "completion", day("2026-08-02")).standing

    def test_nobody_outside_is_told_of_the_delay_of_another_learning_review(self, review):
        review.kind = ReviewType.AUDIT
        found = clock(review, "completion", day("2026-07-20"))
        assert (found.needs_telling, "Record why." in found.standing) == (False, True)


class TestYear:
    """One year of public days (R4)."""

    def at(self, text):
        return datetime.fromisoformat(text).replace(tzinfo=LONDON)

    @pytest.mark.parametrize(
        ("began", "due"),
        [
            ("2026-03-18 10:00", "2027-03-18"),
            ("2028-02-29 10:00", "2029-03-01"),
            ("2027-03-01 10:00", "2028-03-01"),
            ("2026-07-02 00:30", "2027-07-02"),
        ],
    )
    def test_it_is_over_a_calendar_year_after_the_day_in_london(self, review, began, due):
        open_spell(review, self.at(began))
        review.state = ReviewState.PUBLISHED
        before, then = (clock(review, "year", day(due) + timedelta(days=n)) for n in (-1, 0))
        assert (before.due, before.met_on, before.state) == (day(due), None, ClockState.RUNNING)
        assert (then.due, then.met_on, then.state) == (day(due), day(due), ClockState.MET)

    def test_while_it_is_paused_the_clock_says_that_each_day_is_added(self, review):
        open_spell(review, self.at("2026-03-18 10:00"))
        close_spell(review, self.at("2026-05-01 10:00"))
        review.state = ReviewState.PAUSED
        found = clock(review, "year", day("2026-05-02"))
        assert found.due == day("2027-03-20")
        assert "Every such day is added" in found.standing

    def test_what_is_archived_had_its_year_and_the_day_does_not_move_any_more(self, review):
        open_spell(review, self.at("2026-03-18 10:00"))
        close_spell(review, self.at("2027-03-18 10:00"))
        review.state = ReviewState.ARCHIVED
        found = [clock(review, "year", day(text)) for text in ("2027-03-18", "2031-01-01")]
        assert {(one.due, one.state) for one in found} == {(day("2027-03-18"), ClockState.MET)}

    def test_what_was_removed_before_its_year_is_never_said_to_have_had_it(self, review):
        open_spell(review, self.at("2026-03-18 10:00"))
        close_spell(review, self.at("2026-05-01 10:00"))
        review.state = ReviewState.REMOVED
        found = clock(review, "year", day("2030-01-01"))
        assert (found.met_on, found.standing) == (None, "It was removed before its year was over.")

    def test_before_publication_no_year_runs(self, review):
        assert not [found for found in clocks_of(review, now=noon(day("2026-03-01"))) if found.key == "year"]

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
    @given(
        began=st.integers(0, 4 * 365 * 24 * 60).map(lambda minutes: YEARS_START + timedelta(minutes=minutes)),
        pauses=st.lists(st.tuples(st.integers(1, 4000), st.integers(1, 400)), max_size=3),
    )
    def test_it_is_never_over_before_a_year_and_never_later_than_the_days_offline_allow(self, review, began, pauses):
        PublicSpell.objects.filter(review=review).delete()
        review.state, at, offline = ReviewState.PUBLISHED, began, 0
        open_spell(review, at)
        for public, away in pauses:
            left = at + timedelta(hours=public)
            at = left + timedelta(hours=away)
            close_spell(review, left)
            open_spell(review, at)
            offline += (london_day(at) - london_day(left)).days + 1
        found = clock(review, "year", london_day(at))
        first = london_day(began)
        assert timedelta(days=365) <= found.due - first <= timedelta(days=366 + offline)


class TestCopies:
    """A request for an archived report is answered within twenty working days (R58)."""

    def ask(self, review, received, due):
        details = {"language": "en", "email": "asker@example.org"}
        return CopyRequest.objects.create(review=review, received_at=noon(received), due_on=due, **details)

    def test_the_working_days_that_are_left_leave_out_bank_holidays(self, review):
        self.ask(review, day("2026-03-30"), day("2026-04-29"))
        found = clock(review, "copy", day("2026-04-02"))
        assert found.standing == "Due on 29 April 2026: 17 working days are left."
        assert found.began == day("2026-03-30")

    def test_a_request_that_was_not_answered_in_time_is_late(self, review):
        self.ask(review, day("2026-03-30"), day("2026-04-29"))
        assert clock(review, "copy", day("2026-04-30")).state == ClockState.LATE

    def test_a_year_that_is_not_known_is_said_and_not_counted_as_if_it_had_no_holidays(self, review):
        self.ask(review, day("2028-12-20"), day("2029-01-10"))
        said = clock(review, "copy", day("2028-12-20")).standing
        assert "The bank holidays for 2029 are not known yet" in said
        assert "working days are left" not in said

    def test_what_was_answered_has_no_clock(self, review):
        asked = self.ask(review, day("2026-03-30"), day("2026-04-29"))
        CopyRequest.objects.filter(pk=asked.pk).update(state="refused", answered_at=noon(day("2026-04-01")))
        assert not [found for found in clocks_of(review, now=noon(day("2026-04-02"))) if found.key.startswith("copy")]


class TestNotice:
    """While a release is open, the last day on which the copies leave in time (R8)."""

    def open(self, review, by, moment):
        return review.releases.create(
            moment=noon(moment), content_hash="x", prepared_by=by, prepared_at=noon(moment) - timedelta(days=30)
        )

    @pytest.mark.parametrize(("counting", "due"), [("standard", "2026-12-22"), ("clear", "2026-12-21")])
    def test_the_setting_of_the_partnership_decides_how_seven_days_are_read(self, review, a_person, counting, due):
        review.partnership.notice_counting = counting
        self.open(review, a_person(review.partnership, "comms"), day("2027-01-05"))
        assert clock(review, "notice", day("2026-12-01")).due == day(due)

    def test_a_year_that_is_not_known_is_refused_in_words(self, review, a_person):
        self.open(review, a_person(review.partnership, "comms"), day("2029-01-03"))
        found = clock(review, "notice", day("2028-12-01"))
        assert (found.due, found.state) == (None, ClockState.UNKNOWN)
        assert found.standing == "The bank holidays for 2029 are not known yet, so this date is not known."

    def test_without_a_release_there_is_no_such_clock(self, review):
        assert not [found for found in clocks_of(review, now=noon(day("2026-03-01"))) if found.key == "notice"]
