"""A person of the family is recorded, and their record is changed (rules.md §3, F0)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from family_portal.access import act_for
from family_portal.keeping import change_words, key_of
from family_portal.models import FamilyMember
from family_portal.refusals import NameMissing, SupporterMissing
from family_portal.states import MemberState
from lifecycles.stepping import record
from people.models import User
from publications.models import Review

# What is said of a person; every one of them lies sealed.
WORDS = (
    "name",
    "relationship",
    "language",
    "other_language",
    "format",
    "access_needs",
    "supporter",
    "must_not_learn",
)


def record_member(
    review: Review, words: Mapping[str, Any], *, is_young: bool = False, by: User, now: datetime
) -> FamilyMember:
    """Record a person of the family of `review`; `words` by the names in WORDS. Raises NameMissing."""
    role = act_for(review, by=by, now=now)
    _refuse_nameless(words)
    with transaction.atomic():
        key = key_of(review, now=now)
        member = FamilyMember(review=review, key=key, is_young=is_young, recorded_by=by, recorded_at=now)
        member.keep({name: words.get(name, "") for name in WORDS})
        member.save(force_insert=True)
        record(member, "identify", after=MemberState.IDENTIFIED, by=by, now=now, role=role)
    return member


def change_record(
    member: FamilyMember,
    words: Mapping[str, Any],
    *,
    is_young: bool,
    by: User,
    now: datetime,
    seen: str = "",
) -> None:
    """Change what is recorded of `member`. Raises NameMissing, ChangedMeanwhile; SupporterMissing once invited."""
    role = act_for(member.review, by=by, now=now)
    _refuse_nameless(words)
    with transaction.atomic():
        locked = change_words(member, {name: words.get(name, "") for name in WORDS}, seen=seen)
        if is_young and not words.get("supporter") and locked.state in (MemberState.INVITED, MemberState.JOINED):
            raise SupporterMissing
        locked.is_young = member.is_young = is_young
        locked.save(update_fields=["is_young"])
        record(member, "change_record", by=by, now=now, role=role)


def _refuse_nameless(words: Mapping[str, Any]) -> None:
    if not str(words.get("name", "")).strip():
        raise NameMissing
