"""Pausing at once by one person, putting back by two, archiving after the year, removing for good."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from lifecycles.guards import Answer, fails, guard, holds
from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record, take_step
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.editions import london_day
from publications.ledger import close_spell, earliest_archive_day
from publications.models import Proposal, Review
from publications.releasing import make_public
from publications.states import REVIEW, ProposalState

NEEDS_TWO = ("restore", "reinstate")


class ReasonMissing(MoveRefused):
    """The move needs a reason that will stand in the record."""

    def __init__(self) -> None:
        super().__init__("Write the reason. It is kept in the record and is not shown to the public.")


class NotTheSamePerson(MoveRefused):
    """Whoever proposed cannot confirm."""

    def __init__(self) -> None:
        super().__init__("You proposed this, so somebody else has to confirm it.")


class AlreadyProposed(MoveRefused):
    """The same change is waiting for its second person."""

    def __init__(self) -> None:
        super().__init__("This has already been proposed and is waiting for a second person.")


@guard("review", "archive", rule="R4", title="It was public for a year, and for every day that it was offline")
def year_is_over(question: tuple[Review, datetime]) -> Answer:
    """Archiving is refused before one calendar year plus paused days (R4, §2 invariant iii)."""
    review, now = question
    today = london_day(now)
    earliest = earliest_archive_day(review, today)
    if earliest and today >= earliest:
        return holds()
    shown = f"{earliest:%d %B %Y}".lstrip("0") if earliest else "later"
    return fails(f"It has to stay public until {shown}.", "Come back on that day.")


def pause(review: Review, *, by: User, reason: str, now: datetime) -> None:
    """Take the report offline at once; the days offline are added to its year (S10b)."""
    _leave("pause", Deed.PAUSE, review, by=by, reason=reason, now=now)


def archive(review: Review, *, by: User, reason: str, now: datetime) -> None:
    """Replace the report by its short record. Refused before the year is over; never automatic (S11)."""
    _leave("archive", Deed.ARCHIVE, review, by=by, reason=reason, now=now)


def remove(review: Review, *, by: User, reason: str, now: datetime) -> None:
    """Take the report away for good: the public is told that it is gone (410). Only by order or serious harm (S12)."""
    _leave("remove", Deed.REMOVE, review, by=by, reason=reason, now=now)


def propose(review: Review, move: str, *, by: User, reason: str, now: datetime) -> Proposal:
    """Propose to put a paused or archived report back; another person has to confirm."""
    role = must(by, Deed.PROPOSE_RESTORE, review.partnership)
    _refuse_without(reason)
    if move not in NEEDS_TWO:
        raise MoveRefused("This change is not proposed; it is made.")
    REVIEW.find(move, review.state)
    with transaction.atomic():
        try:
            with transaction.atomic():
                proposal = Proposal.objects.create(
                    review=review, move=move, reason=reason, proposed_by=by, proposed_at=now
                )
        except IntegrityError as error:
            raise AlreadyProposed from error
        record(proposal, "propose", by=by, now=now, after=proposal.state, role=role, reason=reason)
    return proposal


def confirm(proposal: Proposal, *, by: User, now: datetime) -> None:
    """Confirm somebody else's proposal: the report is public again, exactly as it was released."""
    role = must(by, Deed.CONFIRM_RESTORE, proposal.review.partnership)
    if by.pk == proposal.proposed_by_id:
        raise NotTheSamePerson
    with transaction.atomic():
        # The review first, as in _leave, so that no two wait for each other.
        review = lock(proposal.review)
        take_step(proposal, "confirm", by=by, role=role, now=now)
        Proposal.objects.filter(pk=proposal.pk).update(confirmed_by=by, confirmed_at=now)
        take_step(review, proposal.move, by=by, role=role, now=now, reason=proposal.reason)
        make_public(review, review.public_release, now=now)


def withdraw_proposal(proposal: Proposal, *, by: User, now: datetime) -> None:
    """Take a proposal back."""
    role = must(by, Deed.PROPOSE_RESTORE, proposal.review.partnership)
    take_step(proposal, "withdraw", by=by, role=role, now=now)


def _leave(move: str, deed: Deed, review: Review, *, by: User, reason: str, now: datetime) -> None:
    role = must(by, deed, review.partnership)
    _refuse_without(reason)
    with transaction.atomic():
        question = {"question": lambda locked: (locked, now)} if move == "archive" else {}
        take_step(review, move, by=by, role=role, now=now, reason=reason, **question)
        close_spell(review, now)
        for proposal in review.proposals.filter(state=ProposalState.PROPOSED):
            take_step(proposal, "withdraw", by=by, role=role, now=now)
        for page in review.pages.filter(live=True):
            page.unpublish(set_expired=False, log_action=False)


def _refuse_without(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing
