"""Alarms wait in the list of the partnership's staff until a person has dealt with them."""

from __future__ import annotations

from datetime import datetime

from partnerships.models import Partnership
from people.models import Alarm, User


def raise_alarm(kind: str, subject: str, message: str, *, partnership: Partnership | None, now: datetime) -> Alarm:
    """Raise an alarm, or return the open one of the same kind and subject.

    `message` is plain words without personal data.
    """
    alarm, _ = Alarm.objects.get_or_create(
        kind=kind,
        subject=subject,
        settled_at=None,
        defaults={"message": message, "partnership": partnership, "raised_at": now},
    )
    return alarm


def settle_alarm(alarm: Alarm, *, by: User, now: datetime) -> None:
    """Record that a person has dealt with `alarm`."""
    Alarm.objects.filter(pk=alarm.pk, settled_at=None).update(settled_at=now, settled_by=by)
