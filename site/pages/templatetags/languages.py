"""Tags for pages that are read in several languages."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pages.languages import OWN_NAMES, choices, direction, in_language

register = template.Library()


@register.simple_tag(takes_context=True)
def said_in(context: Context, code: str, around: str = "") -> SafeString | str:
    """The attributes of an element whose words are in `code`; none where those `around` it, or the main part, are."""
    if code == (around or context.get("main_language") or code):
        return ""
    return format_html(' lang="{}" dir="{}"', code, direction(code))


@register.filter
def own_name(code: str) -> str:
    """What a language calls itself."""
    return OWN_NAMES[code]


@register.filter
def direction_of(code: str) -> str:
    """The direction in which a language is written: "rtl" or "ltr"."""
    return direction(code)


@register.filter
def english_address(path: str) -> str:
    """The address of the same page in English."""
    return in_language(path, "en")


@register.inclusion_tag("components/languages.html", takes_context=True)
def language_chooser(context: Context) -> dict[str, Any]:
    """The languages of a page, each by its own name; nothing where the page says nothing about languages."""
    known = context.get("languages")
    return {"choices": choices(context["request"].path, known) if known else []}


@register.inclusion_tag("components/alternates.html", takes_context=True)
def alternates(context: Context) -> dict[str, Any]:
    """The links in the head to the languages in which a page is public."""
    known, partnership = context.get("languages") or [], context.get("partnership")
    if not partnership or len(known) < 2:
        return {"links": []}
    path = context["request"].path
    return {"links": [(code, f"{partnership.origin}{in_language(path, code)}") for code in known]}
