"""Is the record whole? The first row that is not what it was is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lifecycles.models import START_OF_CHAIN, Step


@dataclass(frozen=True)
class Broken:
    number: int
    reason: str


def first_broken(steps: Iterable[Step]) -> Broken | None:
    """Return the first of `steps` (ordered by number) that breaks the chain, or None."""
    expected_number, previous = 1, START_OF_CHAIN
    for step in steps:
        if reason := _fault(step, expected_number, previous):
            return Broken(step.number, reason)
        expected_number, previous = step.number + 1, step.digest
    return None


def _fault(step: Step, number: int, previous: str) -> str:
    if step.number != number:
        return f"row {number} is missing"
    if step.previous != previous:
        return "it does not follow from the row before it"
    if step.digest != step.expected_digest():
        return "its content was changed"
    return ""
