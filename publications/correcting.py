"""A public report is corrected: a person decides whether the change is material, and readers are told what it was.

The correction itself is a release like any other: prepared by one, confirmed by another, carried out at its hour.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.anonymity.listing import list_of
from publications.content_hash import hash_of
from publications.milestones import Incomplete, Kind, record_milestone
from publications.models import Dispatch, Milestone, Pack, Review, WatchList
from publications.models.releases import OPEN
from publications.notifying import ARRIVED

MOST_OF_NOTE = 500


class NotInPublic(MoveRefused):
    """There is no text in public that could be corrected."""

    def __init__(self) -> None:
        super().__init__("Only a report that is public, or offline for the moment, is corrected.")


class NothingChanged(MoveRefused):
    """The draft says what the public reads."""

    def __init__(self) -> None:
        super().__init__("The report says what is public already. Correct it in the editor first.")


class NothingSent(MoveRefused):
    """Before publication a change is compared with what the recipients were sent last."""

    def __init__(self) -> None:
        super().__init__("No statutory copy was sent yet, so there is no earlier text to compare with.")


class SameAsSent(MoveRefused):
    """The draft says what the recipients have."""

    def __init__(self) -> None:
        super().__init__("The report says what the recipients were sent. Nothing has to be decided.")


class CorrectionIsOpen(MoveRefused):
    """A release is prepared that carries the note as it is."""

    def __init__(self) -> None:
        super().__init__("A correction is prepared already. Withdraw it first.")


def decide_materiality(review: Review, *, is_material: bool, reason: str, by: User, now: datetime) -> Milestone:
    """Decide whether the draft differs materially from what is public, with the reason (R10, S10a).

    Bound to the draft as it is: a later edit needs another decision. NotInPublic, NothingChanged, Incomplete.
    """
    must(by, Deed.DECIDE_MATERIAL, review.partnership)
    with transaction.atomic():
        locked = _public(review)
        earlier = locked.public_release.content_hash
        if hash_of(locked) == earlier:
            raise NothingChanged
        facts = {"earlier_hash": earlier, "is_material": is_material}
        words = {"reason": reason.strip()}
        return record_milestone(locked, Kind.MATERIALITY, by=by, now=now, facts=facts, words=words)


def sent_hash(review: Review) -> str:
    """Return the hash of the text of which a statutory copy went last; empty while none did."""
    sent = Dispatch.objects.filter(review=review, state__in=ARRIVED, pack__purpose=Pack.Purpose.FINAL_COPY)
    return sent.order_by("sent_at", "pk").values_list("pack__content_hash", flat=True).last() or ""


def decide_change_since_copy(review: Review, *, is_material: bool, reason: str, by: User, now: datetime) -> Milestone:
    """Decide, before publication, whether the draft differs materially from what the recipients were sent (R10).

    One that is not material keeps the notice and nothing else: approvals are for the very text.
    NothingSent, SameAsSent.
    """
    must(by, Deed.DECIDE_MATERIAL, review.partnership)
    with transaction.atomic():
        locked = lock(review)
        earlier = sent_hash(locked)
        if not earlier:
            raise NothingSent
        if hash_of(locked) == earlier:
            raise SameAsSent
        facts, words = {"earlier_hash": earlier, "is_material": is_material}, {"reason": reason.strip()}
        return record_milestone(locked, Kind.MATERIALITY, by=by, now=now, facts=facts, words=words)


def write_note(review: Review, note: str, *, by: User, now: datetime) -> None:
    """Write what readers will be told of the correction. It has to pass the anonymity check anew, like a new text.

    NotInPublic, CorrectionIsOpen, Incomplete when it says nothing or more than MOST_OF_NOTE characters.
    """
    role = must(by, Deed.PREPARE_RELEASE, review.partnership)
    note = note.strip()
    if not note or len(note) > MOST_OF_NOTE:
        raise Incomplete(f"Write what was corrected, in up to {MOST_OF_NOTE} characters.")
    with transaction.atomic():
        locked = _public(review)
        if locked.releases.filter(state__in=OPEN).exists():
            raise CorrectionIsOpen
        if note == locked.correction_note:
            return
        _keep(locked, note)
        record(locked, "write_correction_note", by=by, now=now, role=role)
    review.correction_note = note


def _public(review: Review) -> Review:
    locked = lock(review)
    if not locked.is_in_public_or_paused:
        raise NotInPublic
    return locked


def _keep(review: Review, note: str) -> None:
    Review.objects.filter(pk=review.pk).update(correction_note=note)
    # Whoever signed for its anonymity has not seen these words.
    WatchList.objects.filter(pk=list_of(review).pk).update(version=F("version") + 1)
