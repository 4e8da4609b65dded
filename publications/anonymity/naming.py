"""Who is named for a review: nobody else sees its watch-list or what was found, whatever their role."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from lifecycles.moves import MoveRefused
from lifecycles.stepping import Actor, record
from people.models import User
from people.permissions import NotAllowed, may, must
from people.roles import Deed, roles_for
from publications.models import NamedStaff, Review


class NotEligible(MoveRefused):
    """Only people with a role that may check anonymity can be named."""

    def __init__(self) -> None:
        super().__init__("This person has no role in the partnership by which they could be named.")


def is_named(user: Any, review: Review) -> bool:
    """Return whether `user` has the role and is named for this very review."""
    return may(user, Deed.CHECK_ANONYMITY, review.partnership) and _naming(user, review).exists()


def must_be_named(user: Any, review: Review) -> str:
    """Return the role of a person who is named for `review`; NotAllowed for everybody else."""
    role = must(user, Deed.CHECK_ANONYMITY, review.partnership)
    if not _naming(user, review).exists():
        raise NotAllowed(Deed.CHECK_ANONYMITY.label)
    return role


def name_staff(review: Review, user: User, *, by: User, now: datetime) -> NamedStaff:
    """Name `user` for `review`; harmless when they are. NotEligible when their role does not allow it."""
    role = must(by, Deed.NAME_STAFF, review.partnership)
    if not may(user, Deed.CHECK_ANONYMITY, review.partnership):
        raise NotEligible
    with transaction.atomic():
        named, is_new = NamedStaff.objects.get_or_create(
            review=review, user=user, defaults={"since": now, "named_by": by}
        )
        if is_new:
            _record(review, "name_staff", user, by, role, now)
    return named


def unname_staff(review: Review, user: User, *, by: User, now: datetime) -> None:
    """Take the name of `user` off `review`; it counts from the next request on. Harmless when they are not named."""
    role = must(by, Deed.NAME_STAFF, review.partnership)
    with transaction.atomic():
        deleted, _ = _naming(user, review).delete()
        if deleted:
            _record(review, "unname_staff", user, by, role, now)


def eligible(review: Review) -> QuerySet[User]:
    """Return the active people who could be named for `review`, by name."""
    found = User.objects.filter(
        is_active=True,
        memberships__partnership=review.partnership,
        memberships__role__in=roles_for(Deed.CHECK_ANONYMITY),
    )
    return found.distinct().order_by("name", "pk")


def _naming(user: Any, review: Review) -> QuerySet[NamedStaff]:
    return NamedStaff.objects.filter(review=review, user_id=user.pk)


def _record(review: Review, deed: str, user: User, by: Actor, role: str, now: datetime) -> None:
    record(review, deed, by=by, now=now, role=role, facts={"user": user.pk})
