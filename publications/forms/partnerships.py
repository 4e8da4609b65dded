"""For which partnership something is done: asked of people who work for several."""

from __future__ import annotations

from typing import Any

from django import forms


def offer_partnerships(form: forms.Form, partnerships: Any) -> None:
    """Let the field `partnership` of `form` offer `partnerships`; where there is one alone, it is filled in."""
    field: Any = form.fields["partnership"]
    field.queryset = partnerships
    if len(partnerships) == 1:
        field.initial = partnerships[0]
