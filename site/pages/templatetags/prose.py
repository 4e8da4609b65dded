"""Rich text of a public page, cleaned when it is shown."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from pages.prose import public_prose

register = template.Library()


@register.filter
def prose(source: str) -> SafeString:
    """Return rich text with its headings as safe HTML; a link to what is not public is plain words."""
    return mark_safe(public_prose(source, headings=True))  # noqa: S308
