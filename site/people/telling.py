"""Those who watch over a partnership are told by mail that an alarm waits; the mail does not say which."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from partnerships.models import Partnership
from people.alarm_kinds import codes_of, kind_of
from people.models import Alarm, User
from people.posting import post
from people.roles import Deed, Role, roles_for

# A mail about mail that cannot be sent would only fail as well. What can wait stands in the daily digest.
SILENT_KINDS = sorted({"mail", *codes_of(urgent=False)})


def tell_of_alarms(now: datetime) -> int:
    """Write a mail to each watcher for every new alarm that cannot wait; return how many alarms were told of."""
    waiting = Alarm.objects.filter(told_at=None, settled_at=None)
    return sum(_tell(alarm, now) for alarm in waiting.exclude(kind__in=SILENT_KINDS).select_related("partnership"))


def watchers(partnership: Partnership) -> QuerySet[User]:
    """Return the active people who may see the alarms of `partnership`."""
    return User.objects.filter(
        is_active=True, memberships__partnership=partnership, memberships__role__in=roles_for(Deed.SEE_ALARMS)
    ).distinct()


def operators() -> QuerySet[User]:
    """Return the active people who run the installation; where nobody does, the business managers."""
    active = User.objects.filter(is_active=True)
    found = active.filter(memberships__role=Role.PLATFORM_ADMIN).distinct()
    return found if found.exists() else active.filter(memberships__role=Role.BUSINESS_MANAGER).distinct()


def _tell(alarm: Alarm, now: datetime) -> bool:
    with transaction.atomic():
        if not Alarm.objects.filter(pk=alarm.pk, told_at=None).update(told_at=now):
            return False
        for address, page in _addressees(alarm).items():
            context = {"link": f"{settings.STAFF_ORIGIN}/{page}/"}
            post("alarm", to=address, partnership=alarm.partnership, now=now, context=context)
    return True


def _addressees(alarm: Alarm) -> dict[str, str]:
    """Return the page on which each addressee finds the alarm."""
    is_operational = alarm.partnership is None or kind_of(alarm.kind).is_operational
    found = {user.email: "operations" for user in operators()} if is_operational else {}
    seeing = watchers(alarm.partnership) if alarm.partnership else []
    return found | {user.email: "alarms" for user in seeing}
