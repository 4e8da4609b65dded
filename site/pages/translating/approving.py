"""A second person approves a translation, and the public reads it; or sends it back, or takes it away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from wagtail_localize.models import MissingTranslationError

from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record, take_step
from pages.changing import note_public_change
from pages.models import ContentTranslation
from pages.translating.refusals import EnglishIsNewer, OwnTranslation
from pages.translating.sources import hash_of_strings, source_of, translated_fields, translation_into
from pages.translating.writing import workers_on
from people.models import User
from people.permissions import must
from people.roles import Deed


class NotPublicInIt(MoveRefused):
    """There is nothing public in this language."""

    def __init__(self) -> None:
        super().__init__("Nothing is public in this language.")


def approve(translation: ContentTranslation, *, by: User, now: datetime) -> None:
    """Make a translation public as it was handed in. Raises OwnTranslation, EnglishIsNewer or UnknownMove."""
    role = must(by, Deed.PUBLISH_PAGES, translation.partnership)
    if by.pk in workers_on(translation):
        raise OwnTranslation
    with transaction.atomic():
        # Whoever publishes new English waits for this, or is waited for: what is approved is never taken for newer.
        translation.content = lock(translation.content)
        take_step(translation, "approve", by=by, role=role, now=now, facts={"language": translation.language})
        publish_words(translation, by=by, is_unchecked=False, now=now)


def publish_words(translation: ContentTranslation, *, by: User | None, is_unchecked: bool, now: datetime) -> None:
    """Freeze the present words of `translation` as what the public reads."""
    source = source_of(translation.content)
    try:
        data = translated_fields(translation_into(source, translation.language))
    except MissingTranslationError:
        raise EnglishIsNewer from None
    ContentTranslation.objects.filter(pk=translation.pk).update(
        data=data,
        strings_hash=hash_of_strings(source),
        is_stale=False,
        is_unchecked=is_unchecked,
        published_at=now,
        published_by=by,
        withdrawn_at=None,
    )
    note_public_change(f"translation:{translation.pk}", translation.partnership_id, now=now)


def send_back(translation: ContentTranslation, *, by: User, note: str, now: datetime) -> None:
    """Give a translation back to the translators, with a word about what to change."""
    role = must(by, Deed.PUBLISH_PAGES, translation.partnership)
    with transaction.atomic():
        take_step(translation, "send_back", by=by, role=role, now=now)
        ContentTranslation.objects.filter(pk=translation.pk).update(note=note.strip())


def withdraw(translation: ContentTranslation, *, by: User, now: datetime) -> None:
    """Take a translation off the public site; readers get the English and are told."""
    role = must(by, Deed.PUBLISH_PAGES, translation.partnership)
    changed = ContentTranslation.objects.public().filter(pk=translation.pk)
    with transaction.atomic():
        if not changed.update(withdrawn_at=now):
            raise NotPublicInIt
        record(translation, "withdraw", by=by, role=role, now=now, facts={"language": translation.language})
        note_public_change(f"translation:{translation.pk}", translation.partnership_id, now=now)
