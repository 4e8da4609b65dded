"""Until when a page that is right now stays right by the clock: releases and midnights change it without a hand."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache

from config.whole_pages.asking import AsOf
from partnerships.working_days import LONDON, london_day

LONGEST = timedelta(seconds=60)
# How long a proxy or a CDN may give a page out by itself. nginx counts whole seconds, so it can take up to two.
SHARED_FOR = timedelta(seconds=1)
_ROUNDED_UP = 2 * SHARED_FOR


def next_change(as_of: AsOf) -> datetime:
    """Return when a page changes next by itself: at the hour of a release, or at midnight in London."""
    # Contacts, leaflets, alerts and courses are valid by the day.
    midnight = _midnight_after(as_of.moment.replace(minute=0, second=0, microsecond=0))
    return min(midnight, as_of.next_release) if as_of.next_release else midnight


@lru_cache(maxsize=8)
def _midnight_after(hour: datetime) -> datetime:
    # Midnight in London is always at a full hour.
    return datetime.combine(london_day(hour) + timedelta(days=1), time.min, LONDON).astimezone(UTC)


def good_until(as_of: AsOf) -> datetime:
    """Return until when a page that is rendered now may be given out again."""
    return min(next_change(as_of), as_of.moment + LONGEST)


def may_be_shared(as_of: AsOf) -> bool:
    """Whether a proxy may keep for its second what is right now."""
    return next_change(as_of) - as_of.moment >= _ROUNDED_UP
