"""Titles as readers see them, on staff pages."""

from __future__ import annotations

from typing import Any

from django import template

from pages.own_words import in_own_words
from partnerships.models import Partnership

register = template.Library()


@register.filter
def own_words(named: Any, partnership: Partnership) -> str:
    """Return what `named` is called, with the partnership's own words in it."""
    return in_own_words(str(named), partnership)
