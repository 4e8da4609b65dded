"""A briefing, a family statement and an action plan beside a report, made through the real verbs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

WORD = "Fernwhistle"
ACTION = {
    "recommendation": "Agree a way to hear children.",
    "action": f"Write the way down. {WORD}",
    "responsible": "Head of safeguarding",
    "timescale": "By June",
    "taken": "A draft was discussed.",
    "rating": "amber",
    "progress": "The draft is late.",
    "outcome": "Children are asked first.",
}


def add_companions(review: Any, *, by: Any, now: datetime, kinds: list[str] | None = None, word: str = WORD) -> None:
    """Add companions of `kinds`, by default of every kind, finished in every language; each holds `word`."""
    from publications.companions.agreeing import record_agreement
    from publications.companions.bundling import add_companion
    from publications.vocabulary import CompanionKind

    for kind in kinds or CompanionKind.values:
        companion = add_companion(review, kind, by=by, now=now)
        for page in companion.pages.all():
            write(page.get_latest_revision_as_object(), by=by, word=word)
        if kind == CompanionKind.FAMILY_STATEMENT:
            record_agreement(review, "A grandparent, by telephone.", by=by, now=now)


def write(page: Any, *, by: Any, word: str = WORD) -> None:
    """Write a text, and for an action plan an action, into the draft of `page`."""
    page.title = f"{page.companion.get_kind_display()}: {word}"
    page.introduction = f"In short, about {word}."
    said = f"<p>The word {word} is in the {page.kind}.</p>"
    page.body = [("text", said)]
    page.actions = [("action", ACTION)] if page.kind == "action-plan" else []
    page.save_revision(user=by, clean=False, log_action=False)
