"""A draft of a briefing as everything that its readers would read: for its digest, and for the check of anonymity."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from lifecycles.models import canonical
from publications.anonymity.bundles import say_briefing
from publications.anonymity.sources import Source
from publications.learning.briefing_content import briefing_without_ids

if TYPE_CHECKING:
    from publications.models import BriefingPage

# Name of the field, its place in words, and how its words are written.
PLAIN = (
    ("title", "Title", "prose"), ("slug", "Address of the page", "label"), ("introduction", "Introduction", "prose"),
    ("source_title", "Title of the source", "prose"), ("seo_title", "Title for search engines", "prose"),
    ("search_description", "Description for search engines", "prose"),
)  # fmt: skip
TERMS = ("themes", "harms", "agencies", "roles")


def draft_digest(draft: BriefingPage) -> str:
    """Return the SHA-256 of all that `draft` says and of its source, as it stands in memory."""
    return hashlib.sha256(canonical(_content(draft)).encode()).hexdigest()


def draft_source(draft: BriefingPage) -> Source:
    """Return what the engine reads of `draft`."""
    source = Source("Learning briefing")
    for name, where, manner in PLAIN:
        source.say(where, getattr(draft, name) or "", name=name, manner=manner)
    say_briefing(source, draft.sections, name="sections")
    for number, resource in enumerate(_resources(draft), 1):
        source.say(f"Resource {number}", resource.get("title") or "", name="resources")
        source.say(f"Resource {number}, address", resource.get("url") or "", name="resources", manner="address")
    return source


def _content(draft: BriefingPage) -> dict[str, Any]:
    return {
        **{name: getattr(draft, name) or "" for name, *_ in PLAIN},
        **{name: sorted(term.slug for term in getattr(draft, name).all()) for name in TERMS},
        "language": draft.locale.language_code,
        "source": [draft.source_kind, draft.source_review_id],
        "disguised": draft.has_disguised_details,
        "sections": briefing_without_ids(draft.sections),
        "resources": _resources(draft),
    }


def _resources(draft: BriefingPage) -> list[dict[str, Any]]:
    return [dict(raw["value"]) for raw in draft.resources.get_prep_value()]
