"""Questions about what a person may do; refusal first."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from partnerships.models import Partnership
from people.roles import Deed, Role, roles_for


class NotAllowed(Exception):
    """The person may not do this; views answer 404, so that nothing is given away."""


def may(user: Any, deed: Deed, partnership: Partnership) -> bool:
    """Return whether `user` has, in `partnership`, a role that may do `deed`."""
    return _role_for(user, deed, partnership) is not None


def must(user: Any, deed: Deed, partnership: Partnership) -> str:
    """Return the role by which `user` may do `deed`; NotAllowed when there is none."""
    role = _role_for(user, deed, partnership)
    if role is None:
        raise NotAllowed(deed.label)
    return role


def partnerships_where(user: Any, *deeds: Deed) -> QuerySet[Partnership]:
    """Return the partnerships in which `user` may do one of `deeds`."""
    if not (user.is_authenticated and user.is_active):
        return Partnership.objects.none()
    roles = {role for deed in deeds for role in roles_for(deed)}
    return Partnership.objects.filter(memberships__user_id=user.pk, memberships__role__in=roles).distinct()


def must_somewhere(user: Any, *deeds: Deed) -> QuerySet[Partnership]:
    """Return the partnerships in which `user` may do one of `deeds`; NotAllowed when there is none."""
    found = partnerships_where(user, *deeds)
    if not found.exists():
        raise NotAllowed(*(deed.label for deed in deeds))
    return found


def is_staff_anywhere(user: Any) -> bool:
    """Return whether `user` works for any partnership; a family account never does."""
    return bool(user.is_authenticated and user.is_active and user.memberships.exists())


def roles_of(user: Any, partnership: Partnership) -> list[Role]:
    """Return the roles of `user` in `partnership`."""
    return [Role(role) for role in user.memberships.filter(partnership=partnership).values_list("role", flat=True)]


def partner_in(user: Any, partnership: Partnership) -> str:
    """Return the safeguarding partner for which `user` is a delegate in `partnership`; empty when they are none."""
    own = user.memberships.filter(partnership=partnership, role=Role.PARTNER_DELEGATE)
    return own.values_list("partner", flat=True).first() or ""


def _role_for(user: Any, deed: Deed, partnership: Partnership) -> str | None:
    if not (user.is_authenticated and user.is_active):
        return None
    fitting = user.memberships.filter(partnership=partnership, role__in=roles_for(deed))
    return fitting.values_list("role", flat=True).first()
