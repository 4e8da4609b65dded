"""What the pages for staff ask first, and how they show that a verb has refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest

from family_portal.models import FamilyMember
from family_portal.models.keys import FamilyWords
from lifecycles.moves import MoveRefused
from pages.typesetting import TypesettingError
from people.sealing import CannotOpen

GONE = "What was written here was disposed of, and nobody can read it any more."


def attempt(form: forms.Form, verb: Callable[[], Any]) -> tuple[bool, Any]:
    """Call a verb; return whether it was done and what it gave. A refusal is written above the form in its words."""
    try:
        return True, verb()
    except (MoveRefused, TypesettingError) as refused:
        form.add_error(None, str(refused))
    except CannotOpen:
        form.add_error(None, GONE)
    return False, None


def words_of(row: FamilyWords) -> dict[str, Any]:
    """Return the words of `row`; nothing once they cannot be opened any more."""
    try:
        return row.words()
    except CannotOpen:
        return {}


def name_of(member: FamilyMember) -> str:
    """Return how the person is called, for a page that may show it."""
    return words_of(member).get("name") or "Somebody whose record was disposed of"


def posted(request: HttpRequest) -> Any:
    """Return what a form was sent with, or None on the first look at it."""
    return request.POST if request.method == "POST" else None
