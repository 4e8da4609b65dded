"""How a staff page shows that a verb has refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django import forms

from lifecycles.moves import MoveRefused
from pages.storing import CannotStore
from pages.typesetting.printable import TypesettingError

Result = TypeVar("Result")


def attempt(form: forms.Form, verb: Callable[[], Result]) -> tuple[bool, Result | None]:
    """Call a verb; return whether it was done and what it gave. A refusal is written above the form in its words."""
    try:
        return True, verb()
    except (MoveRefused, TypesettingError, CannotStore) as refused:
        form.add_error(None, str(refused))
        return False, None
