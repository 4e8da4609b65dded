"""One mail on its way out: to whom it may go, what it carries, and whether it may have left when sending failed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import PurePath
from smtplib import SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email

from people.models import OutgoingMail
from people.sealing import open_sealed

_PLAIN = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
# What the server said no to has not left. After anything else, such as a line that broke, nobody can know.
_SAID_NO = (SMTPResponseException, SMTPRecipientsRefused, SMTPNotSupportedError)


class AddressNotAllowed(Exception):
    """Outside production mail goes only to the domains of OUTGOING_MAIL_DOMAINS."""

    def __init__(self) -> None:
        super().__init__("the address is outside the domains that this installation may write to")


class AttachmentMissing(Exception):
    """A file that was to go with the mail is not there, or is not what it was."""


class PerhapsLeft(Exception):
    """The line broke while the mail was being handed over: it may have left. `__cause__`, if any, is why."""


class Refused(Exception):
    """Whoever was to carry it refused it for good: trying again would change nothing."""


# Takes what waits, and its opened text; raises PerhapsLeft, Refused, or anything else when it has surely not left.
Carrier = Callable[[OutgoingMail, dict[str, Any]], None]
_carriers: dict[str, Carrier] = {}


def register_carrier(name: str, carrier: Carrier) -> None:
    """Let `carrier` take what is written down for `name`, once for the life of the process."""
    _carriers[name] = carrier


def is_plain(address: str) -> bool:
    """Whether `address` is one ordinary address: no quotes, comments, line breaks, foreign letters or second @."""
    if not _PLAIN.fullmatch(address):
        return False
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def may_write_to(address: str) -> bool:
    """Whether this installation may send mail to `address`, by OUTGOING_MAIL_DOMAINS; empty means everywhere."""
    allowed = settings.OUTGOING_MAIL_DOMAINS
    return not allowed or (is_plain(address) and address.rpartition("@")[2].lower() in allowed)


def send(mail: OutgoingMail) -> None:
    """Hand `mail` to what carries it; PerhapsLeft when nobody can know whether it was taken."""
    text = json.loads(open_sealed(mail.sealed_text, place=mail.message_id))
    _carriers[mail.carrier](mail, text)


def by_mail(mail: OutgoingMail, text: dict[str, Any]) -> None:
    """Hand `mail`, whose opened text is `text`, to the mail server."""
    to = mail.recipient or text.get("to", "")
    if not may_write_to(to):
        raise AddressNotAllowed
    message = _message(mail, text, to)
    if not message.recipients():
        raise ValueError("a mail without a recipient would pass for sent")
    # Made once before the line is opened: what cannot be written has certainly not left.
    message.message()
    message.connection = get_connection()
    message.connection.open()
    try:
        message.send()
    except _SAID_NO:
        raise
    except Exception as fault:
        raise PerhapsLeft from fault
    finally:
        with suppress(Exception):
            message.connection.close()


def _message(mail: OutgoingMail, text: dict[str, Any], to: str) -> EmailMessage:
    headers = text.get("headers", {}) | {"Message-ID": mail.message_id}
    reply_to = text.get("reply_to", "")
    if not reply_to:
        headers["Auto-Submitted"] = "auto-generated"
    message = EmailMessage(
        text["subject"],
        text["body"],
        text.get("from") or None,
        to=[to],
        headers=headers,
        reply_to=[reply_to] if reply_to else None,
    )
    for file in mail.attachments:
        message.attach(file["name"], _read(file["stored"]), file["mime"])
    return message


def _read(stored: str) -> bytes:
    """Return the file stored as `stored`, a name that says the SHA-256 of what it holds."""
    try:
        with default_storage.open(stored) as handle:
            content = handle.read()
    except FileNotFoundError as missing:
        raise AttachmentMissing from missing
    if hashlib.sha256(content).hexdigest() != PurePath(stored).stem:
        raise AttachmentMissing
    return content


register_carrier("mail", by_mail)
