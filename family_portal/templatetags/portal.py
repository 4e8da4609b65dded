"""What every page of the families' host says by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.translation import get_language

from family_portal.sessions import Stage, ends_at

register = template.Library()
_SIGNED_IN = {Stage.FAMILY, Stage.STAFF}
_CHOOSING = {Stage.NOBODY, Stage.PASSWORD, Stage.FAMILY}
# Where a page stands that is the answer to a button, and cannot be opened by itself.
_STANDS_AT = {"portal:send_code": "/code/"}


@dataclass(frozen=True)
class Chooser:
    """Languages as (code, own name), which of them is spoken, and where the page stands."""

    languages: list[tuple[str, str]]
    spoken: str
    page: str


@register.simple_tag(takes_context=True)
def session_ends(context: Context) -> datetime | None:
    """When the session ends unless something else is opened, for who is signed in with both factors."""
    request = context.get("request")
    is_in = request is not None and getattr(request, "stage", None) in _SIGNED_IN
    return ends_at(request.session) if is_in else None


@register.simple_tag(takes_context=True)
def language_chooser(context: Context) -> Chooser | None:
    """The languages in which this page can be read. Staff work in English."""
    request = context.get("request")
    if request is None or getattr(request, "stage", None) not in _CHOOSING:
        return None
    name = request.resolver_match.view_name if request.resolver_match else ""
    page = _STANDS_AT.get(name, request.get_full_path())
    return Chooser(settings.PORTAL_LANGUAGES, get_language() or settings.LANGUAGE_CODE, page)


@register.simple_tag
def is_unreviewed() -> bool:
    """Whether no translator has read the language of this page."""
    return get_language() in settings.TRANSLATIONS_UNREVIEWED
