"""What a public form asks so that somebody can be answered; none of it is ever demanded by itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.typed_text import TypedLine, TypedText


def name_field() -> TypedLine:
    """A name, which nobody has to give."""
    return TypedLine(
        label=_("Your name (optional)"),
        max_length=150,
        required=False,
        error_messages={"max_length": _("Your name must be %(limit_value)d characters or fewer")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


def email_field(help_text: Any = "") -> forms.EmailField:
    """An e-mail address."""
    return forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        required=False,
        help_text=help_text,
        error_messages={
            "invalid": _("Enter an e-mail address in the correct form, like name@example.com"),
            "max_length": _("The e-mail address must be %(limit_value)d characters or fewer"),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


def phone_field(help_text: Any = "") -> TypedLine:
    """A telephone number, written in whatever way people write theirs."""
    return TypedLine(
        label=_("Your telephone number"),
        max_length=40,
        required=False,
        help_text=help_text,
        error_messages={"max_length": _("The telephone number must be %(limit_value)d characters or fewer")},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )


def postal_field(label: Any, help_text: Any = "") -> TypedText:
    """A postal address of several lines."""
    return TypedText(
        label=label,
        max_length=500,
        required=False,
        help_text=help_text,
        error_messages={"max_length": _("The postal address must be %(limit_value)d characters or fewer")},
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "street-address"}),
    )
