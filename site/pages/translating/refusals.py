"""Why a step of a translation is refused, in words for the person who tried it."""

from __future__ import annotations

from lifecycles.moves import MoveRefused


class NotALanguage(MoveRefused):
    """The language is not one of the site's, or it is English."""

    def __init__(self) -> None:
        super().__init__("Choose one of the languages of this site.")


class AskedAlready(MoveRefused):
    """A translation into this language is on its way."""

    def __init__(self) -> None:
        super().__init__("A translation into this language has been asked for already.")


class NotPublicYet(MoveRefused):
    """What nobody may read in English yet is not translated."""

    def __init__(self) -> None:
        super().__init__("Publish the English first. Translations are made from what is public.")


class NotWhole(MoveRefused):
    """Some strings have no translation yet."""

    def __init__(self, missing: int) -> None:
        super().__init__(f"{missing} of the texts have no translation yet.")


class NotBeingTranslated(MoveRefused):
    """The translation was handed in or approved, so its texts stay as they are."""

    def __init__(self) -> None:
        super().__init__("This translation has been handed in. It can be changed when it is sent back.")


class HandedInAgain(MoveRefused):
    """Somebody sent the translation back after it was read, and it was handed in anew."""

    def __init__(self) -> None:
        super().__init__("This translation was handed in again while you were reading it. Read it again.")


class OwnTranslation(MoveRefused):
    """Who translated may not approve."""

    def __init__(self) -> None:
        super().__init__("You worked on this translation, so another person has to approve it.")


class EnglishIsNewer(MoveRefused):
    """The English changed after the translation was handed in."""

    def __init__(self) -> None:
        super().__init__(
            "The English has changed since this was translated. Send it back, so that it can be brought up to date."
        )


class DamagedText(MoveRefused):
    """A translated text does not keep what the English has to keep."""

    def __init__(self, english: str) -> None:
        super().__init__(f"The translation of “{english[:60]}” changes its links, its marks or a word in braces.")


class NotAPoFile(MoveRefused):
    """The file cannot be read, or belongs to another translation."""

    def __init__(self) -> None:
        super().__init__("This is not the translation file that was downloaded here. Nothing was changed.")
