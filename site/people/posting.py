"""Mail is written down in the transaction that causes it, and leaves through the worker after the commit."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template import Context
from django.template.loader import get_template

from partnerships.models import Partnership
from people.alarms import raise_alarm
from people.models import OutgoingMail
from people.sealing import CannotOpen, open_sealed, seal

WAITS = [timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720)]
STUCK_AFTER = timedelta(minutes=10)


class AddressNotAllowed(Exception):
    """Outside production mail goes only to the domains of OUTGOING_MAIL_DOMAINS."""


def post(
    kind: str, *, to: str, partnership: Partnership | None, now: datetime, context: dict[str, Any]
) -> OutgoingMail:
    """Write down a mail from `templates/mail/KIND.txt` (first line: subject) for the worker to send."""
    subject, _, body = _render(kind, context | {"partnership": partnership}).partition("\n")
    message_id = make_msgid(domain=settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">"))
    text = json.dumps({"subject": subject.strip(), "body": body.strip() + "\n"})
    return OutgoingMail.objects.create(
        partnership=partnership,
        kind=kind,
        recipient=to,
        message_id=message_id,
        sealed_text=seal(text.encode(), place=message_id),
        created_at=now,
        next_attempt_at=now,
    )


def _render(kind: str, context: dict[str, Any]) -> str:
    # Plain text: nothing is written as an HTML entity.
    return get_template(f"mail/{kind}.txt").template.render(Context(context, autoescape=False))


def send_due_mail(now: datetime, *, limit: int = 50) -> int:
    """Send what waits and is due; return how many left. One that fails does not stop the next."""
    _release_stuck(now)
    due = OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING, next_attempt_at__lte=now)
    return sum(
        _send_claimed(pk, now) for pk in list(due.order_by("next_attempt_at").values_list("pk", flat=True)[:limit])
    )


def try_again(mail: OutgoingMail, *, now: datetime) -> None:
    """Put a failed mail back in the queue, from the first attempt."""
    OutgoingMail.objects.filter(pk=mail.pk, state=OutgoingMail.State.FAILED).update(
        state=OutgoingMail.State.WAITING, attempts=0, next_attempt_at=now, fault=""
    )


def _send_claimed(pk: int, now: datetime) -> bool:
    if not _claim(pk, now):
        return False
    mail = OutgoingMail.objects.get(pk=pk)
    try:
        _send(mail)
    except Exception as error:
        # Whatever is wrong with one mail, the next one must leave, and somebody must hear of this one.
        _note_failure(mail, error, now)
        return False
    OutgoingMail.objects.filter(pk=pk).update(state=OutgoingMail.State.SENT, sent_at=now, sealed_text=b"", fault="")
    return True


def _claim(pk: int, now: datetime) -> bool:
    waiting = OutgoingMail.objects.filter(pk=pk, state=OutgoingMail.State.WAITING)
    return waiting.update(state=OutgoingMail.State.SENDING, claimed_at=now) == 1


def _send(mail: OutgoingMail) -> None:
    _refuse_unless_allowed(mail.recipient)
    text = json.loads(open_sealed(mail.sealed_text, place=mail.message_id))
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    message = EmailMessage(text["subject"], text["body"], to=[mail.recipient], headers=headers)
    if not message.recipients():
        raise ValueError("a mail without a recipient would pass for sent")
    message.send()


def _refuse_unless_allowed(address: str) -> None:
    allowed = settings.OUTGOING_MAIL_DOMAINS
    if allowed and address.rpartition("@")[2].lower() not in allowed:
        raise AddressNotAllowed("the address is outside the domains that this installation may write to")


def _note_failure(mail: OutgoingMail, error: Exception, now: datetime) -> None:
    hopeless = mail.attempts >= len(WAITS) or isinstance(error, AddressNotAllowed | CannotOpen)
    mail.state = OutgoingMail.State.FAILED if hopeless else OutgoingMail.State.WAITING
    mail.next_attempt_at = now + WAITS[min(mail.attempts, len(WAITS) - 1)]
    mail.attempts += 1
    mail.fault = type(error).__name__
    with transaction.atomic():
        mail.save(update_fields=["state", "next_attempt_at", "attempts", "fault"])
        if hopeless:
            raise_alarm("mail", f"mail:{mail.pk}", "A mail could not be sent.", partnership=mail.partnership, now=now)


def _release_stuck(now: datetime) -> None:
    # A worker that died between sending and noting it: the mail may have left, so it is sent again and says so.
    OutgoingMail.objects.filter(state=OutgoingMail.State.SENDING, claimed_at__lte=now - STUCK_AFTER).update(
        state=OutgoingMail.State.WAITING, perhaps_twice=True, attempts=F("attempts") + 1
    )
