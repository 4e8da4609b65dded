"""The worker writes mail for what was announced: at once for some, on Monday morning for others, and once for each.

That somebody was told is written in the transaction that writes the mail, under a constraint that lets it be once.
What is not public when its turn comes is never told, nor when it is put back: who looks finds it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from partnerships.working_days import LONDON
from people.posting import post_private
from publications.alerting.asking import CARRIER
from publications.alerting.matching import asked_for, public_entries
from publications.models import AlertDelivery, AlertSubscription, Announcement
from publications.states import SubscriptionState
from publications.vocabulary import Frequency

AT_ONCE, WEEKLY = "alert", "alert_digest"
OLDEST = timedelta(days=7)
NINE = time(9)
# So long after its moment something may still be on its way to being announced.
LATE = timedelta(hours=1)
# So many in one turn of the worker, so that nothing else waits long.
IN_ONE_TURN = 200


def spread_announcements(now: datetime) -> int:
    """Write mail for those who want it at once; return how many were written."""
    waiting = Announcement.objects.filter(spread_at=None, at__lte=now).select_related("partnership")
    return sum(_spread(announcement, now) for announcement in waiting)


def send_weekly(now: datetime) -> int:
    """Write one mail for each weekly reader to whom the week has brought something; return how many."""
    monday = last_monday(now)
    due = AlertSubscription.objects.filter(state=SubscriptionState.CONFIRMED, frequency=Frequency.WEEKLY)
    due = due.filter(confirmed_at__lt=monday).filter(Q(gathered_until=None) | Q(gathered_until__lt=monday))
    return sum(_gather(subscription, monday, now) for subscription in due[:IN_ONE_TURN])


def last_monday(now: datetime) -> datetime:
    """Return the last Monday at nine in London, `now` included."""
    local = now.astimezone(LONDON)
    day = local.date() - timedelta(days=local.weekday())
    found = datetime.combine(day, NINE, tzinfo=LONDON)
    return found if found <= now else datetime.combine(day - timedelta(days=7), NINE, tzinfo=LONDON)


def forget_old_announcements(now: datetime) -> int:
    """Delete announcements of which nobody is told any more, and who was told of them; return how many."""
    old = Announcement.objects.filter(at__lt=now - 5 * OLDEST).exclude(spread_at=None)
    AlertDelivery.objects.filter(about__in=old.values("about")).delete()
    return old.delete()[0]


def _spread(announcement: Announcement, now: datetime) -> int:
    readers = list(_untold(announcement)[:IN_ONE_TURN]) if public_entries([announcement.key]) else []
    written = sum(_tell(subscription, AT_ONCE, [announcement], now) for subscription in readers)
    if len(readers) < IN_ONE_TURN:
        Announcement.objects.filter(pk=announcement.pk, spread_at=None).update(spread_at=now)
    return written


def _untold(announcement: Announcement) -> QuerySet[AlertSubscription]:
    found = asked_for(announcement).filter(frequency=Frequency.IMMEDIATE)
    return found.exclude(deliveries__about=announcement.about).order_by("pk")


def _gather(subscription: AlertSubscription, monday: datetime, now: datetime) -> int:
    since = subscription.gathered_until
    with transaction.atomic():
        # Whoever moves the mark writes the mail, so of two workers one does.
        mark = AlertSubscription.objects.filter(pk=subscription.pk, gathered_until=since)
        if not mark.update(gathered_until=monday):
            return 0
        # What was being announced at the hour itself may have come later; nothing is told twice.
        begin = since - LATE if since else subscription.confirmed_at
        week = Announcement.objects.filter(at__gt=begin, at__lte=monday)
        public = public_entries(week.values_list("key", flat=True))
        wanted = [one for one in week if one.key in public and asked_for(one).filter(pk=subscription.pk).exists()]
        return _tell(subscription, WEEKLY, wanted, now)


def _tell(subscription: AlertSubscription, kind: str, announced: Iterable[Announcement], now: datetime) -> int:
    """Write one mail of what this reader has not been told yet; return whether there was anything."""
    with transaction.atomic():
        locked = AlertSubscription.objects.select_for_update().filter(pk=subscription.pk).first()
        if locked is None:
            return 0
        keys = [one.key for one in announced if _is_first(locked, one, now)]
        if keys:
            text = {"keys": " ".join(keys)}
            post_private(
                kind, to=str(locked.uuid), text=text, now=now, carrier=CARRIER, leave_by=now + OLDEST
            )  # fmt: skip
        return bool(keys)


def _is_first(subscription: AlertSubscription, announcement: Announcement, now: datetime) -> bool:
    facts = {"subscription": subscription, "about": announcement.about}
    return AlertDelivery.objects.get_or_create(**facts, defaults={"at": now})[1]
