"""The table of invariants.

To add one: write a function in a module of this package that yields a Broken for everything that breaks the rule, put
the decorator on it, and break it in tests/test_invariants.py to see it found. A new module is imported in
publications.checking_publication. Ask the database for what is wrong; what has to be looked at row by row is read
with `.iterator()`, so that ten thousand reviews are never in memory at once::

    @invariant("R6", "Every published report names its reviewer")
    def reviewer_is_named(now: datetime) -> Iterator[Broken]:
        for edition in Edition.objects.public().filter(reviewer="").select_related("review"):
            yield broken(edition.review, "an edition names no reviewer")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Broken:
    """One thing that breaks a rule: `subject` is a kind and an id, `what` plain words; never a name, title or text."""

    subject: str
    what: str
    partnership_id: int | None = None


@dataclass(frozen=True)
class Invariant:
    name: str
    rule: str
    title: str
    find: Callable[[datetime], Iterator[Broken]]


INVARIANTS: list[Invariant] = []


def invariant(rule: str, title: str) -> Callable:
    """Decorator: register a function of `now` that yields everything that breaks `rule`. `title` says what holds."""

    def register(find: Callable[[datetime], Iterator[Broken]]) -> Callable[[datetime], Iterator[Broken]]:
        INVARIANTS.append(Invariant(find.__name__, rule, title, find))
        return find

    return register


def broken(row: Any, what: str) -> Broken:
    """Return that `row`, of a model with a `scope`, breaks a rule: by its model, its public id and its partnership."""
    return Broken(f"{row._meta.verbose_name} {getattr(row, 'uuid', row.pk)}", what, int(row.scope))
