"""When it is safe to write to somebody, by their own words (R46)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from family_portal.safe_hours import BY_DAY, FRIDAY, NOON, is_gentle, next_moment, windows_of
from partnerships.working_days import LONDON

UNDERSTOOD = {
    "weekdays from 10 to 12": (range(5), 10, 12),
    "Mon-Fri 10:00-12:00": (range(5), 10, 12),
    "Tuesdays and Thursdays, 9 - 11": ((1, 3), 9, 11),
    "10am to 4pm": (range(7), 10, 16),
    "10-2pm": (range(7), 10, 14),
    "between noon and 3pm": (range(7), 12, 15),
    "6-8pm on Wednesdays": ((2,), 18, 20),
    "mornings": (range(7), 8, 12),
    "Mondays": ((0,), 8, 20),
    "Fri to Mon, evenings": ((4, 5, 6, 0), 17, 20),
    "": (range(7), 8, 20),
}
# Each of these could be meant in another way, or forbids something.
NOT_UNDERSTOOD = [
    "not Fridays", "after 6", "2 to 4", "9 to 5", "when he is at work", "10", "weekdays 10 to 12 but ring first",
    "25:00 to 26:00", "12am-1pm", ".", ",", "never", "10 to 10", "weekdays except Monday",
]  # fmt: skip


@pytest.mark.parametrize("said", UNDERSTOOD)
def test_hours_that_are_surely_meant_are_understood(said):
    days, start, end = UNDERSTOOD[said]
    [window] = windows_of(said)
    assert (window.days, window.start, window.end) == (frozenset(days), time(start), time(end))


@pytest.mark.parametrize("said", NOT_UNDERSTOOD)
def test_hours_that_could_be_meant_otherwise_are_nobodys_guess(said):
    assert windows_of(said) is None


def test_several_sentences_are_several_windows_and_one_that_is_not_understood_spoils_all():
    assert len(windows_of("Mondays 9-11; Tuesdays 14:00-16:00")) == 2
    assert windows_of("Mondays 9-11; not when it rains") is None


@given(st.text(max_size=40))
def test_no_words_at_all_break_the_reading_of_hours(said):
    windows = windows_of(said)
    assert windows is None or all(window.days and window.start < window.end for window in windows)


FROM, TO = datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-12-31")
MOMENTS = st.datetimes(FROM, TO, timezones=st.just(UTC))


@given(MOMENTS, st.sampled_from([said for said in UNDERSTOOD if said != "Fri to Mon, evenings"]))
def test_whatever_was_said_nothing_leaves_outside_it_on_a_weekend_or_after_a_fridays_noon(now, said):
    windows = windows_of(said)
    moment = next_moment(windows, now, is_free=lambda _day: True)
    assert now <= moment < now + timedelta(days=20)
    here = moment.astimezone(LONDON)
    assert any(here.weekday() in one.days and one.start <= here.time() < one.end for one in windows)
    assert is_gentle(here.date())
    assert here.weekday() != FRIDAY or here.time() < NOON


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-03-04T10:00", "2026-03-04T10:00"),
        ("2026-03-04T21:00", "2026-03-05T08:00"),
        ("2026-03-06T12:00", "2026-03-09T08:00"),
        ("2026-04-02T20:00", "2026-04-07T08:00"),
        ("2026-03-27T19:00", "2026-03-30T08:00"),
    ],
    ids=["by day", "at night", "Friday at noon", "before Good Friday", "when the clocks go forward"],
)
def test_without_hours_it_leaves_by_day_on_the_next_working_day(now, then):
    assert next_moment([BY_DAY], at(now), is_free=lambda _day: True) == at(then)


def test_a_day_on_which_somebody_wants_to_be_left_alone_is_passed_over():
    alone = at("2026-03-04T00:00").date()
    assert next_moment([BY_DAY], at("2026-03-04T10:00"), is_free=lambda day: day != alone) == at("2026-03-05T08:00")


def test_hours_on_weekends_alone_never_come():
    assert next_moment(windows_of("Sat and Sun"), at("2026-03-04T10:00"), is_free=lambda _day: True) is None
    assert next_moment([BY_DAY], at("2031-03-04T10:00"), is_free=lambda _day: True) is None
