"""What must be true before a move: small questions, each with its rule, its answer and what to do next.

A guard is a function of one question object; an app registers it for the moves that it guards::

    @guard("review", "schedule", "release", rule="R6", title="The reviewer is named")
    def reviewer_is_named(question): ...
        return holds() if question.page.reviewer else fails("No reviewer is named.", "Name the reviewer.")
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lifecycles.moves import MoveRefused


@dataclass(frozen=True)
class Answer:
    """What a guard said. `by_when` is the last moment at which the next step still helps, or None."""

    holds: bool
    reason: str = ""
    next_step: str = ""
    by_when: datetime | None = None


def holds(reason: str = "") -> Answer:
    """Return the answer that nothing stands in the way."""
    return Answer(True, reason)


def fails(reason: str, next_step: str, *, by_when: datetime | None = None) -> Answer:
    """Return the answer that something stands in the way, and what a person can do about it, and until when."""
    return Answer(False, reason, next_step, by_when)


def _always(question: Any) -> bool:  # noqa: ARG001
    return True


@dataclass(frozen=True)
class Guard:
    name: str
    rule: str
    title: str
    ask: Callable[[Any], Answer]
    # The code of the deed by which a person can make it hold; empty when anybody who edits can.
    deed: str = ""
    applies: Callable[[Any], bool] = _always


@dataclass(frozen=True)
class Checked:
    """A guard with the answer that it gave."""

    guard: Guard
    answer: Answer


class GuardsRefused(MoveRefused):
    """One or more guards do not hold; `checked` has them all, the failing ones too."""

    def __init__(self, checked: list[Checked]) -> None:
        self.checked = checked
        super().__init__(" ".join(c.answer.reason for c in checked if not c.answer.holds))


_guards: dict[tuple[str, str], list[Guard]] = {}


def guard(
    machine: str,
    *moves: str,
    rule: str,
    title: str,
    deed: str = "",
    applies: Callable[[Any], bool] = _always,
) -> Callable:
    """Decorator: register a function as a guard of `moves` of `machine`, for the questions to which it applies."""

    def register(function: Callable[[Any], Answer]) -> Callable[[Any], Answer]:
        entry = Guard(function.__name__, rule, title, function, deed, applies)
        for name in moves:
            _guards.setdefault((machine, name), []).append(entry)
        return function

    return register


def guards_of(machine: str, move: str) -> tuple[Guard, ...]:
    """Return the guards of a move in the order of their registration."""
    return tuple(_guards.get((machine, move), ()))


def ask_guards(machine: str, move: str, question: Any) -> list[Checked]:
    """Ask every guard of a move that applies; all of them, so that a person sees the whole list."""
    return [Checked(entry, entry.ask(question)) for entry in guards_of(machine, move) if entry.applies(question)]


def refuse_unless_all_hold(checked: list[Checked]) -> None:
    """Raise GuardsRefused when any answer is no."""
    if not all(c.answer.holds for c in checked):
        raise GuardsRefused(checked)
