"""A translation that the public reads, for tests of what happens to it."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType

from config.testing.partnerships import NOON
from pages.models import ContentTranslation
from pages.translating.sources import hash_of_strings, source_of


def public_translation(content: Any, language: str = "ur", **data: str) -> ContentTranslation:
    """The translation of `content` as it is now, public in `language`."""
    return ContentTranslation.objects.create(
        partnership_id=content.partnership_id,
        content_type=ContentType.objects.get_for_model(content),
        object_id=content.pk,
        source_key=content.translation_key,
        language=language,
        data=data,
        strings_hash=hash_of_strings(source_of(content)),
        asked_at=NOON,
        published_at=NOON,
    )


def found_again(row: Any) -> Any:
    """The row as the database has it now."""
    return type(row).objects.get(pk=row.pk)
