"""Whether what was typed can stand in a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst

from pages.publishing import NotFit


def fitting(model: type[models.Model], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return `values` as the fields of `model` hold them; NotFit says which cannot stand, and why."""
    fit, reasons = {}, []
    for name, value in values.items():
        field: Any = model._meta.get_field(name)
        try:
            fit[name] = field.clean(value, None)
        except ValidationError as unfit:
            reasons.append(f"{capfirst(str(field.verbose_name))}: {' '.join(unfit.messages)}")
    if reasons:
        raise NotFit(reasons)
    return fit
