from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.working_days import (
    NoticeCounting,
    UnknownCalendar,
    bank_holidays,
    earliest_publication_day,
    is_working_day,
    latest_notice_day,
    months_after,
    one_year_after,
    working_days_after,
    working_days_before,
)


def days(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


NOTICES = [
    days("2026-01-08", "2025-12-29", "2025-12-24"),
    days("2026-03-18", "2026-03-09", "2026-03-06"),
    days("2026-04-15", "2026-04-02", "2026-04-01"),
    days("2026-05-12", "2026-04-30", "2026-04-29"),
    days("2026-06-03", "2026-05-22", "2026-05-21"),
    days("2026-09-02", "2026-08-21", "2026-08-20"),
    days("2027-01-05", "2026-12-22", "2026-12-21"),
]


@pytest.mark.parametrize(("publication", "standard", "clear"), NOTICES)
def test_seven_working_days_before_publication_leave_the_day_itself_out(publication, standard, clear):
    assert latest_notice_day(publication) == working_days_before(publication, 7) == standard


@pytest.mark.parametrize(("publication", "standard", "clear"), NOTICES)
def test_seven_clear_days_begin_a_working_day_earlier(publication, standard, clear):
    assert latest_notice_day(publication, NoticeCounting.CLEAR) == clear


@pytest.mark.parametrize("counting", NoticeCounting.values)
@given(sent=st.dates(date(2025, 1, 1), date(2027, 12, 1)))
def test_the_earliest_day_of_publication_is_the_first_for_which_the_notice_is_in_time(counting, sent):
    day = earliest_publication_day(sent, counting)
    assert latest_notice_day(day, counting) >= sent
    assert latest_notice_day(day - timedelta(days=1), counting) < sent


@pytest.mark.parametrize(
    ("decided", "due"),
    [
        days("2025-08-31", "2026-02-28"),
        days("2027-08-31", "2028-02-29"),
        days("2026-01-15", "2026-07-15"),
        days("2026-07-01", "2027-01-01"),
    ],
)
def test_six_calendar_months_end_on_the_last_day_of_a_month_that_is_shorter(decided, due):
    assert months_after(decided, 6) == due


def test_a_bank_holiday_proclaimed_since_is_a_setting(settings):
    day = date(2026, 7, 20)
    assert is_working_day(day)
    settings.EXTRA_BANK_HOLIDAYS = [day]
    assert not is_working_day(day)


@pytest.mark.parametrize(
    ("aware", "five", "fifteen"),
    [
        days("2025-12-19", "2025-12-30", "2026-01-14"),
        days("2026-04-02", "2026-04-13", "2026-04-27"),
        days("2026-08-22", "2026-08-28", "2026-09-14"),
    ],
)
def test_working_days_are_counted_forward_from_the_first_working_day_after(aware, five, fifteen):
    assert [working_days_after(aware, 5), working_days_after(aware, 15)] == [five, fifteen]


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2026, days("2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31",
                    "2026-12-25", "2026-12-28")),
        (2027, days("2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30",
                    "2027-12-27", "2027-12-28")),
        (2028, days("2028-01-03", "2028-04-14", "2028-04-17", "2028-05-01", "2028-05-29", "2028-08-28",
                    "2028-12-25", "2028-12-26")),
    ],
)  # fmt: skip
def test_every_weekday_bank_holiday_of_the_year_is_known(year, expected):
    assert sorted(day for day in bank_holidays(year) if day.weekday() < 5) == expected


@pytest.mark.parametrize("one_off", days("2022-09-19", "2023-05-08"))
def test_a_one_off_bank_holiday_is_not_a_working_day(one_off):
    assert not is_working_day(one_off)


def test_a_year_that_is_not_known_is_refused_in_words():
    with pytest.raises(UnknownCalendar, match="bank holidays for 2029 are not known"):
        working_days_after(date(2028, 12, 29), 5)


def test_a_year_after_29_february_is_1_march():
    assert one_year_after(date(2028, 2, 29)) == date(2029, 3, 1)


def test_a_year_after_any_other_day_is_the_same_day():
    assert one_year_after(date(2026, 11, 21)) == date(2027, 11, 21)
