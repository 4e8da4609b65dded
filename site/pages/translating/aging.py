"""When the English changes: each translation says so at once, and one that could do harm is withdrawn."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from lifecycles.stepping import WORKER, record
from pages.changing import note_public_change
from pages.models import ContentTranslation
from pages.translating.sources import hash_of_strings, source_of


def note_new_english(content: Any, *, is_safety_critical: bool, now: datetime) -> None:
    """Mark the translations of `content` whose English has changed; withdraw them when the change is about safety."""
    known = ContentTranslation.objects.filter(source_key=content.translation_key)
    if not known.exists():
        return
    with transaction.atomic():
        current = hash_of_strings(source_of(content))
        known.filter(strings_hash=current).update(is_stale=False)
        old = known.exclude(strings_hash=current).exclude(strings_hash="")
        old.update(is_stale=True)
        for number, partnership in known.values_list("pk", "partnership_id"):
            note_public_change(f"translation:{number}", partnership, now=now)
        if is_safety_critical:
            _withdraw(list(old.public()), now)


def _withdraw(translations: list[ContentTranslation], now: datetime) -> None:
    for translation in translations:
        ContentTranslation.objects.filter(pk=translation.pk).update(withdrawn_at=now)
        record(translation, "withdraw", by=WORKER, now=now, facts={"language": translation.language})
