"""What the public reads in a language: the approved translation, or English where there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from pages.models import ContentTranslation
from pages.translating.sources import with_fields


@dataclass(frozen=True)
class Shown:
    """`content` says its words in `language`; the flags are about a translation, and False in English."""

    content: Any
    language: str
    is_stale: bool = False
    is_unchecked: bool = False
    is_withdrawn: bool = False


def shown_in(contents: Iterable[Any], language: str) -> list[Shown]:
    """Return each of `contents` as it is read in `language`, in their order, with one query for all."""
    contents = list(contents)
    if language == settings.LANGUAGE_CODE or not contents:
        return [Shown(content, settings.LANGUAGE_CODE) for content in contents]
    keys = [content.translation_key for content in contents]
    rows = ContentTranslation.objects.filter(source_key__in=keys, language=language, published_at__isnull=False)
    known = {row.source_key: row for row in rows}
    return [_shown(content, known.get(content.translation_key)) for content in contents]


def languages_of(content: Any) -> list[str]:
    """Return the codes of the languages in which `content` is public, English first, in the order of the settings."""
    known = set(
        ContentTranslation.objects.public()
        .filter(source_key=content.translation_key)
        .values_list("language", flat=True)
    )
    return [code for code, _ in settings.LANGUAGES if code == settings.LANGUAGE_CODE or code in known]


def _shown(content: Any, row: ContentTranslation | None) -> Shown:
    if row is None or row.withdrawn_at is not None:
        return Shown(content, settings.LANGUAGE_CODE, is_withdrawn=row is not None)
    translated = with_fields(content, row.field_values())
    return Shown(translated, row.language, is_stale=row.is_stale, is_unchecked=row.is_unchecked)
