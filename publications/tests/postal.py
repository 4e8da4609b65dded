"""A real mail server that keeps what it gets and fails as it is told, and reviews that are ready to be sent."""

from __future__ import annotations

import asyncio
import email
import socket
from datetime import date, timedelta
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from config.demo.readying import approve, decide, keep_record
from config.testing.anonymity import pass_anonymity
from config.testing.reports import T0
from people.posting import send_due_mail
from publications.models import Pack, Review
from publications.notices.packing import possible_recipients, prepare_pack
from publications.notices.recipients import save_recipient, verify_recipient
from publications.notices.sending import follow_dispatches, send_pack

MOMENT = T0 + timedelta(days=21)
LETTER = "Dear colleague, please find the report."


class PostOffice:
    """What arrived, and what goes wrong: "refuse" (one address), "drop" (the line, after the data), "hang"."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.refused = ""
        self.drops = self.hangs = False

    async def handle_RCPT(self, _server: SMTP, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if address == self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Any) -> str:  # noqa: N802
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.received.append(message)
        if self.drops:
            server.transport.abort()
        if self.hangs:
            await asyncio.sleep(3600)
        return "250 OK"

    def to(self, kind: str) -> list[EmailMessage]:
        return [message for message in self.received if message["To"] == f"{kind}@example.org"]


def opened(office: PostOffice) -> Controller:
    """Open the office on a free port of this machine."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    return controller


def verified(partnership: Any, by: Any) -> None:
    """Give every recipient of `partnership` an address, and let a person verify it."""
    for recipient in partnership.recipients.all():
        address = f"{recipient.kind}@example.org"
        save_recipient(recipient, address=address, is_required=recipient.is_required, by=by, now=T0)
        verify_recipient(recipient, address=address, on=date(2026, 3, 1), by=by, now=T0)


def sendable(reports: Any, partnership: Any, **fields: Any) -> Review:
    """A review whose text is approved and anonymous, of which nobody has a copy; its recipients are verified."""
    review, team = reports.draft(partnership, **fields), reports.team(partnership)
    verified(partnership, team.preparer)
    vouch_again(reports, review)
    keep_record(review, reviewer="Imogen Thackeray", now=T0)
    decide(review, by=team.preparer, now=T0)
    return review


def vouch_again(reports: Any, review: Review) -> None:
    """Let the text as it is now be approved by the three, and its anonymity passed by two."""
    team = reports.team(review.partnership)
    pass_anonymity(review, team.preparer, team.confirmer, now=T0)
    approve(review, by=team.preparer, now=T0)


def packed(review: Review, by: Any, *, purpose: str = Pack.Purpose.FINAL_COPY, now: Any = T0, **more: Any) -> Pack:
    """A pack for everybody who is required."""
    to = list(possible_recipients(review, purpose).filter(is_required=purpose != Pack.Purpose.NSPCC))
    said = {"letter": LETTER, "moment": MOMENT, "recipients": to} | more
    return prepare_pack(review, purpose, **said, by=by, now=now)


def sent(review: Review, by: Any, *, now: Any = T0, **more: Any) -> Pack:
    """A pack that has been sent, and is in the outbox."""
    pack = packed(review, by, now=now, **more)
    send_pack(pack, by=by, now=now)
    return pack


def delivered(now: Any) -> None:
    """Let the worker send what waits, and note what became of it."""
    follow_dispatches(now)
    send_due_mail(now)
    follow_dispatches(now)
