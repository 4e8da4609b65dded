"""A pack: exactly what will leave, kept before anybody presses Send (R8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.content_hash import hash_of
from publications.models import Pack, Recipient, Review
from publications.notices.conditions import CARRY_TEXT, Purpose, TextChanged, is_through_repository
from publications.notices.enclosures import make_copies, public_copies, unnamed_copies
from publications.notices.letters import body_of, subject_of
from publications.states import ReviewState

# To whom each purpose usually goes (rules.md §1.6).
USUAL = {
    Purpose.DELAY: [Recipient.Kind.PANEL, Recipient.Kind.SECRETARY_OF_STATE],
    Purpose.NSPCC: [Recipient.Kind.NSPCC],
}
THREE = [Recipient.Kind.PANEL, Recipient.Kind.SECRETARY_OF_STATE, Recipient.Kind.OFSTED]


class NobodyChosen(MoveRefused):
    """A pack goes to somebody."""

    def __init__(self) -> None:
        super().__init__("Choose to whom it goes.")


class NoLetter(MoveRefused):
    """A pack says what it is."""

    def __init__(self) -> None:
        super().__init__("Write the letter.")


class NoMoment(MoveRefused):
    """Recipients are told when the report will be published (R8)."""

    def __init__(self) -> None:
        super().__init__("Say when it will be published. The moment has to lie ahead.")


class NothingPublic(MoveRefused):
    """There is no text that could go to the repository yet."""

    def __init__(self) -> None:
        super().__init__("The report is not public, so there is nothing yet for the national repository.")


def usual_kinds(purpose: str) -> list[str]:
    """Return the kinds of recipients to whom a pack of `purpose` usually goes."""
    return list(USUAL.get(Purpose(purpose), THREE))


def possible_recipients(review: Review, purpose: str) -> QuerySet[Recipient]:
    """Return who can get a pack of `purpose`: the repository gets its own, and nothing before publication."""
    is_nspcc = Q(kind=Recipient.Kind.NSPCC)
    return Recipient.objects.filter(is_nspcc if purpose == Purpose.NSPCC else ~is_nspcc, partnership=review.partnership)


def prepare_pack(
    review: Review,
    purpose: str,
    *,
    recipients: Sequence[Recipient],
    letter: str,
    improvements: str = "",
    moment: datetime | None = None,
    by: User,
    now: datetime,
) -> Pack:
    """Make the PDFs and keep the whole pack, for a person to look at before it is sent; nothing leaves by this."""
    role = must(by, Deed.SEND_COPIES, review.partnership)
    _refuse_incomplete(review, purpose, recipients, letter, moment, now)
    digest, files = _enclosures(review, purpose, moment, now)
    with transaction.atomic():
        locked = lock(review)
        if purpose in CARRY_TEXT and hash_of(locked) != digest:
            raise TextChanged
        pack = Pack(
            review=locked, purpose=purpose, content_hash=digest, moment=moment, files=files,
            prepared_by=by, prepared_at=now,
        )  # fmt: skip
        keep_words(pack, letter=letter, improvements=improvements, recipients=recipients)
        pack.save()
        facts = {"pack": str(pack.row), "purpose": purpose, "content_hash": digest}
        record(locked, "prepare_pack", by=by, now=now, role=role, facts=facts)
    return pack


def keep_words(pack: Pack, *, letter: str, improvements: str, recipients: Sequence[Recipient]) -> None:
    """Seal into `pack` what it says and to which addresses it goes; nothing is saved yet."""
    signed = None if is_unnamed(pack) else pack.review.partnership
    body = body_of(pack, letter=letter, improvements=improvements, partnership=signed)
    to = [{"recipient": recipient.pk, "address": recipient.address} for recipient in recipients]
    said = {"letter": letter, "improvements": improvements}
    pack.keep(said | {"subject": subject_of(pack), "body": body, "to": to})


def is_unnamed(pack: Pack) -> bool:
    """Whether nothing in `pack` may name the partnership (R18)."""
    return pack.purpose == Purpose.NSPCC and is_through_repository(pack.review)


def _refuse_incomplete(
    review: Review, purpose: str, recipients: Sequence[Recipient], letter: str, moment: datetime | None, now: datetime
) -> None:
    if not recipients or not set(recipients) <= set(possible_recipients(review, purpose)):
        raise NobodyChosen
    if not letter.strip():
        raise NoLetter
    if purpose in CARRY_TEXT and (moment is None or moment <= now):
        raise NoMoment


def _enclosures(
    review: Review, purpose: str, moment: datetime | None, now: datetime
) -> tuple[str, list[dict[str, Any]]]:
    if purpose in CARRY_TEXT:
        return make_copies(review, moment, now)
    if purpose != Purpose.NSPCC:
        return hash_of(review), []
    if is_through_repository(review):
        return unnamed_copies(review, now)
    if review.state != ReviewState.PUBLISHED:
        raise NothingPublic
    return public_copies(review)
