"""Somebody has spoken with the person, before anything comes from here (rules.md R36, F2)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from family_portal.access import act_for
from family_portal.keeping import change_words, noted
from family_portal.models import FamilyMember
from family_portal.refusals import DayAhead
from family_portal.vocabulary import Met
from lifecycles.stepping import take_step
from partnerships.working_days import london_day
from people.models import User


def record_contact(
    member: FamilyMember,
    *,
    who: str,
    how: str,
    day: date,
    leaflet: str = "",
    leaflet_language: str = "",
    needs: str = "",
    by: User,
    now: datetime,
) -> None:
    """Record who spoke with the person and how, which leaflet (and version) they got, and what they need.

    DayAhead for a day that has not come; UnknownMove unless the person is cleared to be contacted.
    """
    role = act_for(member.review, by=by, now=now)
    if day > london_day(now):
        raise DayAhead
    words = noted(
        by, now, who=who, how=Met(how).value, day=day, leaflet=leaflet, leaflet_language=leaflet_language, needs=needs
    )
    with transaction.atomic():
        take_step(member, "contact", by=by, now=now, role=role, facts={"day": day.isoformat()})
        change_words(member, {"contact": words})
