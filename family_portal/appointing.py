"""Who works with the family of which review: appointed by name, and by nobody who would see what is written there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from family_portal.models import CaseStaff
from lifecycles.moves import MoveRefused
from lifecycles.stepping import record
from people.models import User
from people.permissions import may, must
from people.roles import Deed
from publications.models import Review


class NotEligible(MoveRefused):
    """Only a Lead Reviewer or a family co-ordinator of the partnership can be appointed."""

    def __init__(self) -> None:
        super().__init__("This person is neither a Lead Reviewer nor a family co-ordinator of the partnership.")


def appoint(review: Review, user: User, *, by: User, now: datetime) -> CaseStaff:
    """Appoint `user` to the family of `review`; harmless when they are. NotEligible without the role."""
    role = must(by, Deed.APPOINT_CASE_STAFF, review.partnership)
    if not may(user, Deed.KEEP_FAMILY, review.partnership):
        raise NotEligible
    with transaction.atomic():
        found, is_new = CaseStaff.objects.get_or_create(
            review=review, user=user, defaults={"appointed_by": by, "since": now}
        )
        if is_new:
            record(review, "appoint", by=by, now=now, role=role, facts={"user": user.pk})
    return found


def dismiss(review: Review, user: User, *, by: User, now: datetime) -> None:
    """End an appointment; it counts from the next request on. Harmless when there is none."""
    role = must(by, Deed.APPOINT_CASE_STAFF, review.partnership)
    with transaction.atomic():
        deleted, _ = CaseStaff.objects.filter(review=review, user=user).delete()
        if deleted:
            record(review, "dismiss", by=by, now=now, role=role, facts={"user": user.pk})
