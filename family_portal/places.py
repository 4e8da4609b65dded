"""Where codes are sent: added by the person, confirmed by the first code, and used for signing in alone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from family_portal.models import CodeFactor, ReviewKey
from people.models import User


def keep_place(account: User, key: ReviewKey, kind: str, address: str, *, now: datetime) -> CodeFactor:
    """Keep a place that counts for nothing until its code came back; earlier ones that wait for theirs go."""
    place = CodeFactor(user=account, key=key, kind=kind, name="Codes", confirmed=False, added_at=now)
    place.keep({"address": address.strip()})
    with transaction.atomic():
        CodeFactor.objects.filter(user=account, confirmed=False).delete()
        place.save()
    return place
