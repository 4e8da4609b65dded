"""Alarms wait in the list of the partnership's staff until a person has dealt with them, or their cause is gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from partnerships.models import Partnership
from people.models import Alarm, User


@dataclass(frozen=True)
class Cause:
    """Why there is an alarm, found again each time somebody looks.

    `subject` tells causes of one kind apart: ids and days. `message` is plain words without personal data or
    pseudonym. `link` is where on the staff host a person can do something, like /reviews/…/.
    """

    subject: str
    message: str
    partnership: Partnership | None
    link: str = ""


def raise_alarm(
    kind: str, subject: str, message: str, *, partnership: Partnership | None, now: datetime, link: str = ""
) -> Alarm:
    """Raise an alarm, or return the open one of the same kind and subject.

    `message` is plain words without personal data.
    """
    alarm, _ = Alarm.objects.get_or_create(
        kind=kind,
        subject=subject,
        settled_at=None,
        defaults={"message": message, "partnership": partnership, "raised_at": now, "link": link},
    )
    return alarm


def reconcile(kind: str, causes: Iterable[Cause], *, now: datetime) -> list[Cause]:
    """Raise one alarm of `kind` for each of `causes`, and settle those whose cause is gone; return which are new.

    A person who settles an alarm has seen its cause: it is not raised again while that cause stands.
    """
    found = {cause.subject: cause for cause in causes}
    settle_gone(kind, found.keys(), now=now)
    known = set(_standing(kind).values_list("subject", flat=True))
    new = [cause for subject, cause in found.items() if subject not in known]
    for cause in new:
        raise_alarm(kind, cause.subject, cause.message, partnership=cause.partnership, now=now, link=cause.link)
    return new


def settle_gone(kind: str, still: Collection[str], *, now: datetime) -> None:
    """Write down of each alarm of `kind` whose subject is not in `still` that its cause is gone; nobody settled it."""
    gone = [pk for pk, subject in _standing(kind).values_list("pk", "subject") if subject not in still]
    if not gone:
        return
    with transaction.atomic():
        rows = Alarm.objects.filter(pk__in=gone, cause_gone_at=None)
        rows.filter(settled_at=None).update(settled_at=now, cause_gone_at=now)
        rows.update(cause_gone_at=now)


def settle_alarm(alarm: Alarm, *, by: User, now: datetime) -> None:
    """Record that a person has dealt with `alarm`."""
    Alarm.objects.filter(pk=alarm.pk, settled_at=None).update(settled_at=now, settled_by=by)


def _standing(kind: str) -> QuerySet[Alarm]:
    return Alarm.objects.filter(kind=kind, cause_gone_at=None)
