"""A form that anyone may send, and that writes to whatever address is typed, is sent only so often."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest

from people.throttling import Limit, Limits, TooManyAttempts, address_of, charge

# Somebody may want everything that there is, and a whole library may share one address of the net;
# nobody is to find their letter box full of receipts that a stranger has caused.
LIMITS = Limits(
    account=Limit(free=12, first=timedelta(minutes=15), longest=timedelta(hours=24)),
    address=Limit(free=40, first=timedelta(minutes=1)),
)


class AskedTooOften(Exception):
    """Too many requests came for one recipient, from one place or to this site; nothing was written down."""


def count_request(request: HttpRequest, purpose: str, *, recipient: str, now: datetime) -> None:
    """Count one request of `purpose` whose answer goes to `recipient` (an e-mail, a number or a postal address).

    Raises AskedTooOften.
    """
    try:
        charge(purpose, account=recipient, address=address_of(request), now=now, limits=LIMITS)
    except TooManyAttempts as refusal:
        raise AskedTooOften from refusal
