"""Moments and days as people read them."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.formats import date_format

from partnerships.working_days import LONDON


def moment_in_words(moment: datetime) -> str:
    """Return a moment like “Tuesday 3 March 2026 at 10:00, London”."""
    local = moment.astimezone(LONDON)
    return f"{date_format(local, 'l j F Y')} at {local:%H:%M}, London"


def day_in_words(day: date) -> str:
    """Return a day like “3 March 2026”."""
    return date_format(day, "j F Y")


def days_left_in_words(due: date, today: date) -> str:
    """Return how far off `due` is, like “3 days left”, “Due today” or “2 days overdue”."""
    days = (due - today).days
    if not days:
        return "Due today"
    counted = f"{abs(days)} day" if abs(days) == 1 else f"{abs(days)} days"
    return f"{counted} left" if days > 0 else f"{counted} overdue"
