"""What the worker does by the clock: due releases to the second; beside them mail, alarms and housekeeping."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.db import close_old_connections

from people.posting import send_due_mail
from people.telling import tell_of_alarms
from people.throttling import forget_old_attempts
from publications.anonymity.keeping import end_watch_lists
from publications.copies import forget_requesters, warn_of_due_requests
from publications.releasing import next_moment, release_due

logger = logging.getLogger(__name__)

TICK = timedelta(seconds=1)


@dataclass
class Duty:
    """Something to do with `now`, at most once in `every`; harmless when done again."""

    name: str
    do: Callable[[datetime], object]
    every: timedelta = timedelta(0)
    last: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        # A clock that was put back must not hold anything up until it has caught up with itself.
        return self.last is None or now < self.last or now - self.last >= self.every


def punctual_duties() -> list[Duty]:
    """Return what has an hour of its own, and waits for nothing else."""
    return [Duty("release", release_due)]


def patient_duties() -> list[Duty]:
    """Return what may take its time: a mail server can keep one waiting for a long while."""
    return [
        Duty("mail", send_due_mail),
        Duty("alarms", tell_of_alarms),
        Duty("due requests", warn_of_due_requests, timedelta(hours=1)),
        Duty("forget requesters", forget_requesters, timedelta(hours=1)),
        Duty("watch-lists", end_watch_lists, timedelta(hours=1)),
        Duty("forget attempts", forget_old_attempts, timedelta(hours=1)),
        Duty("forget sessions", forget_sessions, timedelta(hours=1)),
    ]


def forget_sessions(_now: datetime) -> None:
    """Delete the sessions whose time is over."""
    SessionStore.clear_expired()


def tick(duties: list[Duty], now: datetime) -> list[str]:
    """Do what is due; return the names of duties that failed. One that fails never stops another."""
    return [duty.name for duty in duties if duty.is_due(now) and not _done(duty, now)]


def pause_until_next(now: datetime) -> float:
    """Return how many seconds to wait: one, or less when a release is due before that."""
    moment = next_moment()
    until = min(TICK, moment - now) if moment else TICK
    return max(until.total_seconds(), 0.05)


def _done(duty: Duty, now: datetime) -> bool:
    try:
        duty.do(now)
    except Exception as fault:
        # The database may be restarting, the disk may be full: the next tick tries again.
        logger.error("duty %s failed: %s", duty.name, type(fault).__name__)
        close_old_connections()
        return False
    duty.last = now
    return True
