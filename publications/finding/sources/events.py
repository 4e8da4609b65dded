"""Training and events that have not been cancelled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from django.db.models import QuerySet

from pages.findable import Change, Findable, Section, numbers_of
from partnerships.working_days import london_day
from publications.models import TrainingEvent
from publications.vocabulary import TermKind

EVENT = "event"
LANGUAGE = "en"


class Events:
    """Keys: "event:5/event/en"."""

    def count(self) -> int:
        """Return how many there are."""
        return _public().count()

    def everything(self) -> Iterator[Findable]:
        """Yield all of them."""
        return (_findable(event) for event in _public().prefetch_related("themes"))

    def touched(self, changes: Iterable[Change]) -> set[str]:
        """Return the events that have changed."""
        return {f"{EVENT}:{number}" for number in numbers_of((change.key for change in changes), EVENT)}

    def of(self, owners: Collection[str]) -> Iterator[Findable]:
        """Yield those of these events that are public."""
        wanted = numbers_of(owners, EVENT)
        found = _public().filter(pk__in=wanted).prefetch_related("themes") if wanted else ()
        return (_findable(event) for event in found)

    def standing(self, keys: Collection[str]) -> set[str]:
        """Return those of `keys` that are public now."""
        wanted = numbers_of(keys, EVENT)
        found = _public().filter(pk__in=wanted).values_list("pk", flat=True) if wanted else ()
        return {_key(number) for number in found}.intersection(keys)


def _public() -> QuerySet[TrainingEvent]:
    return TrainingEvent.objects.filter(cancelled_at=None).order_by("pk")


def _key(number: int) -> str:
    return f"{EVENT}:{number}/event/{LANGUAGE}"


def _findable(event: TrainingEvent) -> Findable:
    day = london_day(event.starts_at)
    themes = tuple(theme.slug for theme in event.themes.all() if theme.kind == TermKind.THEME)
    text = " ".join(part for part in (event.summary, event.audience, event.place) if part)
    return Findable(
        key=_key(event.pk),
        kind="event",
        partnership=event.partnership_id,
        language=LANGUAGE,
        title=event.title,
        summary="",
        path="/training/",
        sections=(Section("", "", text),) if text else (),
        day=day,
        facets={"year": (str(day.year),)} | ({"theme": themes} if themes else {}),
    )
