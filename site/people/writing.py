"""Mail to a person of staff about their own account."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from people.models import OutgoingMail, User
from people.posting import post


def write_to(user: User, kind: str, *, now: datetime, context: dict[str, Any] | None = None) -> OutgoingMail:
    """Write `kind` to `user` for a partnership of theirs, whose people will see it if it cannot be sent."""
    membership = user.memberships.select_related("partnership").order_by("pk").first()
    partnership = membership.partnership if membership else None
    return post(kind, to=user.email, partnership=partnership, now=now, context=context or {})
