"""Which recordings of a leaflet the public is offered, and what it is told about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from home.models import PageMedia
from pages.models import ContentTranslation, PageVersion


@dataclass(frozen=True)
class Offered:
    """A public recording; `is_earlier` when the words of the leaflet have changed since it was made."""

    recording: PageMedia
    is_earlier: bool


def public_recordings(page: Any, language: str) -> list[Offered]:
    """Return the approved recordings of `page` (a LeafletPage) in `language`, while `page` is public in it.

    One that a change for somebody's safety has overtaken is not offered. A sign language film belongs to the English.
    """
    approved = list(_approved(page, language))
    if not (approved and page.live):
        return []
    is_public, translated_at = _public_since(page, language)
    versions = list(page.versions.all())
    return [
        Offered(one, is_earlier(one, versions, translated_at))
        for one in approved
        if is_public and not is_overtaken(one.version, versions)
    ]


def is_overtaken(version: int, versions: Iterable[PageVersion]) -> bool:
    """Whether a version after `version` was published for somebody's safety."""
    return any(one.is_safety_critical and one.number > version for one in versions)


def is_earlier(recording: PageMedia, versions: Sequence[PageVersion], translated_at: datetime | None = None) -> bool:
    """Whether the leaflet says something else now.

    `versions` has the newest first; `translated_at` says since when the translation that was read aloud is public.
    """
    if translated_at and translated_at > recording.added_at:
        return True
    read = next((one for one in versions if one.number == recording.version), None)
    return read is None or (read != versions[0] and _words(read) != _words(versions[0]))


def _approved(page: Any, language: str) -> QuerySet[PageMedia]:
    approved = PageMedia.objects.filter(page_id=page.pk, language=language, approved_at__isnull=False)
    return approved.select_related("document")


def _public_since(page: Any, language: str) -> tuple[bool, datetime | None]:
    if language == settings.LANGUAGE_CODE:
        return True, None
    rows = ContentTranslation.objects.public().filter(source_key=page.translation_key, language=language)
    published_at = rows.values_list("published_at", flat=True).first()
    return published_at is not None, published_at


def _words(version: PageVersion) -> list[Any]:
    # Of a revision that is gone nobody can tell what it said.
    if version.revision is None:
        return [version.pk]
    said = version.revision.as_object()
    fields = (said._meta.get_field(field.field_name) for field in said.translatable_fields)
    return [field.get_prep_value(field.value_from_object(said)) for field in fields]
