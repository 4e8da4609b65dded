"""What keeps a recording from being added or approved."""

from __future__ import annotations

from lifecycles.moves import MoveRefused


class NotARecording(MoveRefused):
    """The file is of no kind that every browser plays."""

    def __init__(self, kinds: str) -> None:
        super().__init__(f"Choose a recording that browsers can play: {kinds}.")


class TooLarge(MoveRefused):
    """The file is larger than somebody with a telephone can be asked to fetch."""

    def __init__(self, megabytes: int) -> None:
        super().__init__(f"The file is larger than {megabytes} MB. Save it in a smaller size.")


class SaysWhere(MoveRefused):
    """The file carries the place where it was made (R25)."""

    def __init__(self) -> None:
        super().__init__("The file says where it was recorded. Save it anew without its place, and choose that file.")


class NeedsTranscript(MoveRefused):
    """A recording stands beside its words in writing."""

    def __init__(self) -> None:
        super().__init__("Write down what is said or signed. People read it beside the recording.")


class SignedInEnglish(MoveRefused):
    """A sign language film belongs to the English leaflet."""

    def __init__(self) -> None:
        super().__init__("A film in British Sign Language belongs to the English leaflet. Choose English.")


class NotInThatLanguage(MoveRefused):
    """The leaflet is not public in the language of the recording."""

    def __init__(self) -> None:
        super().__init__("The leaflet is not public in this language.")


class NoSuchVersion(MoveRefused):
    """The recording reads what was never public."""

    def __init__(self) -> None:
        super().__init__("Say which public version of the leaflet the recording reads.")


class Overtaken(MoveRefused):
    """The leaflet has changed since for somebody's safety."""

    def __init__(self) -> None:
        super().__init__("The leaflet has changed since in a way that matters for somebody's safety. Record it again.")


class OneIsThere(MoveRefused):
    """What is public stays as it was approved; it is never written over."""

    def __init__(self) -> None:
        super().__init__("There is a recording of this kind in this language. Remove the old recording first.")


class ApprovedAlready(MoveRefused):
    """Somebody else was faster."""

    def __init__(self) -> None:
        super().__init__("This recording is approved already.")


class OwnRecording(MoveRefused):
    """Who added it may not approve it."""

    def __init__(self) -> None:
        super().__init__("You added this recording, so another person has to approve it.")
