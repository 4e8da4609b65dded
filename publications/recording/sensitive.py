"""Days to avoid: everybody who plans sees the day, and only few see why (R29)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from people.permissions import may
from people.roles import Deed
from publications.models import Review

UNSAID = "A sensitive date"


@dataclass(frozen=True)
class SensitiveDay:
    """One day as a person may see it; `reason` is UNSAID for who may not know it."""

    key: int
    day: date
    is_yearly: bool
    reason: str


def sensitive_days(review: Review, *, seen_by: Any) -> list[SensitiveDay]:
    """Return the days to avoid for `review`, in order; nothing is unsealed for who may not read the reasons."""
    may_know = may(seen_by, Deed.SEE_SENSITIVE_DATES, review.partnership)
    rows = review.sensitive_dates.order_by("day", "pk")
    return [SensitiveDay(row.pk, row.day, row.is_yearly, row.words()["reason"] if may_know else UNSAID) for row in rows]
