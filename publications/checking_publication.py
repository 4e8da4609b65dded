"""Says again, of the whole database, what must always be true: by hand, and once a day by the worker."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from partnerships.models import Partnership
from partnerships.working_days import LONDON
from people.alarms import Cause, reconcile
from people.daily import claim, finish
from people.models import DutyRun
from publications.invariants import files, records, releases, steps  # noqa: F401 (each invariant registers itself)
from publications.invariants.table import INVARIANTS, Broken, Invariant

logger = logging.getLogger(__name__)

NAME = "check_publication"
ALARM = "broken_invariant"
# Before the digest is written, and after nearly everybody has gone to bed.
EARLIEST = time(4)
DEAD_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class Finding:
    """One thing that breaks one invariant."""

    invariant: Invariant
    broken: Broken

    def __str__(self) -> str:
        return f"{self.invariant.title} ({self.invariant.rule}). Broken by {self.broken.subject}: {self.broken.what}."


@dataclass
class Group:
    """What breaks one invariant in one partnership: the first of it, and how many."""

    first: Finding
    count: int = 0


def check_publication(now: datetime) -> Iterator[Finding]:
    """Yield everything that breaks an invariant, one at a time; nothing when the database is healthy.

    A check that cannot be made is a finding too.
    """
    for invariant in INVARIANTS:
        try:
            for found in invariant.find(now):
                yield Finding(invariant, found)
        except Exception as fault:
            logger.exception("invariant %s could not be checked", invariant.name)
            yield Finding(invariant, Broken("the check itself", f"it could not be made ({type(fault).__name__})"))


def check_daily(now: datetime) -> None:
    """Check once a day, from four in the morning in London; whoever comes first does it.

    What is found is an alarm for the partnership and for those who run the installation. A run whose worker died is
    begun again after an hour.
    """
    here = now.astimezone(LONDON)
    if here.time() < EARLIEST or not (run := claim(NAME, here.date(), now=now, again_after=DEAD_AFTER)):
        return
    groups: dict[tuple[str, int | None], Group] = {}
    for finding in check_publication(now):
        groups.setdefault((finding.invariant.name, finding.broken.partnership_id), Group(finding)).count += 1
    reconcile(ALARM, _causes(groups), now=now)
    found = sum(group.count for group in groups.values())
    finish(run, now=now, checked=len(INVARIANTS), broken=len({name for name, _pk in groups}), found=found)


def unfinished_checks(now: datetime) -> Iterator[Cause]:
    """A check of today or yesterday that was begun more than two hours ago and has not come to its end."""
    lately = now.astimezone(LONDON).date() - timedelta(days=1)
    for run in DutyRun.objects.filter(name=NAME, day__gte=lately, done_at=None, began_at__lt=now - 2 * DEAD_AFTER):
        message = f"The daily check of {run.day:%d %B %Y} was begun and has not come to its end."
        yield Cause(f"{NAME} {run.day}", message, None)


def _causes(groups: dict[tuple[str, int | None], Group]) -> Iterator[Cause]:
    partnerships = Partnership.objects.in_bulk([pk for _name, pk in groups if pk])
    for (name, pk), group in groups.items():
        others = f" The same of {group.count - 1} more." if group.count > 1 else ""
        yield Cause(f"{name} {pk or ''}".strip(), f"{group.first}{others}", partnerships.get(pk))
