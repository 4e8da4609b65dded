"""The sealed words of a person: kept with the key of their review, changed only as they were read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from family_portal.models import FamilyMember, ReviewKey
from family_portal.models.keys import FamilyWords
from family_portal.refusals import ChangedMeanwhile, ReasonMissing
from lifecycles.stepping import lock
from partnerships.working_days import london_day
from people.models import User
from publications.models import Review


def key_of(review: Review, *, now: datetime) -> ReviewKey:
    """Return the key of `review`; it is made when it is first needed."""
    with transaction.atomic():
        lock(review)
        found = ReviewKey.objects.filter(review=review).first()
        if found is None:
            found = ReviewKey.new(review, now=now)
            found.save()
    return found


def version_of(row: FamilyWords) -> str:
    """Return what tells these sealed words from earlier and later ones; it says nothing about them."""
    return hashlib.sha256(bytes(row.sealed)).hexdigest()[:16]


def change_words(member: FamilyMember, words: Mapping[str, Any], *, seen: str = "") -> FamilyMember:
    """Add `words` to those of `member`, inside a transaction; return the locked row, saved.

    `seen`: the version that somebody read before; ChangedMeanwhile when it is another one by now.
    """
    locked = lock(member)
    if seen and seen != version_of(locked):
        raise ChangedMeanwhile
    locked.keep(locked.words() | dict(words))
    locked.save(update_fields=["sealed"])
    member.sealed = locked.sealed
    return locked


def noted(by: User, now: datetime, **words: Any) -> dict[str, Any]:
    """Return `words` with who wrote them and on which day, as they lie sealed; days are written out."""
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in words.items()}
    return plain | {"by": by.pk, "on": london_day(now).isoformat()}


def with_reason(why: str) -> str:
    """Return `why` without blanks round it; ReasonMissing when nothing is left."""
    if not why.strip():
        raise ReasonMissing
    return why.strip()
