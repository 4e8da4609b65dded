"""The English of a piece of content as strings, the way translators and their agencies work with it."""

from __future__ import annotations

import copy
import hashlib
import json
from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import StringSegment, Translation, TranslationSource
from wagtail_localize.segments.ingest import ingest_segments


def source_of(content: Any) -> TranslationSource:
    """Return the strings of `content` as it is public now."""
    return TranslationSource.update_or_create_from_instance(content)[0]


def hash_of_strings(source: TranslationSource) -> str:
    """Return 64 hexadecimal digits that stand for every English string and its place."""
    segments = StringSegment.objects.filter(source=source).order_by("order")
    strings = list(segments.values_list("context__path", "string__data"))
    return hashlib.sha256(json.dumps(strings).encode()).hexdigest()


def translation_into(source: TranslationSource, language: str) -> Translation:
    """Return where the strings of `source` in `language` are kept, made when there is none."""
    locale, _ = Locale.objects.get_or_create(language_code=language)
    return Translation.objects.get_or_create(source=source, target_locale=locale)[0]


def translated_fields(translation: Translation) -> dict[str, Any]:
    """Return the translated fields as they are stored; MissingTranslationError when a string has no translation."""
    source, locale = translation.source, translation.target_locale
    original = source.as_instance()
    target = copy.copy(original)
    # The library asks for a saved translation in its own public method; ours is never a row of its own.
    ingest_segments(original, target, source.locale, locale, source._get_segments_for_translation(locale))
    return {field.field_name: _stored(target, field.field_name) for field in original.translatable_fields}


def with_fields(content: Any, values: dict[str, Any]) -> Any:
    """Return a copy of `content` that says `values`; it is for reading and never saved."""
    shown = copy.copy(content)
    for name, value in values.items():
        setattr(shown, name, content._meta.get_field(name).to_python(value))
    return shown


def _stored(target: Any, name: str) -> Any:
    field = target._meta.get_field(name)
    return field.get_prep_value(field.value_from_object(target))
