"""Titles as readers see them: with the partnership's own words where a leaflet says {review}."""

from __future__ import annotations

from partnerships.models import Partnership


def in_own_words(text: str, partnership: Partnership) -> str:
    """Return `text` with the terms of `partnership` in place of {review} and the others."""
    terms = getattr(partnership, "terms", None) if "{" in text else None
    for token, words in terms.tokens(partnership.short_name).items() if terms else ():
        text = text.replace(token, words)
    return text
