"""Joining and leaving a partnership: the only doors to a role."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from lifecycles.stepping import Actor, record
from partnerships.models import Partnership
from people.groups import match_groups
from people.models import Membership, User
from people.roles import Role


def join(user: User, partnership: Partnership, role: Role, *, by: Actor, now: datetime) -> Membership:
    """Give `user` a role in `partnership`; harmless when they have it."""
    with transaction.atomic():
        membership, is_new = Membership.objects.get_or_create(
            user=user, partnership=partnership, role=role, defaults={"since": now}
        )
        match_groups(user, partnership)
        if is_new:
            record(membership, "join", by=by, now=now, after=role, facts={"user": user.pk})
    return membership


def leave(membership: Membership, *, by: Actor, now: datetime, reason: str = "") -> None:
    """Take a role away. It counts from the next request on."""
    with transaction.atomic():
        record(
            membership,
            "leave",
            by=by,
            now=now,
            before=membership.role,
            reason=reason,
            facts={"user": membership.user_id},
        )
        membership.delete()
        match_groups(membership.user, membership.partnership)
