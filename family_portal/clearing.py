"""Whether a person may be approached at all: cleared by police or CPS, or not to be invited (rules.md R47, F1)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from family_portal.access import act_for
from family_portal.keeping import change_words, noted, with_reason
from family_portal.models import FamilyMember
from family_portal.refusals import DayAhead
from family_portal.vocabulary import ClearedBy, NotInvited
from lifecycles.stepping import take_step
from partnerships.working_days import london_day
from people.models import User


def clear(
    member: FamilyMember,
    *,
    cleared_by: str,
    day: date,
    who_decided: str = "",
    safety: str = "",
    by: User,
    now: datetime,
) -> None:
    """Record that nothing stands against contact: who said so, on which `day`, and what is to be heeded.

    DayAhead for a day that has not come; UnknownMove unless the person is newly identified.
    """
    role = act_for(member.review, by=by, now=now)
    if day > london_day(now):
        raise DayAhead
    words = noted(by, now, cleared_by=ClearedBy(cleared_by).value, day=day, who_decided=who_decided, safety=safety)
    with transaction.atomic():
        take_step(member, "clear", by=by, now=now, role=role, facts={"day": day.isoformat()})
        change_words(member, {"clearance": words})


def exclude(
    member: FamilyMember, *, reason: str, decided_by: str, why: str, look_again_on: date | None, by: User, now: datetime
) -> None:
    """Record that the person is not to be invited: a code of NotInvited, who decided, why, and when to look again."""
    role = act_for(member.review, by=by, now=now)
    words = noted(
        by,
        now,
        reason=NotInvited(reason).value,
        decided_by=decided_by.strip(),
        why=with_reason(why),
        look_again_on=look_again_on or "",
    )
    with transaction.atomic():
        take_step(member, "exclude", by=by, now=now, role=role)
        change_words(member, {"exclusion": words})


def reconsider(member: FamilyMember, *, why: str, by: User, now: datetime) -> None:
    """Let the question of inviting the person begin anew; what was said before stays in the record."""
    role = act_for(member.review, by=by, now=now)
    words = noted(by, now, why=with_reason(why))
    with transaction.atomic():
        take_step(member, "reconsider", by=by, now=now, role=role)
        change_words(member, {"reconsidered": words})
