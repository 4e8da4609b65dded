"""One cheap question for each request: what is the last change of anything public, and when is the next one planned?"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections

from pages.models import PublicChange
from publications.models import Release
from publications.states import ReleaseState

# The number of a change alone would not do: after a restored backup, numbers are given a second time.
Generation = tuple[int, Any]
# A release whose hour has come is carried out within this time, or has a new hour.
CARRYING_OUT = timedelta(seconds=10)


@dataclass(frozen=True)
class AsOf:
    """What the database said at `moment`, when a request began: all that is rendered later is as new, or newer."""

    moment: datetime
    generation: Generation
    # When the next confirmed release goes out; in the past while one is being carried out.
    next_release: datetime | None
    # What requests that were told the same have found out (pages.remembering).
    known: dict[Hashable, Any] = field(default_factory=dict, compare=False)


def keeps_pages() -> bool:
    """Whether this installation keeps whole pages at all."""
    return settings.WHOLE_PAGES_BYTES > 0


class Memory:
    """What the requests of one web process have found out since the last change; threads share it."""

    def __init__(self) -> None:
        self._last: tuple[Generation | None, dict[Hashable, Any]] = (None, {})

    def since(self, generation: Generation) -> dict[Hashable, Any]:
        """Return what was found out when `generation` was the last change; what was before it is forgotten."""
        of, known = self._last
        if of != generation:
            known = {}
            self._last = (generation, known)
        return known


def ask(now: datetime, memory: Memory | None = None) -> AsOf | None:
    """Return the last change and the next release as of `now`; None when the database cannot say: then use no copy."""
    # Through the proxy of Django, every attribute is looked up in the thread anew.
    database = connections[DEFAULT_DB_ALIAS]
    # This question finds out as well whether a connection that was kept open still lives.
    database.health_check_done = True
    try:
        database.ensure_connection()
        with database.wrap_database_errors:
            row = _ASK[database.vendor](database.connection, now - CARRYING_OUT)
    except Error:
        database.close_if_unusable_or_obsolete()
        return None
    if row is None:
        return None
    generation = (row[0], row[1])
    return AsOf(now, generation, _as_moment(row[2]), memory.since(generation) if memory else {})


# Past the cursor of Django, which takes several times as long as the answer; a kept page costs little else than this.
def _ask_sqlite(raw: Any, after: datetime) -> Any:
    return raw.execute(_question("?"), [after.strftime("%Y-%m-%d %H:%M:%S.%f")]).fetchone()


def _ask_postgresql(raw: Any, after: datetime) -> Any:
    # Prepared on the server: to plan it takes longer than to answer it.
    return psycopg.Cursor(raw).execute(_question("%s"), [after], prepare=True).fetchone()


_ASK = {"sqlite": _ask_sqlite, "postgresql": _ask_postgresql}


@cache
def _question(value: str) -> str:
    change, release = PublicChange._meta.db_table, Release._meta.db_table
    # Without an aggregate, which is slower to plan.
    waiting = (
        f"SELECT next_attempt_at FROM {release} WHERE state = '{ReleaseState.CONFIRMED.value}' "  # noqa: S608
        f"AND next_attempt_at > {value} ORDER BY next_attempt_at LIMIT 1"
    )
    return f"SELECT id, at, ({waiting}) FROM {change} ORDER BY id DESC LIMIT 1"  # noqa: S608


def _as_moment(value: datetime | None) -> datetime | None:
    # SQLite keeps moments in UTC and does not say so.
    return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value
