"""How anything is written into the record of a review: ask the table, lock the review, write, leave a step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lifecycles.stepping import lock, record
from partnerships.working_days import london_day
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.models import Review
from publications.recording.refusals import InTheFuture


@dataclass(frozen=True)
class Writing:
    """A locked review, and who writes about it, when, and by which role."""

    review: Review
    by: User
    role: str
    now: datetime

    @property
    def today(self) -> date:
        return london_day(self.now)

    def note(self, move: str, **facts: Any) -> None:
        """Leave a step about the review. `facts` holds ids, codes and dates; never a name or a text."""
        record(self.review, move, by=self.by, now=self.now, role=self.role, facts=facts)


@contextmanager
def writing(review: Review, deed: Deed, *, by: User, now: datetime) -> Iterator[Writing]:
    """Open the record of `review` to somebody who may do `deed`; NotAllowed for everybody else."""
    role = must(by, deed, review.partnership)
    with transaction.atomic():
        yield Writing(lock(review), by, role, now)


def refuse_future(day: date | None, today: date, what: str) -> None:
    """Raise InTheFuture when `day` lies ahead; `what` names it in words, like “The day of the decision”."""
    if day is not None and day > today:
        raise InTheFuture(what)
