"""How far a session on the families' host has come, by the server's clock.

Its marks have names of their own: a session of the staff host has none of them and is nothing here, and the other
way round. One that was ended is a row that is gone; a late save of it is refused by the database.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp import login as otp_login
from django_otp.models import Device

from family_portal.access import OPENING, own_record
from people.permissions import NotAllowed, partnerships_where
from people.sessions import age_of

PASSWORD_STEP = timedelta(minutes=10)
JOINING_STEP = timedelta(minutes=30)
FRESH = timedelta(minutes=10)
_PASSWORD_AT, _SIGNED_IN_AT = "portal_password_at", "portal_signed_in_at"
_SEEN_AT, _PROVED_AT, _JOINING_AT = "portal_seen_at", "portal_proved_at", "portal_joining_at"
_JOINING = "portal_joining"


class Stage(Enum):
    NOBODY = auto()
    PASSWORD = auto()
    FAMILY = auto()
    STAFF = auto()


def stage_of(request: HttpRequest, now: datetime) -> Stage:
    """Return how far this request's session has come and for whom; one that is past its time is ended here."""
    if not request.user.is_authenticated:
        return Stage.NOBODY
    is_full = request.user.is_verified()
    stage = Stage.NOBODY if _is_over(request.session, is_full, now) else kind_of(request.user)
    if stage is Stage.NOBODY:
        logout(request)
        return stage
    return stage if is_full else Stage.PASSWORD


def kind_of(user: Any) -> Stage:
    """Return as whom `user` may come in: FAMILY, STAFF, or NOBODY."""
    try:
        own_record(user)
    except NotAllowed:
        return Stage.STAFF if works_with_families(user) else Stage.NOBODY
    return Stage.FAMILY


def works_with_families(user: Any) -> bool:
    """Return whether `user` is of those who may be appointed or who appoint; nobody else has a case at any time."""
    return any(partnerships_where(user, deed).exists() for deed in OPENING)


def note_password(session: SessionBase, now: datetime) -> None:
    """Mark `session` as one that passed the passphrase at `now`."""
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


def touch(session: SessionBase, now: datetime) -> None:
    """Note that the person did something."""
    session[_SEEN_AT] = now.timestamp()


def is_fresh(session: SessionBase, now: datetime) -> bool:
    """Return whether both factors were shown in this session within the last ten minutes."""
    return age_of(session, _PROVED_AT, now) <= FRESH


def ends_at(session: SessionBase) -> datetime:
    """Return when this session ends if the person does nothing more, and at the latest."""
    idle = session.get(_SEEN_AT, 0) + timedelta(minutes=settings.PORTAL_IDLE_MINUTES).total_seconds()
    return datetime.fromtimestamp(min(idle, session.get(_SIGNED_IN_AT, 0) + settings.SESSION_COOKIE_AGE), tz=UTC)


def begin_joining(session: SessionBase, number: int, now: datetime) -> None:
    """Let `session`, under a new key, go on with the joining `number`."""
    session.cycle_key()
    session[_JOINING], session[_JOINING_AT] = number, now.timestamp()


def joining_of(session: SessionBase, now: datetime) -> int | None:
    """Return the joining with which this session goes on, or None; half an hour is enough for it."""
    return session.get(_JOINING) if age_of(session, _JOINING_AT, now) <= JOINING_STEP else None


def end_joining(session: SessionBase) -> None:
    for name in (_JOINING, _JOINING_AT):
        session.pop(name, None)


def _is_over(session: SessionBase, is_full: bool, now: datetime) -> bool:
    if not is_full:
        return age_of(session, _PASSWORD_AT, now) > PASSWORD_STEP
    idle = timedelta(minutes=settings.PORTAL_IDLE_MINUTES)
    longest = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return age_of(session, _SEEN_AT, now) > idle or age_of(session, _SIGNED_IN_AT, now) > longest
