"""Template filters of times in London."""

from __future__ import annotations

from django import template

from pages.days_in_words import moment_in_words
from partnerships.working_days import LONDON
from publications.models import TrainingEvent

register = template.Library()


@register.filter
def begins_and_ends(event: TrainingEvent) -> str:
    """Return when an event is, like “Tuesday 3 March 2026 at 10:00, London, until 12:30”."""
    begins, ends = event.starts_at.astimezone(LONDON), event.ends_at.astimezone(LONDON)
    until = f"{ends:%H:%M}" if begins.date() == ends.date() else moment_in_words(ends)
    return f"{moment_in_words(begins)}, until {until}"
