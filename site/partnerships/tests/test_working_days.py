from datetime import date

import pytest

from partnerships.working_days import (
    UnknownCalendar,
    bank_holidays,
    is_working_day,
    one_year_after,
    working_days_after,
    working_days_before,
)


def days(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


@pytest.mark.parametrize(
    ("publication", "latest_send"),
    [
        days("2026-01-08", "2025-12-29"),
        days("2026-03-18", "2026-03-09"),
        days("2026-04-15", "2026-04-02"),
        days("2026-05-12", "2026-04-30"),
        days("2026-06-03", "2026-05-22"),
        days("2026-09-02", "2026-08-21"),
        days("2027-01-05", "2026-12-22"),
    ],
)
def test_seven_working_days_before_publication_leave_the_day_itself_out(publication, latest_send):
    assert working_days_before(publication, 7) == latest_send


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
