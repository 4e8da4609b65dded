"""What machines are shown of each public thing: these fields and no others, whatever a table may hold one day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pages.prose import plain_text
from publications.entries import Entry, recommendation_entry, report_entry
from publications.models import Edition, Term
from publications.recommended import recommended_in

Shown = dict[str, Any]
HERE = "/api/v2"


def shown_report(edition: Edition, terms: Iterable[Term]) -> Shown:
    """Return a report as it stands in a list."""
    entry = report_entry(edition)
    return {
        "id": str(edition.review.uuid),
        "meta": _meta(entry, f"{HERE}/reports/{edition.review.uuid}/") | {"pdf_url": f"{entry.url}report.pdf"},
        "title": edition.title,
        "type": {"slug": edition.review_type, "label": str(edition.get_review_type_display())},
        "introduction": edition.introduction,
        "pseudonym": edition.pseudonym,
        "reviewer": edition.reviewer,
        "age_band": edition.age_band,
        "period": edition.period,
        "terms": [_named(term) for term in terms],
    }


def shown_whole_report(edition: Edition, terms: Iterable[Term], *, languages: list[str], beside: list[Entry]) -> Shown:
    """Return a report with its text; `beside` is what went out with it."""
    return shown_report(edition, terms) | {
        "content_warning": edition.content_warning,
        "text": edition.text,
        "languages": languages,
        "recommendations": [shown_recommendation(edition, value) for value in recommended_in(edition)],
        "published_with": [{"type": entry.kind, "title": entry.title, "html_url": entry.url} for entry in beside],
    }


def shown_recommendation(edition: Edition, value: dict[str, Any]) -> Shown:
    """Return one recommendation; `value` is its block."""
    entry = recommendation_entry(edition, value)
    return {
        "id": entry.guid.rpartition(":")[2],
        "meta": _meta(entry, ""),
        "number": value["number"],
        "text": plain_text(value["text"]),
        "for_whom": value.get("target") or "",
        "by_when": value.get("by_when") or "",
        "outcome": value.get("outcome") or "",
        "report": {"id": str(edition.review.uuid), "title": edition.title},
    }


def shown_briefing(entry: Entry, terms: Iterable[Term], report: Edition | None) -> Shown:
    """Return a briefing; `report` is the public report that it went out with."""
    beside = {"id": str(report.review.uuid), "title": report.title} if report else None
    return {
        "id": entry.guid.rpartition(":")[2],
        "meta": _meta(entry, ""),
        "title": entry.title,
        "introduction": entry.summary,
        "report": beside,
        "terms": [_named(term) for term in terms],
    }


def shown_term(term: Term, origin: str) -> Shown:
    """Return a term with its words, and what came after it."""
    return {
        "id": f"{term.kind}/{term.slug}",
        "meta": {"html_url": f"{origin}/themes/{term.kind}/{term.slug}/"},
        **_named(term),
        "definition": term.definition,
        "synonyms": term.synonyms,
        "valid_from": term.valid_from,
        "valid_until": term.valid_until,
        "successor": _named(term.successor) if term.successor else None,
    }


def _meta(entry: Entry, detail: str) -> Shown:
    found = {
        "html_url": entry.url,
        "partnership": {"slug": entry.partnership.slug, "name": entry.partnership.name},
        "language": entry.language,
        "first_published_at": entry.at,
        "updated_at": entry.updated,
    }
    return found | ({"detail_url": f"{entry.partnership.origin}{detail}"} if detail else {})


def _named(term: Term) -> Shown:
    return {"kind": term.kind, "slug": term.slug, "label": term.label}
