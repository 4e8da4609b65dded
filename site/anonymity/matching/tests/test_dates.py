"""Dates in the forms of English."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anonymity.matching.dates import MONTH_NAMES, read_dates
from anonymity.matching.folding import folded
from anonymity.matching.tests.finding import severities

DAYS = st.dates(date(1950, 1, 1), date(2030, 12, 31))
SHAPES = [
    "{d} {m} {y}", "{d}/{n}/{y}", "{d:02}.{n:02}.{y}", "{y}-{n:02}-{d:02}", "{m} {d}, {y}", "{d} of {m} {y}",
    "{d}-{m3}-{y}", "{y}{n:02}{d:02}", "{d:02} {n:02} {y}",
]  # fmt: skip


@given(DAYS, st.sampled_from(SHAPES))
def test_any_day_is_read_in_any_shape(day: date, shape: str) -> None:
    month = MONTH_NAMES[day.month - 1]
    written = shape.format(d=day.day, n=day.month, y=day.year, m=month, m3=month[:3])
    assert [(r.day, r.month, r.year) for r in read_dates(folded(f"It was {written} then."))] == [
        (day.day, day.month, day.year)
    ]


@pytest.mark.parametrize(
    "written",
    [
        "15 January 2020", "15th Jan 2020", "15/1/20", "the fifteenth of January two thousand and twenty",
        "January 15th, 2020", "15\nJanuary\n2020", "Wednesday 15 January", "15-17 January 2020",
        "the 15th day of January 2020", "born on 15th January",
    ],
)  # fmt: skip
def test_a_listed_date_blocks_in_every_form(written: str) -> None:
    assert severities(f"The notes say {written} in ink.", "15 January 2020", kind="date_of_birth") == {"block"}


@pytest.mark.parametrize("written", ["15 January", "14-17 January 2020"])
def test_a_date_that_may_be_another_is_for_review(written: str) -> None:
    assert severities(f"The notes say {written} in ink.", "15 January 2020", kind="date") == {"review"}


@pytest.mark.parametrize(
    "written",
    ["15 January 2019", "16 January 2020", "15 February 2020", "Thursday 15 January", "version 15.1", "Section 15"],
)
def test_another_date_is_not_reported(written: str) -> None:
    assert not severities(f"The notes say {written} in ink.", "15 January 2020", kind="date")


def test_the_order_of_another_country_and_figures_without_a_year_are_for_review() -> None:
    assert severities("Filed 01/05/2020 here.", "5 January 2020", kind="date") == {"review"}
    assert severities("His DOB is 15.1 there.", "15 January 2020", kind="date_of_birth") == {"review"}


def test_a_month_that_is_a_verb_is_no_date() -> None:
    assert not severities("Of these, 4 may have been seen.", "4 May 2019", kind="date")
