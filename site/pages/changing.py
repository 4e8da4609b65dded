"""Whatever the public reads is noted when it changes, in the transaction that changes it.

The search index, the copies of pages and the alerts follow these notes; so none of them can be ahead of what is public,
and what a transaction took away is away for them too as soon as it ends.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from lifecycles.stepping import wait_for_the_chain
from pages.findable import FORGOTTEN
from pages.models import PublicChange
from pages.prepared import prepared
from partnerships.models import Partnership

# Rows of these change what the public reads by being saved or deleted; see `note_rows_of`.
WATCHED: dict[type[models.Model], str] = {}


def note_public_change(key: str, partnership: Partnership | int | None = None, *, now: datetime) -> None:
    """Note that what `key` names has changed for readers of `partnership`, or, when None, of every one.

    Numbers are given under the lock of the chain of steps, which is held until the transaction ends: so nobody who has
    seen a number will ever be shown a lower one for the first time.
    """
    of = partnership.pk if isinstance(partnership, Partnership) else partnership
    with transaction.atomic():
        wait_for_the_chain()
        PublicChange.objects.create(key=key, partnership_id=of, at=now)


def note_forgotten(key: str, partnership: Partnership | int | None = None, *, now: datetime) -> None:
    """Note that words of what `key` names are to be in nobody's files any more, deleted ones included (S7)."""
    note_public_change(key, partnership, now=now)
    note_public_change(f"{FORGOTTEN}{key}", partnership, now=now)


def last_change() -> int:
    """Return the number of the last change that has been committed; 0 before the first."""
    return next((number for number, _ in newest_changes()), 0)


@prepared
def newest_changes() -> models.QuerySet[Any]:
    """Return number and moment of the last change that has been committed, in a list; an empty one before the first."""
    return PublicChange.objects.order_by("-pk").values_list("pk", "at")[:1]


def changes_since(number: int) -> list[PublicChange]:
    """Return the changes after `number`, oldest first."""
    return list(PublicChange.objects.filter(pk__gt=number).order_by("pk"))


def note_rows_of(model: type[models.Model], name: str, partnership: Callable[[Any], int | None]) -> None:
    """From now on note every saved and deleted row of `model` as a change of this `name`.

    `partnership` says, from a row, whose readers meet it; None is everybody's.
    """
    WATCHED[model] = name
    receiver = partial(_note_row, name=name, partnership=partnership)
    for signal in (post_save, post_delete):
        signal.connect(receiver, sender=model, weak=False, dispatch_uid=f"public change of {name}")


def _note_row(instance: Any, *, name: str, partnership: Callable[[Any], int | None], **_: Any) -> None:
    if not _.get("raw"):
        note_public_change(f"{name}:{instance.pk}", partnership(instance), now=timezone.now())
