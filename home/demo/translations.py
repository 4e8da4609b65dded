"""The demo's pages for families in other languages. No translator has read them, and each page says so.

The words lie in words/*.po, where a translator can put them right.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from babel.messages.pofile import read_po
from django.db import transaction

from home.drawing import drawn_by
from pages.places import pages_of
from pages.translating.asking import not_asked
from pages.translating.planting import plant_translation
from pages.translating.refusals import EnglishIsNewer
from partnerships.models import Partnership

FOLDER = Path(__file__).parent / "words"
# In these a family finds everything; in the others the leaflet for young people, and the page that leads to it.
WHOLE = ("pl", "ur")
LANGUAGES = {"surrey": (*WHOLE, "pa", "ar", "ro", "bn", "so"), "solihull": WHOLE}
_PAGES = ("families", "young-people")
_MORE_PAGES = ("parents-and-carers", "family-members", "easy-read", "how-a-review-works", "support", "contact")


def plant_translations(partnership: Partnership, *, now: datetime) -> int:
    """Publish the translations that `partnership` has in the demo, and return how many were new.

    What is there already stays as it is, and what has other words in English by now stays in English.
    """
    languages = LANGUAGES[partnership.slug]
    wanted = {language: not_asked(contents_in(partnership, language), language) for language in languages}
    return sum(_plant(content, language, now) for language, contents in wanted.items() for content in contents)


def contents_in(partnership: Partnership, language: str) -> list[Any]:
    """Return what of `partnership` is translated into `language` in the demo: pages, terms, contacts, support."""
    pages = pages_of(partnership)
    if language not in WHOLE:
        return list(pages.filter(slug__in=_PAGES).specific())
    front = partnership.site.root_page.specific
    return [front, *pages.filter(slug__in=_PAGES + _MORE_PAGES).specific(), *drawn_by(front)]


@cache
def words_in(language: str) -> Mapping[str, str]:
    """Return the English words and their translations into `language`."""
    with (FOLDER / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    return MappingProxyType({message.id: message.string for message in catalogue if message.id})


def _plant(content: Any, language: str, now: datetime) -> bool:
    try:
        with transaction.atomic():
            plant_translation(content, language, words_in(language), now=now)
    except EnglishIsNewer:
        return False
    return True
