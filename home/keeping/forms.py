"""What staff are asked about terms, contacts, support organisations and words: each field as its model describes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.db import models
from django.forms.models import fields_for_model
from django.utils.dateparse import parse_datetime

from home.keeping.rows import SORTS
from home.keeping.terms import KEPT
from pages.typed_days import DayField
from pages.typed_text import TypedLine, TypedText
from partnerships.models import Terms


class ProposalForm(forms.Form):
    """Carries which proposal the person has read, if there was one."""

    read = forms.CharField(widget=forms.HiddenInput, required=False)

    def as_read(self, terms: Terms) -> Terms:
        """Return `terms` with the proposal that the person has read, which may not be the present one."""
        terms.proposed_at = moment_read(self.cleaned_data["read"])
        return terms


class TermsForm(ProposalForm):
    """Everything that leaflets take from the terms."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= fields_of(Terms, KEPT)


class RowForm(forms.Form):
    """One row of a sort in home.keeping.rows."""

    def __init__(self, *args: Any, sort: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= fields_of(SORTS[sort].model, SORTS[sort].kept)
        if "order" in self.fields:
            self.fields["order"].required = False
            self.fields["order"].help_text = "Leaflets name those with a low number first."

    def values(self) -> dict[str, Any]:
        """Return what was answered; an order that was left open is not in it."""
        return {name: value for name, value in self.cleaned_data.items() if value is not None}


def fields_of(model: type[models.Model], names: Sequence[str]) -> dict[str, forms.Field]:
    """Return a field of a form for each of `names`, without the characters that nobody sees."""
    return fields_for_model(model, names, formfield_callback=_asked)


def read_moment(terms: Terms) -> str:
    """Return when the present proposal was made, as ProposalForm carries it."""
    return terms.proposed_at.isoformat() if terms.proposed_at else ""


def moment_read(text: str) -> datetime | None:
    """Return the moment that read_moment wrote; None for anything else."""
    try:
        return parse_datetime(text)
    except ValueError:
        return None


def _asked(field: models.Field, **settings: Any) -> forms.Field | None:
    if isinstance(field, models.URLField):
        return field.formfield(assume_scheme="https", **settings)
    for model_field, form_field in _KINDS.items():
        if type(field) is model_field:
            settings["form_class"] = form_field
    return field.formfield(**settings | _small(field))


def _small(field: models.Field) -> dict[str, Any]:
    return {"widget": forms.Textarea(attrs={"rows": 4})} if type(field) is models.TextField else {}


_KINDS: dict[type[models.Field], type[forms.Field]] = {
    models.CharField: TypedLine,
    models.TextField: TypedText,
    models.DateField: DayField,
}
