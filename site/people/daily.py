"""What is done once a day in London, however many workers there are and wherever the clock jumps."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from partnerships.working_days import london_day
from people.models import DutyRun

HEARTBEAT = "heartbeat"
SILENT_AFTER = timedelta(minutes=5)
KEPT = timedelta(days=90)


def claim(name: str, day: date, *, now: datetime, again_after: timedelta | None = None) -> DutyRun | None:
    """Return the row of `name` on `day` to whoever comes first, None to everybody else.

    With `again_after`, a run that began so long ago and never ended may be begun again.
    """
    run, is_new = DutyRun.objects.get_or_create(name=name, day=day, defaults={"began_at": now})
    if is_new:
        return run
    if again_after is None:
        return None
    dead = DutyRun.objects.filter(pk=run.pk, done_at=None, began_at__lte=now - again_after)
    return run if dead.update(began_at=now) else None


def finish(run: DutyRun, *, now: datetime, **result: object) -> None:
    """Write down that `run` came to its end, and with what."""
    DutyRun.objects.filter(pk=run.pk).update(done_at=now, result=result)


def note_heartbeat(now: datetime) -> None:
    """Write down that the worker is alive."""
    DutyRun.objects.update_or_create(
        name=HEARTBEAT,
        day=london_day(now),
        defaults={"done_at": now},
        create_defaults={"began_at": now, "done_at": now},
    )


def last_heard_of(now: datetime) -> datetime | None:
    """Return when the worker last noted that it was alive, None if it never did; nothing after `now` counts."""
    beats = DutyRun.objects.filter(name=HEARTBEAT, done_at__lte=now)
    return beats.order_by("-done_at").values_list("done_at", flat=True).first()


def is_silent(now: datetime) -> bool:
    """Return whether a worker that was once there has not been heard of for five minutes."""
    last = last_heard_of(now)
    return last is not None and now - last > SILENT_AFTER


def forget_old_runs(now: datetime) -> None:
    """Delete the rows of three months ago."""
    DutyRun.objects.filter(day__lt=london_day(now - KEPT)).delete()
