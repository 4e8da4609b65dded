"""Those who watch over a partnership are told by mail that an alarm waits; the mail does not say which."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from partnerships.models import Partnership
from people.models import Alarm, User
from people.posting import post
from people.roles import Deed, roles_for

# A mail about mail that cannot be sent would only fail as well.
SILENT_KINDS = ["mail"]


def tell_of_alarms(now: datetime) -> int:
    """Write a mail to each watcher for every new alarm; return how many alarms were told of."""
    waiting = Alarm.objects.filter(told_at=None, settled_at=None, partnership__isnull=False)
    return sum(_tell(alarm, now) for alarm in waiting.exclude(kind__in=SILENT_KINDS))


def watchers(partnership: Partnership) -> QuerySet[User]:
    """Return the active people who may see the alarms of `partnership`."""
    return User.objects.filter(
        is_active=True, memberships__partnership=partnership, memberships__role__in=roles_for(Deed.SEE_ALARMS)
    ).distinct()


def _tell(alarm: Alarm, now: datetime) -> bool:
    with transaction.atomic():
        if not Alarm.objects.filter(pk=alarm.pk, told_at=None).update(told_at=now):
            return False
        for watcher in watchers(alarm.partnership):
            context = {"link": f"{settings.STAFF_ORIGIN}/alarms/"}
            post("alarm", to=watcher.email, partnership=alarm.partnership, now=now, context=context)
    return True
