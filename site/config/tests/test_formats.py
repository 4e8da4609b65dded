"""Dates are read and written the English way."""

from __future__ import annotations

import datetime

from django import forms
from django.utils.formats import date_format


def test_the_day_comes_before_the_month():
    assert forms.DateField().clean("03/04/2026") == datetime.date(2026, 4, 3)


def test_a_date_is_written_out_with_the_day_first():
    assert date_format(datetime.date(2026, 4, 3)) == "3 April 2026"
