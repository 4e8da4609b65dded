"""Joining and leaving a partnership: the only doors to a role."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from lifecycles.stepping import Actor, record
from partnerships.models import Partnership
from people.groups import match_groups
from people.models import Membership, User
from people.roles import Partner, Role


class PartnerMissing(Exception):
    """A delegate who speaks for nobody could approve nothing; str() says what to choose."""

    def __init__(self) -> None:
        super().__init__(gettext("Choose the safeguarding partner for which the delegate speaks"))


def partner_for(role: str, partner: str) -> str:
    """Return the one partner for which a delegate speaks, PartnerMissing without one; empty for every other role."""
    if role != Role.PARTNER_DELEGATE:
        return ""
    if partner not in Partner.values:
        raise PartnerMissing
    return partner


def join(
    user: User, partnership: Partnership, role: Role, *, by: Actor, now: datetime, partner: str = ""
) -> Membership:
    """Give `user` a role in `partnership`; harmless when they have it.

    A delegate speaks for one `partner`, from now on for this one; PartnerMissing without it.
    """
    partner = partner_for(role, partner)
    with transaction.atomic():
        membership, is_new = Membership.objects.get_or_create(
            user=user, partnership=partnership, role=role, defaults={"since": now, "partner": partner}
        )
        match_groups(user, partnership)
        facts = {"user": user.pk} | ({"partner": partner} if partner else {})
        if is_new:
            record(membership, "join", by=by, now=now, after=role, facts=facts)
        elif membership.partner != partner:
            membership.partner = partner
            membership.save(update_fields=["partner"])
            record(membership, "change_partner", by=by, now=now, before=role, after=role, facts=facts)
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
