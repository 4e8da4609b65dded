"""The languages of public pages: what they are called, how an address names one, and which of them the site speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

OWN_NAMES = {
    "en": "English",
    "pl": "Polski",
    "pa": "ਪੰਜਾਬੀ",
    "ur": "اردو",
    "ar": "العربية",
    "ro": "Română",
    "bn": "বাংলা",
    "so": "Soomaali",
}


@dataclass(frozen=True)
class Choice:
    """A language that a reader may choose: its own name, and the same page in it."""

    code: str
    name: str
    direction: str
    url: str
    is_current: bool


def direction(code: str) -> str:
    """Return "rtl" or "ltr" for a language, or for how one is written somewhere, like en-gb."""
    return "rtl" if code.split("-")[0] in settings.LANGUAGES_BIDI else "ltr"


def name_for_staff(code: str) -> str:
    """Return what a language is called in English, as the settings name it."""
    return str(dict(settings.LANGUAGES)[code])


def language_of_path(path: str) -> str:
    """Return the language that an address names with its first part, like /pl/contact/; English where it names none."""
    first = path.lstrip("/").partition("/")[0]
    is_other = first in dict(settings.LANGUAGES) and first != settings.LANGUAGE_CODE
    return first if is_other else settings.LANGUAGE_CODE


def in_language(path: str, code: str) -> str:
    """Return the address of the same page in the language `code`."""
    present = language_of_path(path)
    bare = path if present == settings.LANGUAGE_CODE else path.removeprefix(f"/{present}")
    return bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}"


def words_language(code: str) -> str:
    """Return in which language the site's own words stand beside text in `code`: English where they are not in it."""
    return code if code in dict(settings.PORTAL_LANGUAGES) else settings.LANGUAGE_CODE


def choices(path: str, public_in: list[str]) -> list[Choice]:
    """Return the languages offered on a page: those of the site's own words, and those in which the page is public."""
    offered = {*dict(settings.PORTAL_LANGUAGES), *public_in}
    present = language_of_path(path)
    return [
        Choice(code, OWN_NAMES[code], direction(code), in_language(path, code), code == present)
        for code, _ in settings.LANGUAGES
        if code in offered or code == present
    ]


def languages(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001
    """Context processor: the language of the address, and those of the frame, of the main part and of its own words."""
    spoken = get_language() or settings.LANGUAGE_CODE
    frame = words_language(spoken)
    return {
        "address_language": spoken,
        "interface_language": frame,
        "main_language": frame,
        "words_language": frame,
        "is_interface_unreviewed": frame in settings.TRANSLATIONS_UNREVIEWED,
    }
