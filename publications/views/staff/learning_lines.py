"""How a briefing, a newsletter and an event are told in a line of the staff pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from pages.days_in_words import day_in_words, moment_in_words
from pages.views.lines import page_state
from publications.models import BriefingPage, NewsletterPage, TrainingEvent


def briefing_line(page: BriefingPage) -> dict[str, Any]:
    """Return a briefing with its state, how often its use was reported, and where it goes on."""
    label, colour = page_state(page)
    return {
        "title": page.draft_title or page.title,
        "url": reverse("site_page", args=[page.pk]),
        "state": label,
        "colour": colour,
        # Of every draft, so that the list does not tell which of them come before a report.
        "early": reverse("briefing_early", args=[page.pk]) if page.has_unpublished_changes or not page.live else "",
        "used": page.used,
    }


def newsletter_line(page: NewsletterPage) -> dict[str, Any]:
    """Return an issue with its state and its days."""
    label, colour = page_state(page)
    days = f"{day_in_words(page.since)} to {day_in_words(page.until)}" if page.since and page.until else ""
    return {
        "title": page.draft_title or page.title,
        "url": reverse("site_page", args=[page.pk]),
        "state": label,
        "colour": colour,
        "days": days,
    }


def event_line(event: TrainingEvent, now: datetime) -> dict[str, Any]:
    """Return an event with its moment and its state."""
    state, colour = _state(event, now)
    return {
        "title": event.title,
        "url": reverse("event", args=[event.uuid]),
        "when": moment_in_words(event.starts_at),
        "partnership": event.partnership.name,
        "state": state,
        "colour": colour,
    }


def _state(event: TrainingEvent, now: datetime) -> tuple[str, str]:
    if event.cancelled_at:
        return "Cancelled", "red"
    return ("Past", "grey") if event.ends_at <= now else ("Planned", "green")
