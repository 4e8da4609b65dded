"""Every morning one mail to each watcher of a partnership: how much waits, and of what kind; nothing telling."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time

from django.conf import settings
from django.db import transaction

from partnerships.models import Partnership
from partnerships.working_days import LONDON, UnknownCalendar, is_working_day
from people.alarm_kinds import KINDS, UNKNOWN, kind_of
from people.daily import claim, finish
from people.models import DutyRun
from people.posting import post
from people.telling import watchers

HOUR = time(7, 30)


def send_digests(now: datetime) -> int:
    """Write the digest of each partnership that has none yet today, from 07:30 in London; return how many mails.

    On a day that is no working day only when something is urgent. A day whose bank holidays are not known counts as
    a working day, and the mail says so.
    """
    here = now.astimezone(LONDON)
    if here.time() < HOUR:
        return 0
    done = DutyRun.objects.filter(day=here.date(), name__startswith="digest:").values_list("name", flat=True)
    missing = [found for found in Partnership.objects.all() if _name(found) not in set(done)]
    return sum(_send(partnership, here.date(), now) for partnership in missing)


def _send(partnership: Partnership, day: date, now: datetime) -> int:
    # One transaction: the mails and the note that they were written stand or fall together.
    with transaction.atomic():
        run = claim(_name(partnership), day, now=now)
        if run is None:
            return 0
        counted = Counter(partnership.alarms.filter(settled_at=None).order_by().values_list("kind", flat=True))
        unknown = _unknown_year(day)
        mails = _write(partnership, counted, unknown, now) if _is_wanted(counted, day, unknown) else 0
        finish(run, now=now, alarms=sum(counted.values()), mails=mails)
    return mails


def _write(partnership: Partnership, counted: Counter[str], unknown: str, now: datetime) -> int:
    context = {
        "lines": _lines(counted),
        "total": sum(counted.values()),
        "unknown": unknown,
        "link": f"{settings.STAFF_ORIGIN}/alarms/?partnership={partnership.slug}",
    }
    people = list(watchers(partnership))
    for watcher in people:
        post("digest", to=watcher.email, partnership=partnership, now=now, context=context)
    return len(people)


def _lines(counted: Counter[str]) -> list[str]:
    """Return label and number of each kind, what cannot wait first."""
    known = sorted(KINDS, key=lambda code: not KINDS[code].is_urgent)
    lines = [f"{KINDS[code].label}: {counted[code]}" for code in known if counted[code]]
    others = sum(number for code, number in counted.items() if code not in KINDS)
    return [*lines, f"{UNKNOWN.label}: {others}"] if others else lines


def _is_wanted(counted: Counter[str], day: date, unknown: str) -> bool:
    if not counted:
        return False
    return bool(unknown) or is_working_day(day) or any(kind_of(code).is_urgent for code in counted)


def _unknown_year(day: date) -> str:
    try:
        is_working_day(day)
    except UnknownCalendar as unknown:
        return str(unknown.year)
    return ""


def _name(partnership: Partnership) -> str:
    return f"digest:{partnership.pk}"
