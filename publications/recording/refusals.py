"""Why something cannot be written into the record of a review, in words that a page shows."""

from __future__ import annotations

from lifecycles.moves import MoveRefused


class Missing(MoveRefused):
    """Something that the record has to say is missing; str() asks for it."""


class InTheFuture(MoveRefused):
    """A day that has to be past lies ahead; str() says which."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} cannot lie in the future.")


class InThePast(MoveRefused):
    """A day that has to lie ahead is past; str() says which."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} has to lie in the future.")


class EndsBeforeItStarts(MoveRefused):
    """A stretch of days ends before it begins."""

    def __init__(self) -> None:
        super().__init__("The last day cannot be before the first.")


class GoneMeanwhile(MoveRefused):
    """Somebody else removed the row."""

    def __init__(self) -> None:
        super().__init__("Somebody removed this meanwhile.")


class NotOurDocument(MoveRefused):
    """The document is not one of this partnership; whether there is one is not said."""

    def __init__(self) -> None:
        super().__init__("There is no such document.")


class NoSuchReview(MoveRefused):
    """No review of this partnership is meant; whether there is one elsewhere is not said."""

    def __init__(self) -> None:
        super().__init__("There is no such review.")


class AlreadyLifted(MoveRefused):
    """The hold does not stand any more."""

    def __init__(self) -> None:
        super().__init__("This hold has been lifted already.")


class NothingToDelay(MoveRefused):
    """The review is not on its way to publication."""

    def __init__(self) -> None:
        super().__init__("This review is not in preparation any more, so it cannot be delayed.")


class NotInPreparation(MoveRefused):
    """The text is replaced only while the review is in preparation."""

    def __init__(self) -> None:
        super().__init__("A Word file can be brought in only while the review is in preparation.")


class ReleaseIsPrepared(MoveRefused):
    """The text is not replaced behind the backs of those who prepare and confirm its release."""

    def __init__(self) -> None:
        super().__init__("A release of this text is prepared. Withdraw it first.")
