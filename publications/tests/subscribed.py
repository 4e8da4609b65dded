"""Readers who asked to be told, through the same verbs and pages as in real life."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from django.utils import timezone

from people.models import OutgoingMail
from people.posting import send_due_mail
from people.sealing import open_sealed
from publications.alerting.asking import TO_CONFIRM, Wish, ask, confirm
from publications.alerting.links import find_asked
from publications.models import AlertSubscription
from publications.vocabulary import Frequency

READER = "reader@example.org"


def link_in(mail: Any) -> str:
    """Return the path of the first address in a mail that arrived."""
    return re.search(r"https?://[^/\s]+(\S+)", mail.get_content())[1]


def asked_on(client: Any, office: Any, *, email: str = READER, **wanted: Any) -> str:
    """Ask on the page, let the mail leave, and return the path of the link in it."""
    answer = client.post("/alerts/", {"email": email, "frequency": "immediate"} | wanted)
    assert answer.status_code == 302
    send_due_mail(timezone.now())
    return link_in(office.received[-1])


def a_reader(host: Any, now: datetime, *, email: str = READER, **wish: Any) -> AlertSubscription:
    """Return a subscription that was asked for and confirmed at `now`; its first mail is gone before it leaves."""
    wish = {"partnerships": [], "themes": [], "frequency": Frequency.IMMEDIATE} | wish
    ask(host, email, Wish(**wish), now=now)
    mail = OutgoingMail.objects.filter(kind=TO_CONFIRM).latest("pk")
    link = json.loads(open_sealed(mail.sealed_text, place=mail.message_id))["link"]
    found = find_asked(link.rstrip("/").rpartition("/")[2], host_id=host.pk, now=now)
    confirm(found, now=now)
    mail.delete()
    return found
