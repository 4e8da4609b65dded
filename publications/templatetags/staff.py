"""Template filters of the staff pages."""

from __future__ import annotations

from datetime import datetime

from django import template

from pages.days_in_words import moment_in_words

register = template.Library()


@register.filter
def in_words(moment: datetime | None) -> str:
    """Return a moment like “Tuesday 3 March 2026 at 10:00, London”, or nothing."""
    return moment_in_words(moment) if moment else ""
