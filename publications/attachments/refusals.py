"""Why a file cannot go out with a report, in words for whoever prepares the release."""

from __future__ import annotations

from lifecycles.moves import MoveRefused


class CannotAttach(MoveRefused):
    """A file that cannot be made public; str() names it by its title and says what to do."""

    WHY = ""

    def __init__(self, title: str) -> None:
        super().__init__(f"Attached file “{title}”: {self.WHY}")


class NoSuchDocument(CannotAttach):
    WHY = "there is no such document of your partnership any more. Choose it again in the editor."


class OfTheRecord(CannotAttach):
    WHY = "this document belongs to the private record of a review and is never published. Choose another one."


class NotPdf(CannotAttach):
    WHY = "this is not a PDF that can be read. Save it as a PDF and upload that."


class LockedPdf(CannotAttach):
    WHY = "this PDF is locked. Save a copy without a password and without restrictions, and upload that."


class WithoutWords(CannotAttach):
    WHY = (
        "most of its pages are pictures without words, as of a scan. Nobody could have it read aloud or find it. "
        "Upload the document from which it was printed, or let its words be recognised first."
    )


class AttachedTwice(CannotAttach):
    WHY = "the same file is attached twice. Take one of them out."


class TooMuchAttached(MoveRefused):
    """More files, or larger ones, than go out with a report."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
