"""Text messages and e-mail by GOV.UK Notify: written down in the request, and handed over by the worker.

The words lie in the templates of Notify and hold nothing but a code; docs/family-notifications.md says how they read.
The address, the number and the key stand in no log: what the client library says of a fault could quote them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import partial
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from family_portal.senders import kind_of
from family_portal.wordings import VARIABLES, language_of, refuse_unless_bland
from people.mailing import AddressNotAllowed, PerhapsLeft, Refused, may_write_to, register_carrier
from people.models import OutgoingMail
from people.posting import post_private

logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL)

TIMEOUT_SECONDS = 15
BUSY, SERVER_FAULT, NO_ANSWER = 429, 500, 0


class Busy(Exception):
    """Notify has taken nothing because it has had too much: it is tried again."""


class _ByNotify:
    """Writes down what leaves by Notify as `kind`."""

    kind = ""

    def send(
        self, template: str, *, address: str, words: Mapping[str, Any], language: str = "", **when: Any
    ) -> OutgoingMail:
        refuse_unless_bland(template, words)
        text = {"template": template, "language": language or get_language() or "", "code": words.get("code", "")}
        return post_private(kind_of(template), to=address, text=text, carrier=f"notify_{self.kind}", **when)

    @classmethod
    def missing_settings(cls) -> list[str]:
        """Return what has to be set before anything can leave this way."""
        missing = [] if settings.NOTIFY_API_KEY else ["NOTIFY_API_KEY"]
        wanted = [f"{template}.{cls.kind}" for template in VARIABLES]
        return missing + [f"NOTIFY_TEMPLATES: {name}" for name in wanted if name not in settings.NOTIFY_TEMPLATES]


class NotifyText(_ByNotify):
    kind = "text"


class NotifyEmail(_ByNotify):
    kind = "email"


def deliver(kind: str, mail: OutgoingMail, text: Mapping[str, Any]) -> None:
    """Hand `mail` to Notify as `kind`, once: what may have been taken before is first looked for by its reference.

    Raises Refused for good, Busy, and PerhapsLeft when nobody can know whether it was taken.
    """
    if kind == "email" and not may_write_to(text["to"]):
        raise AddressNotAllowed
    template = _template_of(kind, text)
    client = NotificationsAPIClient(settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_URL, timeout=TIMEOUT_SECONDS)
    with closing(client.request_session):
        if mail.perhaps_twice and _was_taken(client, reference_of(mail)):
            return
        send = client.send_sms_notification if kind == "text" else client.send_email_notification
        code = {"code": text["code"]} if text["code"] else None
        status, _ = _asked(lambda: send(text["to"], template, personalisation=code, reference=reference_of(mail)))
    _refuse_unless_taken(status)


def reference_of(mail: OutgoingMail) -> str:
    """Return by what Notify knows `mail`, however often it is handed over; it says nothing."""
    return sha256(mail.message_id.encode()).hexdigest()[:32]


def _template_of(kind: str, text: Mapping[str, Any]) -> str:
    """Return the id of the template in the person's language, or in English while there is none."""
    known, name = settings.NOTIFY_TEMPLATES, f"{text['template']}.{kind}"
    found = known.get(f"{name}.{language_of(text['language'])}") or known.get(name)
    if not found:
        raise Refused
    return found


def _was_taken(client: NotificationsAPIClient, reference: str) -> bool:
    status, answer = _asked(lambda: client.get_all_notifications(reference=reference))
    if answer is None:
        # Nothing is sent while it is not known; the next attempt asks again.
        raise Busy if status == BUSY else PerhapsLeft
    return bool(answer.get("notifications"))


def _asked(ask: Callable[[], Any]) -> tuple[int, dict[str, Any] | None]:
    """Return the status and what was answered. The fault itself stays here: it holds the whole request."""
    try:
        return 200, ask()
    except APIError as fault:
        status = fault.response.status_code if fault.response is not None else NO_ANSWER
        return (NO_ANSWER if status < 300 else status), None


def _refuse_unless_taken(status: int) -> None:
    if status == BUSY:
        raise Busy
    if status == NO_ANSWER or status >= SERVER_FAULT:
        raise PerhapsLeft
    if status >= 300:
        raise Refused


for _kind in ("text", "email"):
    register_carrier(f"notify_{_kind}", partial(deliver, _kind))
