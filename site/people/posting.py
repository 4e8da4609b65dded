"""Mail is written down in the transaction that causes it, and leaves through the worker after the commit."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.template import Context
from django.template.loader import get_template

from partnerships.models import Partnership
from people.alarms import raise_alarm
from people.fingerprints import fingerprint, fingerprints
from people.mailing import AddressNotAllowed, AttachmentMissing, PerhapsLeft, Refused, send
from people.models import OutgoingMail
from people.sealing import CannotOpen, seal

WAITS = [timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720)]
STUCK_AFTER = timedelta(minutes=10)
_TO = "mail to"
_NOT_LEFT = (OutgoingMail.State.WAITING, OutgoingMail.State.FAILED)


class TooLate(Exception):
    """It was tried in vain until it was of no use any more."""


class NotAnyMore(Exception):
    """What waits must not leave any more."""


class NotYet(Exception):
    """What waits may leave at `until`, and is asked for again then."""

    def __init__(self, until: datetime) -> None:
        super().__init__("this may not leave yet")
        self.until = until


_HOPELESS = (AddressNotAllowed, AttachmentMissing, CannotOpen, Refused, TooLate)

# Asked when something of a kind is about to leave; raises NotYet or NotAnyMore where it may not.
Check = Callable[[OutgoingMail, datetime], None]
_checks: dict[str, Check] = {}


def check_before_leaving(kind: str, check: Check) -> None:
    """Let `check` be asked each time something of `kind` is about to leave."""
    _checks[kind] = check


def post(
    kind: str,
    *,
    to: str,
    partnership: Partnership | None,
    now: datetime,
    context: dict[str, Any],
    attachments: Sequence[dict[str, str]] = (),
    reply_to: str = "",
) -> OutgoingMail:
    """Write down a mail from `templates/mail/KIND.txt` (first line: subject) for the worker to send.

    `attachments` are private files by name, mime and stored name (which says their hash), read when the mail leaves.
    With `reply_to` it is a letter that somebody answers; without, one that answers itself to nobody.
    """
    written = letter(kind, context | {"partnership": partnership})
    message_id = _message_id(settings.DEFAULT_FROM_EMAIL)
    text = json.dumps(written | {"reply_to": reply_to})
    return OutgoingMail.objects.create(
        partnership=partnership,
        kind=kind,
        recipient=to,
        message_id=message_id,
        sealed_text=seal(text.encode(), place=message_id),
        attachments=list(attachments),
        created_at=now,
        next_attempt_at=now,
    )


def letter(kind: str, context: dict[str, Any]) -> dict[str, str]:
    """Return subject and body of what `templates/mail/KIND.txt` says."""
    subject, _, body = _render(kind, context).partition("\n")
    return {"subject": subject.strip(), "body": body.strip() + "\n"}


def post_private(
    kind: str,
    *,
    to: str,
    text: dict[str, str],
    now: datetime,
    carrier: str = "mail",
    sender: str = "",
    not_before: datetime | None = None,
    leave_by: datetime | None = None,
) -> OutgoingMail:
    """Write down what `carrier` takes to somebody whose address is a secret: sealed with `text`, and gone with it.

    `text` of a mail: subject and body; of another carrier, what it takes. `sender` is whom it comes from. What has
    not left by `leave_by` never does.
    """
    message_id = _message_id(sender or settings.DEFAULT_FROM_EMAIL)
    whole = json.dumps(text | {"to": to, "from": sender})
    return OutgoingMail.objects.create(
        kind=kind,
        carrier=carrier,
        recipient_digest=fingerprint(_TO, to),
        message_id=message_id,
        sealed_text=seal(whole.encode(), place=message_id),
        created_at=now,
        next_attempt_at=not_before or now,
        leave_by=leave_by,
    )


def take_back(kinds: Collection[str], addresses: Collection[str], *, states: Collection[str] = _NOT_LEFT) -> int:
    """Delete mail of `kinds` to one of `addresses` that is in one of `states`; return how much it was."""
    digests = [digest for address in addresses for digest in fingerprints(_TO, address)]
    found = OutgoingMail.objects.filter(Q(recipient_digest__in=digests) | Q(recipient__in=addresses))
    return found.filter(kind__in=kinds, state__in=states).delete()[0]


def forget_letters(kinds: Collection[str], addresses: Collection[str]) -> None:
    """Delete recipient and words of letters of `kinds` to one of `addresses` that have left, or never will."""
    done = [OutgoingMail.State.SENT, OutgoingMail.State.FAILED]
    letters = OutgoingMail.objects.filter(recipient__in=addresses, kind__in=kinds, state__in=done)
    letters.update(recipient="", sealed_text=b"")


def _message_id(sender: str) -> str:
    return make_msgid(domain=sender.rpartition("@")[2].rstrip(">"))


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
    """Put a failed mail back in the queue, from the first attempt; what was too old stays where it is."""
    failed = OutgoingMail.objects.filter(pk=mail.pk, state=OutgoingMail.State.FAILED)
    failed.exclude(sealed_text=b"").update(state=OutgoingMail.State.WAITING, attempts=0, next_attempt_at=now, fault="")


def _send_claimed(pk: int, now: datetime) -> bool:
    if not _claim(pk, now):
        return False
    mail = OutgoingMail.objects.get(pk=pk)
    try:
        _ask_once_more(mail, now)
        send(mail)
    except NotYet as refusal:
        OutgoingMail.objects.filter(pk=pk).update(state=OutgoingMail.State.WAITING, next_attempt_at=refusal.until)
        return False
    except NotAnyMore:
        _empty(pk, state=OutgoingMail.State.TAKEN_BACK)
        return False
    except Exception as error:
        # Whatever is wrong with one mail, the next one must leave, and somebody must hear of this one.
        _note_failure(mail, error, now)
        return False
    _empty(pk, state=OutgoingMail.State.SENT, sent_at=now, fault="")
    return True


def _empty(pk: int, **fields: Any) -> None:
    OutgoingMail.objects.filter(pk=pk).update(sealed_text=b"", recipient_digest="", **fields)


def _ask_once_more(mail: OutgoingMail, now: datetime) -> None:
    if mail.leave_by and now >= mail.leave_by:
        raise TooLate if mail.attempts else NotAnyMore
    if mail.kind in _checks:
        _checks[mail.kind](mail, now)


def _claim(pk: int, now: datetime) -> bool:
    waiting = OutgoingMail.objects.filter(pk=pk, state=OutgoingMail.State.WAITING)
    return waiting.update(state=OutgoingMail.State.SENDING, claimed_at=now) == 1


def _note_failure(mail: OutgoingMail, error: Exception, now: datetime) -> None:
    hopeless = mail.attempts >= len(WAITS) or isinstance(error, _HOPELESS)
    mail.state = OutgoingMail.State.FAILED if hopeless else OutgoingMail.State.WAITING
    mail.next_attempt_at = now + WAITS[min(mail.attempts, len(WAITS) - 1)]
    mail.attempts += 1
    mail.perhaps_twice = mail.perhaps_twice or isinstance(error, PerhapsLeft)
    mail.fault = type(error.__cause__ if isinstance(error, PerhapsLeft) and error.__cause__ else error).__name__
    with transaction.atomic():
        mail.save(update_fields=["state", "next_attempt_at", "attempts", "perhaps_twice", "fault"])
        if hopeless:
            raise_alarm("mail", f"mail:{mail.pk}", "A mail could not be sent.", partnership=mail.partnership, now=now)
        if isinstance(error, TooLate):
            _empty(mail.pk)


def _release_stuck(now: datetime) -> None:
    # A worker that died between sending and noting it: the mail may have left, so it is sent again and says so.
    OutgoingMail.objects.filter(state=OutgoingMail.State.SENDING, claimed_at__lte=now - STUCK_AFTER).update(
        state=OutgoingMail.State.WAITING, perhaps_twice=True, attempts=F("attempts") + 1
    )
