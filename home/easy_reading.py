"""An easy read page in one language, whole: what the page shows and what is printed are the same."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import translation

from home.composing import foot, head, opened
from home.drawing import Drawn, contact_entries, said, with_terms
from pages.languages import words_language
from pages.translating.reading import Shown
from partnerships.models import Purpose

EasyRead = dict[str, Any]


def compose_easy_read(page: Any, language: str, *, now: datetime) -> EasyRead:
    """Return `page` (an EasyReadPage) as it is read in `language`: the dictionary that page and print read."""
    shown, drawn = opened(page, language, now=now)
    with translation.override(words_language(shown.language)):
        return head(page, shown, drawn) | {
            "lines": [_line(block.value, shown, drawn) for block in shown.content.lines],
            "contacts": contact_entries(drawn, Purpose.FAMILIES),
            "foot": foot(page, drawn),
        }


def _line(value: Any, shown: Shown, drawn: Drawn) -> dict[str, Any]:
    image = value["image"]
    return {
        "picture": value["picture"] or "",
        "image": f"image-{image.pk}" if image else None,
        "alt": said(value["alt"], shown.language) if image and value["alt"] else None,
        "text": said(with_terms(value["text"], drawn), shown.language),
    }
