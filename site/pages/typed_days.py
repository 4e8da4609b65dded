"""A day as people type it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day in one line, with an example; it may be copied from a letter in most ways of writing it."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("help_text", _("For example 27/3/2026"))
        settings.setdefault("widget", forms.DateInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        settings.setdefault("error_messages", {"invalid": _("Enter a day, like 27/3/2026")})
        super().__init__(**settings)
