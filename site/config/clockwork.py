"""What the worker does by the clock: due releases to the second; beside them mail, alarms and housekeeping."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.contrib.sessions.backends.db import SessionStore
from django.db import close_old_connections

from family_portal.disposing import replay
from family_portal.joining import forget_unfinished
from family_portal.notifying import follow_notices
from family_portal.recovering import begin_asked
from family_portal.rotating import finish_renewals
from family_portal.sending_codes import forget_old_codes
from family_portal.uploads.sealed_files import sweep_files
from family_portal.uploads.waiting import scan_waiting, watch_unscanned
from home.checking_contacts import warn_of_contacts
from home.enquiring import forget_askers
from home.formats import forget_unused_prints
from home.links.checking import follow_links
from home.watching import watch_enquiries, watch_links
from pages.reviewing import warn_of_content
from people.daily import forget_old_runs, note_heartbeat
from people.digest import send_digests
from people.posting import send_due_mail
from people.telling import tell_of_alarms
from people.throttling import forget_old_attempts
from publications.actions.reminding import remind_leads
from publications.alarming import WATCHED, settle_what_is_over, watch
from publications.alerting.asking import forget_unconfirmed
from publications.alerting.spreading import forget_old_announcements, send_weekly, spread_announcements
from publications.anonymity.keeping import end_watch_lists
from publications.checking_publication import check_daily
from publications.copies import forget_requesters
from publications.finding.having import follow_changes
from publications.notices.sending import follow_dispatches
from publications.releasing import next_moment, release_due

logger = logging.getLogger(__name__)

TICK = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# What nobody can wait an hour for; it costs one look at a few rows.
URGENT = ("overdue_release",)


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
        Duty("copies", follow_dispatches),
        Duty("mail", send_due_mail),
        Duty("spread alerts", spread_announcements),
        Duty("weekly alerts", send_weekly, MINUTE),
        Duty("search", follow_changes),
        Duty("notices", follow_notices),
        Duty("alarms", tell_of_alarms),
        Duty("heartbeat", note_heartbeat, MINUTE),
        *(Duty(f"watch {kind}", partial(watch, kind), MINUTE if kind in URGENT else HOUR) for kind in WATCHED),
        Duty("watch content", warn_of_content, HOUR),
        Duty("watch contacts", warn_of_contacts, HOUR),
        Duty("watch enquiries", watch_enquiries, HOUR),
        Duty("watch links", watch_links, HOUR),
        Duty("remind of actions", remind_leads, HOUR),
        Duty("settle alarms", settle_what_is_over, MINUTE),
        Duty("check publication", check_daily, MINUTE),
        Duty("digest", send_digests, MINUTE),
        Duty("help to sign in", begin_asked),
        Duty("forget codes", forget_old_codes, HOUR),
        Duty("forget who did not join", forget_unfinished, HOUR),
        Duty("destroy again", replay, DAY),
        Duty("scan documents", scan_waiting, MINUTE),
        Duty("watch documents", watch_unscanned, HOUR),
        Duty("sweep sealed files", sweep_files, HOUR),
        Duty("forget old keys", finish_renewals, HOUR),
        Duty("forget requesters", forget_requesters, HOUR),
        Duty("forget askers", forget_askers, HOUR),
        Duty("forget unconfirmed alerts", forget_unconfirmed, HOUR),
        Duty("forget announcements", forget_old_announcements, DAY),
        Duty("watch-lists", end_watch_lists, HOUR),
        Duty("forget prints", forget_unused_prints, DAY),
        Duty("forget attempts", forget_old_attempts, HOUR),
        Duty("forget sessions", forget_sessions, HOUR),
        Duty("forget runs", forget_old_runs, HOUR),
    ]


def unhurried_duties() -> list[Duty]:
    """Return what asks other sites, and may wait for them as long as it likes: nothing waits for it."""
    return [Duty("follow links", follow_links, MINUTE)]


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
