"""What people type into a public form, without the characters that nobody sees."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms

# Joiners shape words in Urdu, Bengali and Punjabi, and emoji.
JOINERS = "\u200c\u200d"
NEW_LINE = "\n"


class TypedText(forms.CharField):
    """Text as it can be read: control characters and marks that turn the direction of what follows are left out."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(without_unseen(str(value)) if value else value)
        return text if any(map(_is_seen, text)) else self.empty_value


class TypedLine(TypedText):
    """One line of such text."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


def without_unseen(text: str) -> str:
    """Return `text` without characters of control and direction; lines end in one way."""
    lines = text.replace("\r\n", NEW_LINE).replace("\r", NEW_LINE).replace("\t", " ")
    return "".join(character for character in lines if _may_stay(character))


def _may_stay(character: str) -> bool:
    return character in JOINERS + NEW_LINE or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def _is_seen(character: str) -> bool:
    return character not in JOINERS and not character.isspace()
