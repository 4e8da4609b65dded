"""Links to the glossary in the text of a page."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from home.glossing import with_glossary

register = template.Library()


@register.simple_tag(takes_context=True)
def glossed(context: Context, html: SafeString) -> SafeString:
    """Safe HTML with a link at each word that this page uses for the first time and the glossary explains."""
    used = context.get("glossary")
    return mark_safe(with_glossary(html, used.glossary, used.seen)) if used else html  # noqa: S308
