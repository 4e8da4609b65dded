"""The links in a reader's mail: one to confirm, which works once, and one to change or stop.

Neither can be found in the database: of the first there is a fingerprint, the second needs the installation's key.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.crypto import constant_time_compare

from people.fingerprints import fingerprint, fingerprints
from publications.models import AlertSubscription
from publications.states import SubscriptionState

CONFIRM, STOP = "alert to confirm", "alert to stop"
CONFIRM_WITHIN = timedelta(hours=48)
_SALT = 32


def new_confirmation() -> tuple[str, str]:
    """Return what stands in the link of the first mail, and by what it is known here."""
    token = secrets.token_urlsafe(32)
    return token, fingerprint(CONFIRM, token)


def find_asked(token: str, *, host_id: int, now: datetime) -> AlertSubscription | None:
    """Return the subscription that `token` confirms, while it may be confirmed."""
    return AlertSubscription.objects.filter(
        confirm_hash__in=fingerprints(CONFIRM, token),
        state=SubscriptionState.ASKED,
        asked_at__gt=now - CONFIRM_WITHIN,
        host_id=host_id,
    ).first()


def confirm_path(token: str) -> str:
    """Return where a subscription is confirmed."""
    return f"/alerts/confirm/{token}/"


def manage_path(subscription: AlertSubscription) -> str:
    """Return where a subscription is changed; below it, at stop/, it ends."""
    salt = subscription.stop_salt.hex
    return f"/alerts/{salt}{fingerprint(STOP, salt)}/"


def find_confirmed(token: str, *, host_id: int) -> AlertSubscription | None:
    """Return the subscription that `token` changes and stops."""
    salt, proof = token[:_SALT], token[_SALT:]
    if not any(constant_time_compare(proof, known) for known in fingerprints(STOP, salt)):
        return None
    found = AlertSubscription.objects.filter(stop_salt=UUID(salt), state=SubscriptionState.CONFIRMED, host_id=host_id)
    return found.first()
