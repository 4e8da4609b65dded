"""Changing and taking away the roles of others."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from partnerships.models import Partnership
from people.factors import end_factors
from people.joining import join, leave
from people.models import User
from people.permissions import NotAllowed, must
from people.roles import Deed, Role
from people.sessions import end_sessions


def change_role(
    user: User, partnership: Partnership, role: Role, *, by: User, now: datetime, partner: str = ""
) -> None:
    """Let `role` take the place of every role that `user` has in `partnership`.

    NotAllowed for oneself, PartnerMissing for a delegate without a `partner`.
    """
    _must_manage_other(user, partnership, by)
    with transaction.atomic():
        join(user, partnership, role, by=by, now=now, partner=partner)
        for membership in user.memberships.filter(partnership=partnership).exclude(role=role):
            leave(membership, by=by, now=now)


def remove(user: User, partnership: Partnership, *, by: User, now: datetime, reason: str = "") -> None:
    """Take every role in `partnership` away; who has none anywhere any more can no longer sign in."""
    _must_manage_other(user, partnership, by)
    with transaction.atomic():
        for membership in user.memberships.filter(partnership=partnership):
            leave(membership, by=by, now=now, reason=reason)
        user.invitations.filter(partnership=partnership, accepted_at=None, revoked_at=None).update(revoked_at=now)
        if not user.memberships.exists():
            end_factors(user)
            user.set_unusable_password()
            user.save(update_fields=["password"])
            end_sessions(user)


def _must_manage_other(user: User, partnership: Partnership, by: User) -> None:
    must(by, Deed.MANAGE_PEOPLE, partnership)
    if user.pk == by.pk or not user.memberships.filter(partnership=partnership).exists():
        raise NotAllowed(Deed.MANAGE_PEOPLE.label)
