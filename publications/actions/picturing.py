"""How far a partnership's actions are, by theme and by agency: numbers, and where each bar of the picture is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from partnerships.models import Partnership
from publications.actions.reminding import OPEN
from publications.actions.reporting import NOT_YET
from publications.models import Action
from publications.vocabulary import Progress

WIDTH, EDGE, LANE, BAR, KEY = 320, 2, 46, 18, 22
# A number is written into a piece of a bar where it has room; the table beside has every number.
ROOM = 16
LONGEST = 42


@dataclass
class Line:
    """One agency or theme: how many of its actions stand where, and how many of them are overdue."""

    label: str
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Progress.values, 0))
    overdue: int = 0

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Piece:
    """A piece of a bar; its pattern is that of its rating."""

    rating: str
    number: int
    x: int
    width: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def has_room(self) -> bool:
        return self.width >= ROOM


@dataclass(frozen=True)
class Bar:
    label: str
    y: int
    pieces: list[Piece]


@dataclass(frozen=True)
class Picture:
    """`name` sets the ids of one picture on a page apart from those of another."""

    name: str
    bars: list[Bar]
    keys: list[tuple[int, str, str]]
    height: int
    width: int = WIDTH
    thickness: int = BAR


def adopted_actions(partnership: Partnership) -> QuerySet[Action]:
    """Return what the partnership has adopted, whatever became of it."""
    return Action.objects.filter(recommendation__review__partnership=partnership).exclude(state__in=NOT_YET)


def by_agency(partnership: Partnership, today: date) -> list[Line]:
    """Return a line for each agency with actions, by name; one query."""
    return _lines(adopted_actions(partnership), "agency__pk", "agency__name", today)


def by_theme(partnership: Partnership, today: date) -> list[Line]:
    """Return a line for each theme of a recommendation with actions; an action counts in each of its themes."""
    actions = adopted_actions(partnership)
    return _lines(actions, "recommendation__themes__pk", "recommendation__themes__label", today)


def picture_of(name: str, lines: list[Line]) -> Picture | None:
    """Return where everything is drawn, the longest bar over the whole width; None when there is nothing to draw."""
    longest = max((line.total for line in lines), default=0)
    if not longest:
        return None
    keys = [(KEY * at, rating, Progress(rating).word) for at, rating in enumerate(Progress.values)]
    top = KEY * len(keys) + KEY // 2
    bars = [Bar(_label(line), top + LANE * at, list(_pieces(line, longest))) for at, line in enumerate(lines)]
    return Picture(name, bars, keys, top + LANE * len(bars))


def _lines(actions: QuerySet[Action], key: str, label: str, today: date) -> list[Line]:
    late = Count("pk", filter=Q(due_on__lt=today, state__in=OPEN))
    found: dict[Any, Line] = {}
    rows = actions.order_by().values_list(key, label, "rating").annotate(number=Count("pk"), late=late)
    for pk, said, rating, number, overdue in rows:
        line = found.setdefault(pk, Line(said or "Without a theme"))
        line.counts[rating] += number
        line.overdue += overdue
    return sorted(found.values(), key=lambda line: line.label.casefold())


def _pieces(line: Line, longest: int) -> Iterator[Piece]:
    scale, before = (WIDTH - 2 * EDGE) / longest, 0
    for rating, number in _counted(line):
        start, end = EDGE + round(before * scale), EDGE + round((before + number) * scale)
        before += number
        yield Piece(rating, number, start, end - start)


def _counted(line: Line) -> Iterable[tuple[str, int]]:
    return ((rating, number) for rating, number in line.counts.items() if number)


def _label(line: Line) -> str:
    name = line.label if len(line.label) <= LONGEST else f"{line.label[: LONGEST - 1]}…"
    return f"{name} ({line.overdue} overdue)" if line.overdue else name
