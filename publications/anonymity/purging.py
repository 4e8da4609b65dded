"""Takes words out of everything that is kept of a review beside its draft, and proves that they are gone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import caches
from django.core.files.storage import default_storage
from django.db import connection, transaction
from wagtail.search import index

from lifecycles.moves import MoveRefused
from lifecycles.stepping import Actor, lock, record
from pages.changing import note_forgotten
from pages.storing import stored_name
from people.models import User
from publications.anonymity.addresses import NOT_WRITTEN_IN_DRAFTS, settle_addresses
from publications.anonymity.naming import must_be_named
from publications.anonymity.proving import Proof, in_file, search_everywhere
from publications.anonymity.residue import Residue, revisions_of, take_out
from publications.anonymity.words import Words
from publications.models import CompanionFile, EditionFile, Review
from publications.models.releases import OPEN

_FTS = "wagtailsearch_indexentry_fts"


class NothingToRemove(MoveRefused):
    """No words were given, or none that is long enough to be told from others."""

    def __init__(self) -> None:
        super().__init__("Say which words are to be removed. Each needs at least two letters.")


class StillInTheDraft(MoveRefused):
    """The draft itself still says the words; taking them out is writing, and that is done in the editor."""

    def __init__(self) -> None:
        super().__init__("The draft still says it. Mend the draft in the editor first.")


class ReleaseIsOpen(MoveRefused):
    """What is prepared for release is never changed behind the backs of the two who prepare and confirm it."""

    def __init__(self) -> None:
        super().__init__("A release is prepared. Withdraw it first.")


@dataclass(frozen=True)
class Purged:
    """How often the words were taken out of each place, and what a search found afterwards."""

    removed: Counter[str]
    proof: Proof

    @property
    def is_clean(self) -> bool:
        return not self.proof.left


def purge_identity(review: Review, words: Words, *, by: Actor, now: datetime) -> Purged:
    """Take `words` out of what is kept of `review` (S7); what is public at this moment is reported and left as it is.

    Raises NothingToRemove, ReleaseIsOpen, StillInTheDraft. Steps are never touched.
    """
    role = must_be_named(by, review) if isinstance(by, User) else ""
    if not words:
        raise NothingToRemove
    with transaction.atomic():
        residue = Residue(lock(review))
        _refuse_if_in_use(residue, words)
        removed: Counter[str] = Counter()
        for place in residue.places():
            removed[place.name] += take_out(place, words)
        removed["addresses of pages"] += settle_addresses(residue, words)
        removed["renditions"] += _renditions(residue)
        removed["printed files that were never public"] += _prints(residue, words)
        _forget_in_search(residue)
        proof = search_everywhere(residue, words)
        facts = {"removed": sum(removed.values()), "left": sum(proof.left.values())}
        note_forgotten(f"review:{review.pk}", review.partnership_id, now=now)
        record(review, "purge_identity", by=by, now=now, role=role, facts=facts)
    for cache in caches.all():
        cache.clear()
    return Purged(+removed, proof)


def _refuse_if_in_use(residue: Residue, words: Words) -> None:
    if residue.review.releases.filter(state__in=OPEN).exists():
        raise ReleaseIsOpen
    drafts = residue.revisions.filter(pk__in=residue.drafts)
    current = residue.review.public_release_id
    public = revisions_of(residue.released.filter(release=current), residue.released_together.filter(release=current))
    if any(words.count(_written(draft.content)) for draft in drafts if draft.pk not in public):
        raise StillInTheDraft


def _written(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in NOT_WRITTEN_IN_DRAFTS}


def _renditions(residue: Residue) -> int:
    """Smaller copies are made anew from the pictures whenever staff look at them."""
    found = 0
    for image in residue.images:
        found += image.renditions.count()
        image.renditions.all().delete()
    return found


def _prints(residue: Residue, words: Words) -> int:
    papers = (EditionFile.Role.PDF, EditionFile.Role.ATTACHMENT)
    never = {"edition__review": residue.review, "edition__release__released_at": None, "role__in": papers}
    found = 0
    for file in [*EditionFile.objects.filter(**never), *CompanionFile.objects.filter(**never)]:
        name = stored_name(file.digest, ".pdf")
        if in_file(name, words):
            file.delete()
            found += 1
            if not any(model.objects.filter(digest=file.digest).exists() for model in (EditionFile, CompanionFile)):
                default_storage.sweep(name)
    return found


def _forget_in_search(residue: Residue) -> None:
    # Asked for anew: the pages that were found before still say the words.
    for page in Residue(residue.review).pages:
        index.insert_or_update_object(page)
    for item in [*residue.images, *residue.documents]:
        index.insert_or_update_object(item)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # The full-text index keeps what was deleted until it is merged.
            cursor.execute(f"INSERT INTO {_FTS}({_FTS}) VALUES('optimize')")
