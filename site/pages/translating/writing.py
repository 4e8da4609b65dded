"""What a translator does: write text by text, exchange a file with an agency, and hand in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polib
from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue, validate_translation_links

from lifecycles.stepping import take_step
from pages.models import ContentTranslation
from pages.models.translations import TranslationState
from pages.translating.refusals import DamagedText, NotAPoFile, NotBeingTranslated, NotWhole
from pages.translating.sources import source_of, translation_into
from pages.typed_text import without_unseen
from people.models import User
from people.permissions import must
from people.roles import Deed

MOST_BYTES = 2 * 1024 * 1024
_TOKEN = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class TextToTranslate:
    """One text: its number in the form, where it stands, the English and the translation so far."""

    pk: int
    path: str
    english: str
    translated: str


def texts_of(translation: ContentTranslation) -> list[TextToTranslate]:
    """Return every text of the English as it is public now, in reading order."""
    return _texts(_inner(translation))


def _texts(inner: Translation) -> list[TextToTranslate]:
    segments = StringSegment.objects.filter(source=inner.source).order_by("order").select_related("string", "context")
    return [
        TextToTranslate(one.pk, one.context.path, one.string.data, one.translation or "")
        for one in segments.annotate_translation(inner.target_locale)
    ]


def write_texts(translation: ContentTranslation, texts: Mapping[int, str], *, by: User) -> int:
    """Keep what was translated, by the number of its text; return how many texts changed. All of it or nothing."""
    _refuse_unless_open(translation, by)
    return _write_all(_inner(translation), texts, by)


def export_texts(translation: ContentTranslation, *, by: User) -> str:
    """Return the PO file for an agency: the English and what is translated."""
    must(by, Deed.TRANSLATE, translation.partnership)
    return str(_inner(translation).export_po())


def import_texts(translation: ContentTranslation, file: bytes, *, by: User) -> int:
    """Take the PO file back; return how many texts changed. A file that is not this translation's changes nothing."""
    _refuse_unless_open(translation, by)
    inner = _inner(translation)
    entries = {(entry.msgctxt, entry.msgid): entry.msgstr for entry in _read(file, inner) if _is_meant(entry)}
    texts = {text.pk: entries[key] for text in _texts(inner) if (key := (text.path, text.english)) in entries}
    return _write_all(inner, texts, by)


def hand_in(translation: ContentTranslation, *, by: User, now: datetime) -> None:
    """Hand in a translation that is whole; somebody else approves it."""
    role = _refuse_unless_open(translation, by)
    missing = sum(not text.translated for text in texts_of(translation))
    if missing:
        raise NotWhole(missing)
    with transaction.atomic():
        take_step(translation, "hand_in", by=by, role=role, now=now, facts={"language": translation.language})
        ContentTranslation.objects.filter(pk=translation.pk).update(handed_in_at=now, handed_in_by=by, note="")


def workers_on(translation: ContentTranslation) -> set[int]:
    """Return the ids of everybody who wrote one of the texts, or handed them in."""
    texts = StringTranslation.objects.filter(
        context__object_id=translation.source_key,
        locale__language_code=translation.language,
        last_translated_by__isnull=False,
    )
    return {*texts.values_list("last_translated_by", flat=True), translation.handed_in_by_id} - {None}


def _inner(translation: ContentTranslation) -> Translation:
    return translation_into(source_of(translation.content), translation.language)


def _refuse_unless_open(translation: ContentTranslation, by: User) -> str:
    role = must(by, Deed.TRANSLATE, translation.partnership)
    translation.refresh_from_db(fields=["state"])
    if translation.state != TranslationState.ASKED:
        raise NotBeingTranslated
    return role


def _write_all(inner: Translation, texts: Mapping[int, str], by: User) -> int:
    segments = StringSegment.objects.filter(source=inner.source, pk__in=texts).select_related("string", "context")
    with transaction.atomic():
        return sum(_write(inner, segment, texts[segment.pk].strip(), by) for segment in segments)


def _write(inner: Translation, segment: StringSegment, text: str, by: User) -> bool:
    if not text:
        return False
    text = _whole(segment.string.data, text)
    place = {"translation_of": segment.string, "context": segment.context, "locale": inner.target_locale}
    if StringTranslation.objects.filter(**place, data=text).exists():
        return False
    values: dict[str, Any] = {"data": text, "last_translated_by": by, "updated_at": timezone.now(), "has_error": False}
    values |= {"translation_type": "manual", "tool_name": "", "field_error": ""}
    StringTranslation.objects.update_or_create(**place, defaults=values)
    return True


def _whole(english: str, text: str) -> str:
    try:
        value = without_unseen(StringValue.from_translated_html(text).data)
        validate_translation_links(english, value)
    except (ValueError, RecursionError):
        raise DamagedText(english) from None
    if set(_TOKEN.findall(english)) != set(_TOKEN.findall(text)):
        raise DamagedText(english)
    return value


def _is_meant(entry: polib.POEntry) -> bool:
    # A tool marks as fuzzy what it has guessed, and as obsolete what it has kept from elsewhere.
    return bool(entry.msgstr) and not entry.fuzzy and not entry.obsolete


def _read(file: bytes, inner: Translation) -> polib.POFile:
    if len(file) > MOST_BYTES:
        raise NotAPoFile
    try:
        # The library takes a text of one line for the name of a file, and would open it.
        po = polib.pofile(f"\n{file.decode('utf-8-sig')}")
    except (OSError, ValueError):
        raise NotAPoFile from None
    if po.metadata.get("X-WagtailLocalize-TranslationID") != str(inner.uuid):
        raise NotAPoFile
    return po
