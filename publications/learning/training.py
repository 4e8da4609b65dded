"""Training and events of a partnership: kept by staff, read by anybody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record
from partnerships.models import Partnership
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.models import TrainingEvent

FIELDS = ("title", "summary", "starts_at", "ends_at", "place", "audience", "booking_url")


class EndsBeforeItBegins(MoveRefused):
    """An event has a length."""

    def __init__(self) -> None:
        super().__init__("It has to end after it begins.")


class CancelledAlready(MoveRefused):
    """What is cancelled stays as it is."""

    def __init__(self) -> None:
        super().__init__("This event is cancelled.")


class OverAlready(MoveRefused):
    """What has taken place is not cancelled any more."""

    def __init__(self) -> None:
        super().__init__("This event is over.")


def add_event(partnership: Partnership, values: Mapping[str, Any], *, by: User, now: datetime) -> TrainingEvent:
    """Add an event; `values` are FIELDS and themes. Raises NotAllowed or EndsBeforeItBegins."""
    return _write(TrainingEvent(partnership=partnership), values, "add_event", by=by, now=now)


def change_event(event: TrainingEvent, values: Mapping[str, Any], *, by: User, now: datetime) -> TrainingEvent:
    """Write over an event. Raises NotAllowed, CancelledAlready or EndsBeforeItBegins."""
    with transaction.atomic():
        event = lock(event)
        if event.cancelled_at:
            raise CancelledAlready
        return _write(event, values, "change_event", by=by, now=now)


def cancel_event(event: TrainingEvent, *, words: str, by: User, now: datetime) -> None:
    """Cancel an event: readers see that until it would have been over, with `words` before what it is about."""
    role = must(by, Deed.KEEP_LEARNING, event.partnership)
    with transaction.atomic():
        event = lock(event)
        if event.cancelled_at:
            raise CancelledAlready
        if event.ends_at <= now:
            raise OverAlready
        event.cancelled_at = now
        event.summary = "\n\n".join(part for part in (words.strip(), event.summary) if part)
        event.save(update_fields=["cancelled_at", "summary"])
        record(event, "cancel_event", by=by, role=role, now=now)


def ahead(partnership: Partnership, now: datetime) -> QuerySet[TrainingEvent]:
    """Return what has not ended yet, the next first."""
    return _of(partnership).filter(ends_at__gt=now).order_by("starts_at", "pk")


def over(partnership: Partnership, now: datetime) -> QuerySet[TrainingEvent]:
    """Return what took place, the last first."""
    return _of(partnership).filter(ends_at__lte=now, cancelled_at=None).order_by("-starts_at", "-pk")


def _of(partnership: Partnership) -> QuerySet[TrainingEvent]:
    return TrainingEvent.objects.filter(partnership=partnership).prefetch_related("themes")


def _write(event: TrainingEvent, values: Mapping[str, Any], move: str, *, by: User, now: datetime) -> TrainingEvent:
    role = must(by, Deed.KEEP_LEARNING, event.partnership)
    if values["ends_at"] <= values["starts_at"]:
        raise EndsBeforeItBegins
    with transaction.atomic():
        for name in FIELDS:
            setattr(event, name, values[name])
        event.save()
        event.themes.set(values["themes"])
        record(event, move, by=by, role=role, now=now)
    return event
