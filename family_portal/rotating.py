"""New keys for old: the service key that wraps the keys of reviews, and the data key of one review.

Each row is a transaction of its own and opens at every moment, so both can be interrupted and run again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models, transaction

from family_portal.models import UploadedDocument
from family_portal.models.keys import FamilyWords, ReviewKey
from family_portal.uploads import sealed_files
from lifecycles.moves import MoveRefused
from lifecycles.stepping import WORKER, Actor, lock, record
from people.models import OutgoingMail
from people.models.factors import AuthenticatorApp
from people.sealing import CannotOpen, is_sealed_by_newest, key_id_of, open_sealed, seal
from publications.models import Review
from publications.models.sealed import SealedWords

# Longer than any request: whoever had the old key in hand has written by then.
OVERLAP = timedelta(hours=1)


class RenewedAlready(MoveRefused):
    """The change before this one is not finished."""

    def __init__(self) -> None:
        super().__init__("This review has had a new key within the hour. The worker finishes that first.")


@dataclass(frozen=True)
class Column:
    """Where something lies that was sealed with the service key; `place` says, of a row, to what it was bound."""

    model: type[models.Model]
    field: str
    place: Callable[[Any], str]

    @property
    def name(self) -> str:
        return f"{self.model._meta.label_lower}.{self.field}"

    def filled(self) -> Iterator[tuple[int, bytes]]:
        """Yield the key of each row and what lies there, where something does."""
        rows = self.model._base_manager.order_by("pk").values_list("pk", self.field)
        yield from ((pk, bytes(sealed)) for pk, sealed in rows.iterator(chunk_size=500) if sealed)


def sealed_columns() -> list[Column]:
    """Return every column that is sealed with the service key."""
    return [
        Column(ReviewKey, "wrapped", lambda row: row.place),
        Column(ReviewKey, "wrapped_before", lambda row: row.place_before),
        Column(AuthenticatorApp, "sealed_seed", lambda row: row.place),
        Column(OutgoingMail, "sealed_text", lambda row: row.message_id),
        *(Column(model, "sealed", lambda row: row.place) for model in concrete(SealedWords)),
    ]


def concrete(kind: type[models.Model]) -> list[Any]:
    """Return the models with a table of their own that are of this kind, in the order of their names."""
    return sorted((model for model in apps.get_models() if issubclass(model, kind)), key=lambda m: m._meta.label)


def rewrap(column: Column) -> Counter:
    """Seal anew with the newest service key what lies in `column`; return how many were "done" and "shut".

    A value that no key opens is left as it is and counted as shut.
    """
    counted: Counter = Counter()
    for pk, sealed in column.filled():
        if not is_sealed_by_newest(sealed):
            counted[_rewrap_row(column, pk)] += 1
    return counted


def still_needed() -> Counter:
    """Return how many values each service key still opens, by the id of the key."""
    return Counter(key_id_of(sealed) for column in sealed_columns() for _pk, sealed in column.filled())


def renew_key(review: Review, *, by: Actor, now: datetime) -> ReviewKey:
    """Give `review` a new data key, and seal everything with it. The worker forgets the old one after an hour.

    Raises ReviewKey.DoesNotExist, KeyDestroyed, RenewedAlready.
    """
    with transaction.atomic():
        key = ReviewKey.objects.select_for_update().get(review=review)
        if key.wrapped_before:
            raise RenewedAlready
        key.renew(now=now)
        key.save(update_fields=["wrapped", "wrapped_before", "renewed_at"])
        record(review, "renew_key", by=by, now=now)
    seal_anew(key)
    return key


def seal_anew(key: ReviewKey) -> int:
    """Seal with the newest data key what the one before sealed; return how many rows. Harmless when done again."""
    return sum(
        _seal_row(model, pk)
        for model in concrete(FamilyWords)
        for pk in model._base_manager.filter(key=key).order_by("pk").values_list("pk", flat=True)
    )


def finish_renewals(now: datetime) -> int:
    """Forget the data keys that were replaced an hour ago, once nothing needs them; return how many."""
    due = ReviewKey.objects.exclude(wrapped_before=b"").filter(renewed_at__lte=now - OVERLAP)
    return sum(_finish(key, now) for key in due)


def _rewrap_row(column: Column, pk: int) -> str:
    rows = column.model._base_manager.filter(pk=pk)
    with transaction.atomic():
        row = rows.select_for_update().first()
        sealed = bytes(getattr(row, column.field)) if row else b""
        if not sealed or is_sealed_by_newest(sealed):
            return "gone"
        place = column.place(row)
        try:
            rows.update(**{column.field: seal(open_sealed(sealed, place=place), place=place)})
        except CannotOpen:
            return "shut"
    return "done"


def _seal_row(model: type[FamilyWords], pk: int) -> bool:
    with transaction.atomic():
        row = model._base_manager.select_for_update().filter(pk=pk).first()
        if row is None:
            return False
        has_old_file, has_old_words = _has_old_file(row), not row.key.is_newest_of(row.sealed, place=row.place)
        if has_old_file or has_old_words:
            row.keep(row.words())
            model._base_manager.filter(pk=pk).update(sealed=row.sealed)
        if has_old_file:
            sealed_files.seal_file_anew(row)
    return has_old_file or has_old_words


def _finish(key: ReviewKey, now: datetime) -> bool:
    seal_anew(key)
    with transaction.atomic():
        key = lock(key)
        if key.destroyed_at or any(map(_needs_old_key, _rows_of(key))):
            return False
        ReviewKey.objects.filter(pk=key.pk).update(wrapped_before=b"")
        record(key.review, "forget_key_before", by=WORKER, now=now)
    return True


def _rows_of(key: ReviewKey) -> Iterator[FamilyWords]:
    for model in concrete(FamilyWords):
        yield from model._base_manager.filter(key=key).select_related("key").iterator(chunk_size=500)


def _needs_old_key(row: FamilyWords) -> bool:
    return not row.key.is_newest_of(row.sealed, place=row.place) or _has_old_file(row)


def _has_old_file(row: FamilyWords) -> bool:
    return isinstance(row, UploadedDocument) and sealed_files.needs_old_key(row)
