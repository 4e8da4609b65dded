"""Template tags of a report's page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import mark_safe

from publications.first_published import as_sentence
from publications.models import Review

register = template.Library()


@register.filter
def picture(name: str, pictures: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return url, width and height of the picture that is stored under `name`."""
    return pictures.get(name, {})


@register.filter
def published_in_words(review: Review) -> str:
    """Return when `review` was first public, like “published 3 March 2026” or “published before our records began”."""
    return as_sentence(review)


@register.filter
def with_safe_text(notes: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return footnotes whose text, already cleaned by pages.prose, is printed as HTML."""
    return [note | {"text": mark_safe(note["text"])} for note in notes]  # noqa: S308
