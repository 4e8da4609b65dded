"""Opening a case without an appointment: with a reason, for an hour, and a second person hears of it (break-glass)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from family_portal.access import cases_of
from family_portal.address import portal_link
from family_portal.keeping import key_of, with_reason
from family_portal.models import BreakGlass
from family_portal.refusals import OpenAlready, SomebodyElse
from lifecycles.stepping import record
from people.models import User
from people.permissions import NotAllowed, may, must
from people.posting import post
from people.roles import Deed, roles_for
from publications.models import Review

LASTS = timedelta(minutes=60)


def may_open(user: User, review: Review) -> bool:
    """Return whether `user` may open the case of `review` for a while: who appoints, or works with families there."""
    return _deed(user, review) is not None


def who_can_be_told(review: Review, *, by: User) -> QuerySet[User]:
    """Return who else can be told: people of the partnership who appoint, or who work with this very family."""
    appointing = User.objects.filter(
        memberships__partnership=review.partnership, memberships__role__in=roles_for(Deed.APPOINT_CASE_STAFF)
    )
    appointed = User.objects.filter(
        pk__in=review.case_staff.values("user"), memberships__partnership=review.partnership
    )
    return (appointing | appointed).filter(is_active=True).exclude(pk=by.pk).distinct().order_by("name")


def open_for_a_while(review: Review, *, why: str, told: User, by: User, now: datetime) -> BreakGlass:
    """Open the case of `review` to `by` for 60 minutes. `told` hears of it by a mail that says nothing.

    Raises NotAllowed, ReasonMissing, SomebodyElse when `told` is oneself or a stranger, OpenAlready.
    """
    deed = _deed(by, review)
    if deed is None:
        raise NotAllowed
    role, why = must(by, deed, review.partnership), with_reason(why)
    if not who_can_be_told(review, by=by).filter(pk=told.pk).exists():
        raise SomebodyElse
    with transaction.atomic():
        key = key_of(review, now=now)
        if cases_of(by, now=now).filter(pk=review.pk).exists():
            raise OpenAlready
        opened = BreakGlass(review=review, key=key, user=by, told=told, at=now, ends_at=now + LASTS)
        opened.keep({"why": why})
        opened.save(force_insert=True)
        facts = {"opened": opened.pk, "told": told.pk, "ends_at": opened.ends_at.isoformat()}
        record(review, "break_glass", by=by, now=now, role=role, facts=facts)
        context = {"link": portal_link()}
        post("account_opened", to=told.email, partnership=review.partnership, now=now, context=context)
    return opened


def end_early(opened: BreakGlass, *, by: User, now: datetime) -> None:
    """Close the case again: by whoever opened it, or whoever was told. Harmless when it has ended."""
    if by.pk not in (opened.user_id, opened.told_id):
        raise NotAllowed
    with transaction.atomic():
        if BreakGlass.objects.filter(pk=opened.pk, ends_at__gt=now).update(ends_at=now):
            record(opened.review, "end_break_glass", by=by, now=now, facts={"opened": opened.pk})


def _deed(user: User, review: Review) -> Deed | None:
    if may(user, Deed.APPOINT_CASE_STAFF, review.partnership):
        return Deed.APPOINT_CASE_STAFF
    # Who does not see that the review exists is not told so here.
    knows = may(user, Deed.SEE_REPORTS, review.partnership)
    return Deed.KEEP_FAMILY if knows and may(user, Deed.KEEP_FAMILY, review.partnership) else None
