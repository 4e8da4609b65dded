"""The checkboxes of a filter. There may be a hundred on a page, and a template would take most of its time for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_ITEM = (
    '<div class="govuk-checkboxes__item">'
    '<input class="govuk-checkboxes__input" type="checkbox" id="{id}" name="{name}" value="{value}"{form}{checked}>'
    '<label class="govuk-label govuk-checkboxes__label" for="{id}">{label}{count}</label></div>'
)


def checkboxes(group: Mapping[str, Any], *, prefix: str = "", form: str = "") -> SafeString:
    """Return the boxes of a group: name, options [{value, label, count, checked}].

    `form` is the id of the form that they belong to when they do not stand in it.
    """
    name = group["name"]
    owner = f' form="{_escaped(form)}"' if form else ""
    drawn = [
        _ITEM.format(
            id=f"{_escaped(prefix)}{_escaped(name)}-{number}",
            name=_escaped(name),
            value=_escaped(str(option["value"])),
            form=owner,
            checked=" checked" if option.get("checked") else "",
            label=_escaped(str(option["label"])),
            count="" if option.get("count") is None else f" ({option['count']})",
        )
        for number, option in enumerate(group["options"], 1)
    ]
    return mark_safe("\n".join(drawn))  # noqa: S308 (every part is escaped)


@lru_cache(maxsize=2000)
def _escaped(text: str) -> str:
    return str(escape(text))
