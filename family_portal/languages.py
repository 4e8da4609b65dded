"""In which language the families' host speaks to somebody.

What a person chose lies sealed in their record; before they sign in, their browser keeps the choice for this host
alone. Neither is ever part of an address.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from family_portal.keeping import change_words
from family_portal.models import FamilyMember
from lifecycles.stepping import record

_MARK = "portal_words"


def is_offered(code: Any) -> bool:
    """Return whether there are pages in the language `code`."""
    return code in dict(settings.PORTAL_LANGUAGES)


def language_of(request: HttpRequest) -> str:
    """Return in which language to answer: that of the session, what was chosen before, or what the browser asks for."""
    session = getattr(request, "session", {})
    asked = [code.partition("-")[0] for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", ""))]
    known = [session.get(_MARK), request.COOKIES.get(settings.PORTAL_LANGUAGE_COOKIE), *asked]
    return next((code for code in known if is_offered(code)), settings.LANGUAGE_CODE)


def language_of_account(account: Any) -> str:
    """Return in which language to write to a person of a family."""
    member = FamilyMember.objects.select_related("key").filter(account_id=account.pk).first()
    return language_of_person(member) if member else settings.LANGUAGE_CODE


def language_of_person(member: FamilyMember) -> str:
    """Return in which language `member` reads: what they chose, or else what staff recorded."""
    words = member.words()
    known = (words.get("portal_language"), words.get("language"))
    return next((code for code in known if is_offered(code)), settings.LANGUAGE_CODE)


def greet(request: HttpRequest, member: FamilyMember | None) -> None:
    """Let the session speak the language of `member`, and English to staff.

    What they chose for themselves comes before what this browser remembers, and that before what staff recorded.
    """
    words = member.words() if member else {"portal_language": settings.LANGUAGE_CODE}
    remembered = request.COOKIES.get(settings.PORTAL_LANGUAGE_COOKIE)
    known = (words.get("portal_language"), remembered, words.get("language"))
    found = next((code for code in known if is_offered(code)), None)
    if found:
        request.session[_MARK] = found


def speak(request: HttpRequest, code: str) -> None:
    """Let a session that has a language speak `code` from now on."""
    if _MARK in request.session:
        request.session[_MARK] = code
    translation.activate(code)


def choose_language(member: FamilyMember, code: str, *, now: datetime) -> None:
    """Keep, among their sealed words, that `member` reads `code`; the record says that they chose, and not what."""
    with transaction.atomic():
        change_words(member, {"portal_language": code})
        record(member, "choose_language", by=member.account, now=now)
