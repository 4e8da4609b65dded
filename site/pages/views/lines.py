"""How a page and a translation are told in a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pages.days_in_words import moment_in_words
from pages.models import ContentTranslation
from pages.models.translations import TranslationState
from pages.own_words import in_own_words
from partnerships.models import Partnership

COLOURS = {
    TranslationState.ASKED: "yellow",
    TranslationState.HANDED_IN: "purple",
    TranslationState.APPROVED: "green",
}


def page_line(page: Any, partnerships: Iterable[Partnership], user: Any) -> dict[str, Any]:
    """Return a page as the list of pages shows it."""
    home = next(one for one in partnerships if page.path.startswith(one.site.root_page.path))
    label, colour = page_state(page)
    last = page.latest_revision
    return {
        "number": page.pk,
        "title": in_own_words(page.draft_title or page.title, home),
        "partnership": home.name,
        "state": label,
        "colour": colour,
        "written": _written(last, user),
    }


def page_state(page: Any) -> tuple[str, str]:
    """Return where a page stands, and the colour of its tag."""
    if not page.live:
        return "Not public", "grey"
    return ("Public, with a draft that waits", "yellow") if page.has_unpublished_changes else ("Public", "green")


def page_facts(page: Any) -> list[dict[str, str]]:
    """Return what staff are told about a page before they publish it."""
    last, draft = page.versions.select_related("published_by").first(), page.latest_revision
    rows = [
        ("Public version", f"{last.number}, {moment_in_words(last.published_at)}" if last else "None yet"),
        ("Published by", str(last.published_by) if last and last.published_by else ""),
        ("Last draft", moment_in_words(draft.created_at) if draft else ""),
        ("Last draft by", str(draft.user) if draft and draft.user else ""),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def translation_line(translation: ContentTranslation) -> dict[str, Any]:
    """Return a translation as lists show it."""
    return {
        "uuid": translation.uuid,
        "language": translation.language_name,
        "state": translation.get_state_display(),
        "colour": COLOURS[translation.state],
        "public": _public(translation),
    }


def _public(translation: ContentTranslation) -> str:
    if not getattr(translation.content, "live", True):
        return "The page is not public, in any language."
    if translation.withdrawn_at:
        return "Withdrawn: readers get the English."
    if not translation.published_at:
        return "Not public yet."
    return "Public, older than the English." if translation.is_stale else "Public and up to date."


def _written(revision: Any, user: Any) -> str:
    if revision is None or revision.user is None:
        return ""
    by = "you" if revision.user_id == user.pk else str(revision.user)
    return f"Last changed by {by}, {moment_in_words(revision.created_at)}"
