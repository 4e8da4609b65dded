"""A translation that an installation starts with, such as the demo's; no translator has read it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation

from pages.models import ContentTranslation
from pages.models.translations import TranslationState
from pages.translating.approving import publish_words
from pages.translating.asking import row_for
from pages.translating.sources import source_of, translation_into


def plant_translation(content: Any, language: str, words: Mapping[str, str], *, now: datetime) -> ContentTranslation:
    """Publish `content` in `language` with `words` (English to translated), marked as not checked by a translator.

    Raises EnglishIsNewer when a text of it is not among `words`.
    """
    inner = translation_into(source_of(content), language)
    for segment in StringSegment.objects.filter(source=inner.source).select_related("string", "context"):
        if segment.string.data in words:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=inner.target_locale,
                defaults={"data": words[segment.string.data], "updated_at": timezone.now()},
            )
    translation, _ = row_for(content, language, now=now, state=TranslationState.APPROVED)
    publish_words(translation, by=None, is_unchecked=True, now=now)
    return translation
