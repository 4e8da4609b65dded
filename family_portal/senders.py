"""By what a code or a notice leaves. Which kinds of channel there are is said by FAMILY_SENDERS."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from email.utils import formataddr, parseaddr
from typing import Any, Protocol

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils.module_loading import import_string

from family_portal.address import portal_link
from family_portal.wordings import ABOUT_SIGNING_IN, refuse_unless_bland, written
from people.models import OutgoingMail
from people.posting import post_private

# Under this kind every notice waits, whatever it says; what is about signing in has its own name.
NOTICE = "family_notice"
_NAME = "Account"


class NoSender(Exception):
    """Nothing here sends by this kind of channel."""


class Sender(Protocol):
    """Writes down what the worker sends, and waits for nothing.

    `template` and `words`: refused unless family_portal.wordings lists them. `language`: for whom it is written; empty
    where that is not known. `not_before`, `leave_by`: from when and until when it may leave. Neither `address` nor
    `words` may be logged or lie in a column in clear.
    """

    def send(
        self,
        template: str,
        *,
        address: str,
        words: Mapping[str, Any],
        now: datetime,
        language: str = "",
        not_before: datetime | None = None,
        leave_by: datetime | None = None,
    ) -> OutgoingMail: ...


class Outbox:
    """E-mail through the worker. What is about signing in comes from templates/mail/, in the language of the page."""

    def send(
        self, template: str, *, address: str, words: Mapping[str, Any], language: str = "", **when: Any
    ) -> OutgoingMail:
        refuse_unless_bland(template, words)
        if template in ABOUT_SIGNING_IN:
            text = _from_file(template, words)
        else:
            text = written(template, language, words, link=portal_link())
        return post_private(kind_of(template), to=address, text=text, sender=from_line(), **when)


def kind_of(template: str) -> str:
    """Return under what kind `template` waits."""
    return template if template in ABOUT_SIGNING_IN else NOTICE


def from_line() -> str:
    """Return whom a mail to a family comes from: an address of the installation, and a name that says nothing."""
    address = settings.FAMILY_FROM_ADDRESS or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return formataddr((_NAME, address))


def kinds_offered() -> list[str]:
    """Return the kinds of channel by which something can be sent here."""
    return list(settings.FAMILY_SENDERS)


def sender_for(kind: str) -> Sender:
    """Return what sends by `kind`; NoSender when nothing does."""
    if kind not in settings.FAMILY_SENDERS:
        raise NoSender(kind)
    return import_string(settings.FAMILY_SENDERS[kind])()


def _from_file(template: str, words: Mapping[str, Any]) -> dict[str, str]:
    # Plain text: nothing is written as an HTML entity.
    found = get_template(f"mail/{template}.txt").template
    subject, _, body = found.render(Context(dict(words), autoescape=False)).partition("\n")
    return {"subject": subject.strip(), "body": body.strip() + "\n"}
