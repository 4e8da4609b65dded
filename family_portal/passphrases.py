"""Passphrases that are breached or easily guessed, known without asking anybody outside."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import get_password_validators, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

LONGEST = 1024
# What is longer is not looked at further: the first part alone decides, and costs the same.
_LOOKED_AT = 72
# Ten thousand million guesses: four words that do not belong together are far beyond it.
ENOUGH_GUESSES = 10**10


class NotEasilyGuessed:
    """Refuses breached passwords, names, dates, keyboard patterns, and what is built of them alone."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002
        if zxcvbn(password[:_LOOKED_AT])["guesses"] < ENOUGH_GUESSES:
            raise ValidationError(
                _("This passphrase is easily guessed. Use several words that do not belong together."), "guessed"
            )

    def get_help_text(self) -> str:
        return _("Use several words that do not belong together.")


def check_passphrase(passphrase: str) -> None:
    """Raise ValidationError, in words for the page, unless `passphrase` can be used."""
    validate_password(passphrase, password_validators=get_password_validators(settings.FAMILY_PASSPHRASE_VALIDATORS))
