"""Times things in turns, so that whatever else the machine does meets all of them alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from statistics import quantiles
from time import perf_counter
from typing import Any

# One contender that is slow is asked less often; a cell that rests on fewer samples says so.
CELL_SECONDS = 30.0
FEW = 20


@dataclass(frozen=True)
class Times:
    """Milliseconds: the middle, and what nineteen of twenty stay below."""

    p50: float
    p95: float
    samples: int

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def in_turns(
    contenders: Mapping[str, Callable[[], object]], rounds: int, *, seconds: float = CELL_SECONDS
) -> dict[str, Times]:
    """Call each of `contenders` up to `rounds` times, one after another; none for longer than `seconds` in all."""
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for call in contenders.values():
        call()
    for _ in range(rounds):
        for name, call in contenders.items():
            if sum(taken[name]) < seconds * 1000:
                taken[name].append(_milliseconds(call))
    return {name: times_of(found) for name, found in taken.items()}


def times_of(milliseconds: list[float]) -> Times:
    """Return middle and 95th part of a hundred of these."""
    if len(milliseconds) == 1:
        return Times(milliseconds[0], milliseconds[0], 1)
    parts = quantiles(milliseconds, n=20, method="inclusive")
    return Times(round(parts[9], 3), round(parts[18], 3), len(milliseconds))


def _milliseconds(call: Callable[[], object]) -> float:
    began = perf_counter()
    call()
    return (perf_counter() - began) * 1000
