"""What search engines read in the head of a page: the same facts as on it, in the words of schema.org."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from publications.entries import Entry, report_entry
from publications.models import Edition, Term

# As Django writes JSON into HTML: nothing in it can end the element or begin another.
_ESCAPED = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def report_data(edition: Edition, *, pdf: bool, terms: list[Term]) -> dict[str, Any]:
    """Return a public report as a schema.org Report; never whom it is about."""
    entry = report_entry(edition)
    data = _data("Report", entry, terms) | {"identifier": str(edition.review.uuid)}
    if edition.reviewer:
        data["author"] = {"@type": "Person", "name": edition.reviewer}
    if pdf:
        data["encoding"] = {
            "@type": "MediaObject",
            "contentUrl": f"{entry.url}report.pdf",
            "encodingFormat": "application/pdf",
        }
    return data


def briefing_data(entry: Entry, terms: list[Term]) -> dict[str, Any]:
    """Return a public briefing as a schema.org LearningResource."""
    data = _data("LearningResource", entry, terms) | {"identifier": entry.guid.rpartition(":")[2]}
    return data | {"learningResourceType": "briefing"}


def as_element(data: dict[str, Any]) -> SafeString:
    """Return the block of data for the head of a page; it is no script, and nothing runs it."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 (escaped one line above)


def _data(kind: str, entry: Entry, terms: list[Term]) -> dict[str, Any]:
    data = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": entry.title,
        "headline": entry.title,
        "description": entry.summary,
        "url": entry.url,
        "inLanguage": entry.language,
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": entry.partnership.name, "url": f"{entry.partnership.origin}/"},
        "datePublished": entry.at.isoformat() if entry.at else "",
        "dateModified": entry.updated.isoformat() if entry.updated else "",
        "about": [{"@type": "DefinedTerm", "name": term.label, "termCode": term.slug} for term in terms],
    }
    return {name: value for name, value in data.items() if value not in ("", [])}
