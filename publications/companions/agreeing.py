"""The family agrees to the words of its statement; who of them and how is sealed (R29, R46)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.content_hash import content_hash
from publications.models import Companion, CompanionPage, Review
from publications.vocabulary import CompanionKind


class NoStatement(MoveRefused):
    """There is no family statement to agree to."""

    def __init__(self) -> None:
        super().__init__("No family statement is to be published with this report.")


class AgreementNeedsWords(MoveRefused):
    """Who agreed, and how, has to be said."""

    def __init__(self) -> None:
        super().__init__("Write who of the family agreed, when and how. Nobody outside can read it.")


def is_agreed(companion: Companion, pages: list[CompanionPage]) -> bool:
    """Return whether the family agreed to exactly what `pages`, the statement in every language, say."""
    return bool(companion.agreed_hash) and companion.agreed_hash == content_hash(pages)


def record_agreement(review: Review, agreed_by: str, *, by: User, now: datetime) -> None:
    """Record that the family agreed to its statement as it is now; any edit of it undoes this."""
    role = must(by, Deed.RECORD_FAMILY, review.partnership)
    if not agreed_by.strip():
        raise AgreementNeedsWords
    with transaction.atomic():
        locked = lock(review)
        pages = [page for page in locked.companion_drafts() if page.kind == CompanionKind.FAMILY_STATEMENT]
        if not pages:
            raise NoStatement
        companion = pages[0].companion
        companion.keep(companion.words() | {"agreed_by": agreed_by.strip()})
        companion.agreed_hash, companion.agreed_at = content_hash(pages), now
        companion.save(update_fields=["sealed", "agreed_hash", "agreed_at"])
        record(locked, "agree_statement", by=by, now=now, role=role, facts={"content_hash": companion.agreed_hash})
