"""Where the statutory recipients want their copies: looked up by a person, verified by a person, never guessed (R9)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record
from partnerships.models import Partnership
from partnerships.working_days import london_day
from people.mailing import is_plain, may_write_to
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.models import Recipient


class NotAnAddress(MoveRefused):
    """What was typed is not one ordinary e-mail address."""

    def __init__(self) -> None:
        super().__init__("Enter one e-mail address, like name@example.org, in plain letters.")


class NoAddress(MoveRefused):
    """Nothing can be sent to a recipient without an address."""

    def __init__(self, recipient: Recipient) -> None:
        super().__init__(f"{recipient}: no address is set. Look it up, set it and verify it first.")


class NotVerified(MoveRefused):
    """An address that nobody has verified may be anybody's."""

    def __init__(self, recipient: Recipient) -> None:
        super().__init__(f"{recipient}: nobody has verified the address. Verify it first.")


class OutsideInstallation(MoveRefused):
    """This installation may not write to the address (OUTGOING_MAIL_DOMAINS)."""

    def __init__(self, recipient: Recipient) -> None:
        super().__init__(f"{recipient}: this installation may not send mail to that address. Nothing was sent.")


class NotOnThatDay(MoveRefused):
    """An address is verified today or was verified earlier."""

    def __init__(self) -> None:
        super().__init__("The day on which the address was verified cannot lie ahead.")


def save_recipient(recipient: Recipient, *, address: str, is_required: bool, by: User, now: datetime) -> None:
    """Set where a recipient wants its copies; another address has to be verified anew."""
    role = must(by, Deed.KEEP_RECIPIENTS, recipient.partnership)
    if address and not is_plain(address):
        raise NotAnAddress
    with transaction.atomic():
        locked = lock(recipient)
        is_other = locked.address != address
        if is_other:
            locked.verified_on, locked.verified_by = None, None
        locked.address, locked.is_required = address, is_required
        locked.save(update_fields=["address", "is_required", "verified_on", "verified_by"])
        facts = {"kind": locked.kind, "is_other_address": is_other, "is_required": is_required}
        record(locked, "change", by=by, now=now, role=role, facts=facts)


def verify_recipient(recipient: Recipient, *, address: str, on: date, by: User, now: datetime) -> None:
    """Write down that a person made sure, on a day, that `address` is the right one."""
    role = must(by, Deed.KEEP_RECIPIENTS, recipient.partnership)
    if on > london_day(now):
        raise NotOnThatDay
    with transaction.atomic():
        locked = lock(recipient)
        if not locked.address:
            raise NoAddress(locked)
        if locked.address != address:
            raise MoveRefused("The address was changed meanwhile. Read it again before you say that it is right.")
        locked.verified_on, locked.verified_by = on, by
        locked.save(update_fields=["verified_on", "verified_by"])
        record(locked, "verify", by=by, now=now, role=role, facts={"kind": locked.kind, "on": str(on)})


def refuse_unless_reachable(recipient: Recipient) -> None:
    """Raise the reason why nothing can be sent to `recipient`: no address, not verified, or not from here."""
    if not recipient.address:
        raise NoAddress(recipient)
    if recipient.verified_on is None:
        raise NotVerified(recipient)
    if not is_plain(recipient.address) or not may_write_to(recipient.address):
        raise OutsideInstallation(recipient)


def is_stale(recipient: Recipient, today: date) -> bool:
    """Whether the address is one that nobody has verified, or not for Partnership.recipient_days."""
    if not recipient.address:
        return False
    oldest = today - timedelta(days=recipient.partnership.recipient_days)
    return recipient.verified_on is None or recipient.verified_on < oldest


def stale_recipients(partnership: Partnership, today: date) -> list[Recipient]:
    """Return the recipients of `partnership` whose address has to be verified (again)."""
    found = Recipient.objects.filter(partnership=partnership).select_related("partnership")
    return [recipient for recipient in found if is_stale(recipient, today)]
