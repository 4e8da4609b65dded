"""The second factor of a demo account, whose telephone is this machine."""

from __future__ import annotations

from people.models import User
from people.testing import an_app_of, code_for


def give_second_factor(user: User) -> None:
    """Enrol an authenticator app for a demo account."""
    an_app_of(user)


def current_code(user: User) -> str:
    """Return the code that the app of `user` shows now."""
    return code_for(user)
