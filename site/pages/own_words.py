"""Titles as readers see them: with the partnership's own words where a leaflet says {review}."""

from __future__ import annotations

from partnerships.models import Partnership


def in_own_words(text: str, partnership: Partnership) -> str:
    """Return `text` with the terms of `partnership` in place of {review} and the others."""
    terms = getattr(partnership, "terms", None) if "{" in text else None
    return terms.fill(text, partnership.short_name) if terms else text
