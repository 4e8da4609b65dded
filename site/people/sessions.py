"""How far a session on the staff host has come, by the server's clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

from django.conf import settings
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp import login as otp_login
from django_otp.models import Device

from people.models import User
from people.models.accounts import new_stamp

PASSWORD_STEP = timedelta(minutes=10)
FRESH = timedelta(minutes=10)
_TOUCH_EVERY = timedelta(minutes=1)
_PASSWORD_AT, _SIGNED_IN_AT, _SEEN_AT, _PROVED_AT = "password_at", "signed_in_at", "seen_at", "proved_at"


class Stage(Enum):
    NOBODY = auto()
    PASSWORD = auto()
    FULL = auto()


def stage_of(request: HttpRequest, now: datetime) -> Stage:
    """Return how far this request's session has come; one that is past its time is ended here."""
    if not request.user.is_authenticated:
        return Stage.NOBODY
    stage = Stage.FULL if request.user.is_verified() else Stage.PASSWORD
    if _is_over(request.session, stage, now):
        logout(request)
        return Stage.NOBODY
    return stage


def note_password(session: SessionBase, now: datetime) -> None:
    """Mark `session` as one that passed the password step at `now`."""
    session[_PASSWORD_AT] = now.timestamp()


def note_second_factor(session: SessionBase, device: Device, now: datetime) -> None:
    """Mark `session` as one that passed both factors at `now`, the second one by `device`."""
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.setdefault(_SIGNED_IN_AT, now.timestamp())
    session[_SEEN_AT] = session[_PROVED_AT] = now.timestamp()


def complete(request: HttpRequest, device: Device, now: datetime) -> None:
    """Let the session of `request` pass the second factor, under a new key."""
    request.session.cycle_key()
    otp_login(request, device)
    note_second_factor(request.session, device, now)


def touch(request: HttpRequest, now: datetime) -> None:
    """Note that the person did something."""
    if age_of(request.session, _SEEN_AT, now) >= _TOUCH_EVERY:
        request.session[_SEEN_AT] = now.timestamp()


def is_fresh(request: HttpRequest, now: datetime) -> bool:
    """Return whether both factors were shown in this session within the last ten minutes."""
    return bool(request.user.is_verified()) and age_of(request.session, _PROVED_AT, now) <= FRESH


def end_sessions(user: User) -> None:
    """End every session of `user`, on every machine, from the next request on."""
    user.session_stamp = new_stamp()
    user.save(update_fields=["session_stamp"])


def keep_this_session(request: HttpRequest, user: User, device: Device) -> None:
    """Let the session of `request` outlive the end of all sessions of `user` (fresh from the database)."""
    update_session_auth_hash(request, user)
    otp_login(request, device)


def _is_over(session: SessionBase, stage: Stage, now: datetime) -> bool:
    if stage is Stage.PASSWORD:
        return age_of(session, _PASSWORD_AT, now) > PASSWORD_STEP
    idle = timedelta(minutes=settings.STAFF_IDLE_MINUTES)
    longest = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return age_of(session, _SEEN_AT, now) > idle or age_of(session, _SIGNED_IN_AT, now) > longest


def age_of(session: SessionBase, mark: str, now: datetime) -> timedelta:
    """Return how long ago `mark` was set in `session`, the longest time there is when it was not.

    A session without the mark, or with one from the future, did not come through a door of ours: it counts as old.
    """
    value: Any = session.get(mark)
    age = now.timestamp() - value if isinstance(value, int | float) else -1
    return timedelta(seconds=age) if age >= 0 else timedelta.max
