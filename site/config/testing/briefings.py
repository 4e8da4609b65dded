"""Learning briefings, written and published as staff do it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

QUESTIONS = ["Who asked the child?", "What did we see?", "What will we change?"]
WORD = "Fernwhistle"


def a_briefing(word: str = WORD, **sections: Any) -> dict[str, Any]:
    """Return the raw value of a whole briefing; `sections` replace what a section says."""
    from publications.briefing_blocks import SECTIONS

    texts = {name: f"<p>What {name.replace('_', ' ')} means, {word}.</p>" for name in SECTIONS}
    return texts | {"questions": QUESTIONS} | sections


def write_briefing(partnership: Any, *, by: Any, now: datetime, word: str = WORD, **fields: Any) -> Any:
    """Return the draft of a briefing on a page of its own, written by `by`; its source is an audit unless told."""
    from publications.models import BriefingPage
    from publications.planting import plant_briefing_index

    terms = {name: fields.pop(name) for name in ("themes", "harms", "agencies", "roles") if name in fields}
    index = plant_briefing_index(partnership, now=now)
    facts = {"title": "Seeing the child", "slug": "seeing-the-child", "introduction": "In short.",
             "source_kind": "audit", "source_title": "Audit of autumn"}  # fmt: skip
    page = BriefingPage(**(facts | fields), live=False, locale_id=index.locale_id, owner=by)
    page.sections = [("briefing", a_briefing(word))]
    index.add_child(instance=page)
    for name, chosen in terms.items():
        setattr(page, name, chosen)
    page.save_revision(user=by, clean=False, log_action=False)
    return page.get_latest_revision_as_object()


def edit(draft: Any, *, by: Any, **fields: Any) -> Any:
    """Save another draft with `fields`, and return it."""
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=by, clean=False, log_action=False)
    return draft.get_latest_revision_as_object()


def publish(page: Any, *, by: Any, now: datetime, change_note: str = "Changed.") -> Any:
    """Publish the last draft of `page` by a second person, and return the page."""
    from wagtail.models import Page

    from pages.publishing import mark_of, publish_page

    found = Page.objects.get(pk=page.pk).specific
    read = mark_of(found.get_latest_revision())
    publish_page(found, read=read, by=by, change_note=change_note, is_safety_critical=False, now=now)
    return Page.objects.get(pk=page.pk).specific


def clear_all(draft: Any, *, by: Any, now: datetime) -> None:
    """Record all three facts of an early briefing; `by` is named for its review."""
    from publications.learning.clearing import clear_early
    from publications.learning.drafts import draft_digest
    from publications.models import EarlyClearance

    for kind in EarlyClearance.Kind.values:
        clear_early(draft, kind, words="Agreed by telephone.", read=draft_digest(draft), by=by, now=now)
