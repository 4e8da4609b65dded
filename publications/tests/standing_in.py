"""A review in each of its states, for tests that look at all of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from config.demo.readying import EVIDENCE, decide
from config.testing.reports import T0
from publications.closing import close_review
from publications.milestone_rules import Kind, LegalSubject, Outcome
from publications.milestones import record_milestone
from publications.models import Pack, Recipient
from publications.notifying import record_copy
from publications.states import ReviewState

LATER = T0 + timedelta(days=500)


def in_state(reports: Any, partnership: Any, state: str) -> Any:
    """Return a review that came into `state` through the real verbs; a prepared one for PREPARING."""
    makers = {
        ReviewState.PREPARING: reports.prepared,
        ReviewState.SCHEDULED: reports.scheduled,
        ReviewState.PUBLISHED: reports.published,
        ReviewState.PAUSED: reports.paused,
        ReviewState.ARCHIVED: reports.archived,
        ReviewState.REMOVED: reports.removed,
    }
    if state == ReviewState.CLOSED:
        return closed(reports, partnership, slug="robin-closed")
    more = {"moment": LATER} if state in (ReviewState.PREPARING, ReviewState.SCHEDULED) else {}
    review = makers[state](partnership, slug=f"robin-{state}", **more)
    review.refresh_from_db()
    return review


def ready_to_close(reports: Any, partnership: Any, **fields: Any) -> Any:
    """Return a review of which everything is recorded that closing it asks for."""
    team, review = reports.team(partnership), reports.draft(partnership, **fields)
    decide(review, by=team.preparer, now=T0, outcome=Outcome.NONE, why="A sibling would be known in their school.")
    by = reports.legal(partnership)
    record_milestone(review, Kind.LEGAL, by=by, now=T0, words=EVIDENCE, about=LegalSubject.DECISION)
    for recipient in Recipient.objects.filter(partnership=partnership, is_required=True):
        record_copy(
            review, recipient, sent_at=T0, address="panel@example.org", evidence="Receipt", by=team.preparer, now=T0,
            purpose=Pack.Purpose.NOT_PUBLISHED,
        )  # fmt: skip
    return review


def closed(reports: Any, partnership: Any, **fields: Any) -> Any:
    """Return a review that was closed without publication."""
    review = ready_to_close(reports, partnership, **fields)
    close_review(review, by=reports.team(partnership).preparer, reason="Decided.", now=T0)
    review.refresh_from_db()
    return review
