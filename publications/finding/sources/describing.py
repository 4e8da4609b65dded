"""By what a reader narrows reports, and what goes out with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from pages.findable import Change, numbers_of
from partnerships.working_days import london_day
from publications.models import Edition
from publications.vocabulary import TermKind

TERM_FACETS = {TermKind.THEME: "theme", TermKind.HARM: "harm", TermKind.AGENCY: "agency"}
REVIEW = "review"

Facets = dict[str, tuple[str, ...]]


def terms_by_edition(editions: Collection[int]) -> dict[int, Facets]:
    """Return for each edition the slugs of its themes, types of harm and agencies, with one query."""
    rows = Edition.terms.through.objects.filter(edition__in=editions).values_list(
        "edition_id", "term__kind", "term__slug"
    )
    found: dict[int, dict[str, list[str]]] = {}
    for edition, kind, slug in rows:
        if kind in TERM_FACETS:
            found.setdefault(edition, {}).setdefault(TERM_FACETS[kind], []).append(slug)
    return {edition: {name: tuple(slugs) for name, slugs in own.items()} for edition, own in found.items()}


def facets_of(review_type: str, age_band: str, day: date | None, terms: Facets) -> Facets:
    """Return the facets of a report."""
    own = {"type": review_type, "age": age_band, "year": str(day.year) if day else ""}
    return terms | {name: (value,) for name, value in own.items() if value}


def london(moment: datetime | None) -> date | None:
    """Return the London day of a moment that may not be known."""
    return london_day(moment) if moment else None


def reviews_among(names: Iterable[str]) -> set[int]:
    """Return the reviews that some keys or owners belong to."""
    return numbers_of(names, REVIEW)


def touched_reviews(changes: Iterable[Change]) -> set[str]:
    """Return the reviews that have changed, as owners."""
    return {f"{REVIEW}:{number}" for number in reviews_among(change.key for change in changes)}


def in_chunks(found: Any) -> Any:
    """Read rows a few hundred at a time: reports are long."""
    return found.iterator(chunk_size=200)
