"""Reads e-mails and pages saved as one file (MHTML): headers, and every part as a file of its own."""

from __future__ import annotations

import email
from email import policy
from email.message import EmailMessage

from anonymity.documents.collecting import Gathered
from anonymity.documents.embedding import read_embedded

DULL_HEADERS = {"mime-version", "content-type", "content-transfer-encoding", "date", "content-id", "boundary"}


def read_mail(data: bytes, into: Gathered) -> None:
    """Say the headers of a mail, and read its parts."""
    message = email.message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        into.bounds.keep_time()
        say_headers(part, into)
        if not part.is_multipart():
            name = part.get_filename() or ""
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                read_embedded(content, name, "part of an e-mail", into)


def say_headers(part: EmailMessage, into: Gathered) -> None:
    """Say the headers of a mail or of one of its parts."""
    for key, value in part.items():
        if key.lower() not in DULL_HEADERS:
            into.say(f"e-mail header, {key}", str(value), "address" if "@" in str(value) else "prose")
