"""A watch-list is kept until the day that was agreed, and not a day longer."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from lifecycles.stepping import WORKER, lock, record
from partnerships.working_days import london_day
from people.alarms import raise_alarm
from publications.models import Acceptance, AllowedWord, AnonymityCheck, AnonymityFinding, WatchList, WatchTerm

WARN_BEFORE = timedelta(days=14)
SEALED_WORDS = (WatchTerm, AllowedWord, AnonymityFinding, AnonymityCheck)


def end_watch_lists(now: datetime) -> int:
    """Warn of the lists that end within two weeks and destroy those whose day is over; return how many were."""
    ending = WatchList.objects.filter(keep_until__isnull=False, destroyed_at=None)
    today = london_day(now)
    for found in ending.filter(keep_until__gte=today, keep_until__lte=today + WARN_BEFORE):
        _warn(found, now)
    return sum(_destroy(found, now) for found in ending.filter(keep_until__lt=today))


def _warn(found: WatchList, now: datetime) -> None:
    message = f"The watch-list of a review is kept until {found.keep_until:%d %B %Y} and then destroyed."
    partnership = found.review.partnership
    raise_alarm("watch_list_ends", f"{found.review.uuid} {found.keep_until}", message, partnership=partnership, now=now)


def _destroy(found: WatchList, now: datetime) -> bool:
    """What two people signed for stays signed; what was found, and the reasons written beside it, go with the list."""
    review = found.review
    with transaction.atomic():
        lock(review)
        still = WatchList.objects.filter(pk=found.pk, destroyed_at=None, keep_until__lt=london_day(now)).first()
        if still is None:
            return False
        deleted = {model._meta.model_name: model.objects.filter(review=review).delete()[0] for model in SEALED_WORDS}
        for acceptance in Acceptance.objects.filter(review=review):
            acceptance.keep({"reason": ""})
            acceptance.save(update_fields=["sealed"])
        still.keep({"agreed_with": ""})
        still.destroyed_at = now
        still.save(update_fields=["sealed", "destroyed_at"])
        record(review, "destroy_watch_list", by=WORKER, now=now, facts=deleted)
    return True
