"""The one way to a family's record: viewer, partnership, review and person are bound here, for every view."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from family_portal.models import BreakGlass, CaseStaff, FamilyMember
from family_portal.states import MemberState
from lifecycles.stepping import record
from people.models import User
from people.permissions import NotAllowed, may, must, partnerships_where
from people.roles import Deed
from publications.models import Review

logger = logging.getLogger(__name__)
# Who may be appointed, and who appoints: by either a case can be opened for a while.
OPENING = (Deed.KEEP_FAMILY, Deed.APPOINT_CASE_STAFF)


def own_record(user: Any) -> FamilyMember:
    """Return the record of a person of the family who is signed in: their own and no other; NotAllowed otherwise."""
    found = FamilyMember.objects.select_related("review__partnership", "key").filter(account_id=user.pk or 0).first()
    if found is None or not user.is_active or found.state != MemberState.JOINED:
        raise NotAllowed
    return found


def cases_of(user: Any, *, now: datetime) -> QuerySet[Review]:
    """Return the reviews with whose families `user` may work: appointed to each, with the role still held.

    What is open for a while is so for who still has a role by which it could be opened.
    """
    keeps, appoints = (Q(partnership__in=partnerships_where(user, deed)) for deed in OPENING)
    appointed = CaseStaff.objects.filter(user_id=user.pk)
    opened = BreakGlass.objects.filter(user_id=user.pk, at__lte=now, ends_at__gt=now)
    is_appointed, is_open = Q(pk__in=appointed.values("review")), Q(pk__in=opened.values("review"))
    return Review.objects.filter((keeps & is_appointed) | ((keeps | appoints) & is_open))


def case_for(user: Any, uuid: UUID, *, now: datetime) -> Review:
    """Return the review `uuid` when `user` may work with its family; NotAllowed otherwise, as if it were not there."""
    found = cases_of(user, now=now).select_related("partnership").filter(uuid=uuid).first()
    if found is None:
        logger.warning("refused: case %s to user:%s", uuid, user.pk)
        raise NotAllowed
    return found


def act_for(review: Review, *, by: User, now: datetime) -> str:
    """Return the role by which `by` may change something for the family of `review`; NotAllowed otherwise.

    A case that is open for a while is open for reading: whoever changes something is appointed.
    """
    case_for(by, review.uuid, now=now)
    if not CaseStaff.objects.filter(review=review, user=by).exists():
        raise NotAllowed
    return must(by, Deed.KEEP_FAMILY, review.partnership)


def review_to_dispose(user: Any, uuid: UUID, *, now: datetime) -> Review:
    """Return the review `uuid` for who may propose or agree that its family's words are destroyed; else NotAllowed.

    A business manager of the partnership sees no content by this; everybody else is appointed to the family.
    """
    found = Review.objects.select_related("partnership").filter(uuid=uuid).first()
    if found is None:
        raise NotAllowed
    if may(user, Deed.AGREE_DISPOSAL, found.partnership):
        return found
    must(user, Deed.PROPOSE_DISPOSAL, found.partnership)
    return case_for(user, uuid, now=now)


def people_of(user: User, review: Review, *, now: datetime) -> list[FamilyMember]:
    """Return everybody of the family of `review` for its staff; that their names were read is recorded once."""
    case_for(user, review.uuid, now=now)
    found = list(review.family_members.select_related("key", "review__partnership"))
    record(review, "read_names", by=user, now=now, facts={"people": [member.pk for member in found]})
    return found


def member_for(user: User, uuid: UUID, *, reading: str, now: datetime) -> FamilyMember:
    """Return a person of a family for staff of that very review, and record that `reading` was opened."""
    found = FamilyMember.objects.select_related("review__partnership", "key", "account").filter(uuid=uuid).first()
    if found is None:
        logger.warning("refused: record %s to user:%s", uuid, user.pk)
        raise NotAllowed
    case_for(user, found.review.uuid, now=now)
    record(found, "read", by=user, now=now, facts={"what": reading})
    return found
