"""A translation is asked for, or asked for again when the English is newer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page

from lifecycles.stepping import record, take_step
from pages.models import ContentTranslation
from pages.models.translations import TranslationState
from pages.places import partnership_of
from pages.translating.refusals import AskedAlready, NotALanguage, NotPublicYet
from pages.translating.sources import source_of, translation_into
from people.models import User
from people.permissions import must
from people.roles import Deed


def ask_for_translation(content: Any, language: str, *, by: User, now: datetime) -> ContentTranslation:
    """Ask for `content` in `language`, and return where the work stands; translators of the partnership find it."""
    role = must(by, Deed.PUBLISH_PAGES, partnership_of(content))
    if language == settings.LANGUAGE_CODE or language not in dict(settings.LANGUAGES):
        raise NotALanguage
    if isinstance(content, Page) and not content.live:
        raise NotPublicYet
    with transaction.atomic():
        translation_into(source_of(content), language)
        found, is_new = row_for(content, language, now=now)
        if not is_new:
            raise AskedAlready
        record(found, "ask", by=by, role=role, now=now, after=found.state, facts={"language": language})
    return found


def not_asked(contents: Iterable[Any], language: str) -> list[Any]:
    """Return those of `contents` of which there is no translation into `language`, not even one that is asked for."""
    contents = list(contents)
    keys = [content.translation_key for content in contents]
    rows = ContentTranslation.objects.filter(source_key__in=keys, language=language)
    known = set(rows.values_list("source_key", flat=True))
    return [content for content in contents if content.translation_key not in known]


def ask_again(translation: ContentTranslation, *, by: User, now: datetime) -> None:
    """Open an approved translation again; what is public of it stays until the next approval."""
    role = must(by, Deed.PUBLISH_PAGES, translation.partnership)
    with transaction.atomic():
        translation_into(source_of(translation.content), translation.language)
        take_step(translation, "ask_again", by=by, role=role, now=now)
        row = ContentTranslation.objects.filter(pk=translation.pk)
        row.update(asked_at=now, handed_in_at=None, handed_in_by=None)


def row_for(
    content: Any, language: str, *, now: datetime, state: str = TranslationState.ASKED
) -> tuple[ContentTranslation, bool]:
    """Return where the translation of `content` into `language` stands, and whether it begins with this, in `state`."""
    return ContentTranslation.objects.get_or_create(
        source_key=content.translation_key,
        language=language,
        defaults={
            "partnership": partnership_of(content),
            "content_type": ContentType.objects.get_for_model(type(content)),
            "object_id": content.pk,
            "state": state,
            "asked_at": now,
        },
    )
