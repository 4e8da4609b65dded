"""Why a contact, a support organisation or a word cannot be kept, in words that a page shows."""

from __future__ import annotations

from lifecycles.moves import MoveRefused


class NoWay(MoveRefused):
    """Nobody could be reached by what was typed."""


class NotThatDay(MoveRefused):
    """The day by which it is checked again is past, or too far ahead."""

    def __init__(self) -> None:
        super().__init__("Check again by: choose a day after today and at most 12 months ahead.")


class AlreadyExplained(MoveRefused):
    """The word has an entry."""

    def __init__(self) -> None:
        super().__init__("The glossary explains this word already.")


class NobodyLeft(MoveRefused):
    """A leaflet would name nobody who supports (A9)."""

    def __init__(self) -> None:
        super().__init__(
            "Leaflets name at least one organisation for adults and one for children and young people. Add another "
            "one first."
        )


class GoneMeanwhile(MoveRefused):
    """Somebody else removed the row."""

    def __init__(self) -> None:
        super().__init__("Somebody removed this meanwhile.")
