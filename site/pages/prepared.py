"""Queries that are put together once and then only asked: Django needs longer to write one than a database for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from copy import copy
from functools import update_wrapper
from inspect import signature
from threading import local
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

Row = TypeVar("Row")
# How many numbers a list holds at most: as many rows as a page of a list has.
MOST = 20
# What stands for a value while the query is written; no real value is like it, and none is below zero.
_MARKERS: dict[str, Callable[[int], Any]] = {
    "int": lambda number: -1_000_000 - number,
    "str": lambda number: f"value {number} of a prepared query",
    "list[int]": lambda number: [-2_000_000 - MOST * number - place for place in range(MOST)],
}


class NotPreparable(Exception):
    """A value of the query is not handed to the database as it is."""


class Prepared(Generic[Row]):
    """Asks `make` for its query once in each thread, with a marker for each value, and puts the values in later.

    The values are annotated as int, str or list[int] (of at most MOST), and reach the database as they are; whatever
    else `make` looks at must always be the same. Nothing is prefetched.
    """

    def __init__(self, make: Callable[..., QuerySet[Any]]) -> None:
        update_wrapper(self, make)
        self.make = make
        kinds = (parameter.annotation for parameter in signature(make).parameters.values())
        self.markers = [_MARKERS[kind](number) for number, kind in enumerate(kinds)]
        self.written = local()

    def __call__(self, *values: Any) -> list[Row]:
        """Return what the database answers: instances, or what the query asks for in their place."""
        queryset, compiler, sql, params = self._written()
        given = dict(self._given(values))
        asked = copy(compiler)
        filled = tuple(given.get(param, param) if isinstance(param, (int, str)) else param for param in params)
        asked.as_sql = lambda *_args, **_more: (sql, filled)
        return list(queryset._iterable_class(_ready(queryset, asked)))

    def _given(self, values: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
        for marker, value in zip(self.markers, values, strict=True):
            if isinstance(marker, list):
                # What is named twice is found once; and nothing has a number below zero.
                yield from zip(marker, [*value, *[-1] * (MOST - len(value))], strict=True)
            else:
                yield marker, value

    def _written(self) -> tuple[QuerySet[Any], Any, str, tuple[Any, ...]]:
        # A compiler holds on to the connection, and that is its thread's own.
        if not hasattr(self.written, "found"):
            queryset = self.make(*self.markers)
            compiler = queryset.query.get_compiler(using=queryset.db)
            sql, params = compiler.as_sql()
            if not dict(self._given(self.markers)).keys() <= {one for one in params if isinstance(one, (int, str))}:
                raise NotPreparable
            self.written.found = queryset, compiler, sql, params
        return self.written.found


def in_portions(ask: Callable[[list[int]], list[Row]], numbers: Collection[int]) -> list[Row]:
    """Return what `ask`, which takes a list of at most MOST numbers, answers for all of `numbers`."""
    ordered = sorted(numbers)
    return [row for start in range(0, len(ordered), MOST) for row in ask(ordered[start : start + MOST])]


def prepared(make: Callable[..., QuerySet[Any]]) -> Prepared[Any]:
    """Decorator: let a function that returns a query be asked for its rows, as Prepared says."""
    return Prepared(make)


def _ready(queryset: QuerySet[Any], compiler: Any) -> QuerySet[Any]:
    ready = object.__new__(type(queryset))
    ready.__dict__.update(queryset.__dict__)
    ready._query = _Written(queryset.query, compiler)
    return ready


class _Written:
    """A query whose SQL is known."""

    def __init__(self, query: Any, compiler: Any) -> None:
        self.query, self.compiler = query, compiler

    def get_compiler(self, *_: Any, **__: Any) -> Any:
        return self.compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self.query, name)
