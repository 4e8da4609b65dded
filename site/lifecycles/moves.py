"""Tables of allowed moves. Pure: what is not in the table cannot be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class MoveRefused(Exception):
    """A change of state that was not allowed; str() tells a person why in plain words."""


class UnknownMove(MoveRefused):
    """The table has no such move from the present state."""

    def __init__(self, machine: str, move: str, state: str) -> None:
        super().__init__(f"“{move}” is not possible while this {machine} is “{state}”.")
        self.move, self.state = move, state


@dataclass(frozen=True)
class Move:
    name: str
    sources: frozenset[str]
    target: str


def move(name: str, sources: str | Iterable[str], target: str) -> Move:
    """Return the move `name` from one or several states to `target`."""
    return Move(name, frozenset([sources] if isinstance(sources, str) else sources), target)


@dataclass(frozen=True)
class Machine:
    """The states of one kind of thing and the only moves between them."""

    name: str
    initial: str
    moves: tuple[Move, ...]

    @property
    def states(self) -> frozenset[str]:
        return frozenset({self.initial}.union(*(m.sources | {m.target} for m in self.moves)))

    def find(self, name: str, state: str) -> Move:
        """Return the move `name` as it is allowed from `state`; UnknownMove when the table has none."""
        for candidate in self.moves:
            if candidate.name == name and state in candidate.sources:
                return candidate
        raise UnknownMove(self.name, name, state)

    def allows(self, name: str, state: str) -> bool:
        """Return whether the table lists `name` from `state`."""
        return any(m.name == name and state in m.sources for m in self.moves)

    def open_from(self, state: str) -> list[str]:
        """Return the names of the moves that the table lists from `state`, in its order."""
        return [m.name for m in self.moves if state in m.sources]
