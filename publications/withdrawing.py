"""Pausing at once by one person, putting back by two, archiving after the year, removing for good by two."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from lifecycles.guards import Answer, GuardsRefused, fails, guard, holds
from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record, take_step
from pages.changing import note_forgotten, note_public_change
from partnerships.working_days import london_day
from people.models import User
from people.permissions import must, roles_of
from people.roles import Deed, Role
from publications.carrying_out import carry_out, held_correction, make_public
from publications.learning.removing import take_down_briefings_of
from publications.ledger import close_spell, earliest_archive_day
from publications.models import CompanionPage, Milestone, Proposal, Release, Review
from publications.models.releases import OPEN
from publications.states import REVIEW, ProposalState

REMOVE = "remove"
# What one person proposes and another confirms, and which deed either of them needs.
NEEDS_TWO = {
    "restore": (Deed.PROPOSE_RESTORE, Deed.CONFIRM_RESTORE),
    "reinstate": (Deed.PROPOSE_RESTORE, Deed.CONFIRM_RESTORE),
    REMOVE: (Deed.REMOVE, Deed.REMOVE),
}


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


class OrderMissing(MoveRefused):
    """A removal names the order of the court, or whose decision it was (S12)."""

    def __init__(self) -> None:
        super().__init__("Write the reference of the court order, or whose decision it was.")


class NeedsLegalAdviser(MoveRefused):
    """The floor of a year is overridden only with a legal adviser (S12)."""

    def __init__(self) -> None:
        super().__init__("One of the two who remove a report has to be a legal adviser.")


class CorrectionStands(MoveRefused):
    """A correction waits for the report to be put back, and cannot go out as things are."""

    def __init__(self, refused: GuardsRefused) -> None:
        super().__init__(f"The correction that waits cannot go out. {refused} Mend that, or withdraw the correction.")


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


@guard("review", "archive", rule="S11, F15", title="The family was told of the archiving", deed=Deed.RECORD_FAMILY)
def family_was_told_of_archiving(question: tuple[Review, datetime]) -> Answer:
    """The family hears of it before, and anew when the report was put back in between (S11, §1.6)."""
    review, now = question
    spells = list(review.spells.all())
    since = max([spell.ended_at for spell in spells if spell.ended_by == "archive"] + [review.created_at])
    told = review.milestones.standing().filter(kind=Milestone.Kind.ARCHIVE_TOLD, at__gte=since, at__lte=now)
    if told.exists():
        return holds()
    return fails(
        "The family was not told that it will be archived.",
        "Tell them; record it on the page “Milestones”, or why it was not possible.",
    )


def pause(review: Review, *, by: User, reason: str, now: datetime) -> None:
    """Take the report offline at once; the days offline are added to its year (S10b)."""
    _leave("pause", Deed.PAUSE, review, by=by, reason=reason, now=now)


def archive(review: Review, *, by: User, reason: str, now: datetime) -> None:
    """Replace the report by its short record. Refused before the year is over; never automatic (S11)."""
    _leave("archive", Deed.ARCHIVE, review, by=by, reason=reason, now=now)


def propose(review: Review, move: str, *, by: User, reason: str, now: datetime, order_reference: str = "") -> Proposal:
    """Propose to put a report back, or to remove it for good by an order (S12); another person has to confirm."""
    if move not in NEEDS_TWO:
        raise MoveRefused("This change is not proposed; it is made.")
    role = must(by, NEEDS_TWO[move][0], review.partnership)
    _refuse_without(reason)
    order_reference = order_reference.strip()
    if move == REMOVE and not order_reference:
        raise OrderMissing
    REVIEW.find(move, review.state)
    with transaction.atomic():
        try:
            with transaction.atomic():
                proposal = Proposal.objects.create(
                    review=review, move=move, reason=reason, order_reference=order_reference,
                    proposed_by=by, proposed_at=now,
                )  # fmt: skip
        except IntegrityError as error:
            raise AlreadyProposed from error
        name = "propose_removal" if move == REMOVE else "propose"
        record(proposal, name, by=by, now=now, after=proposal.state, role=role, reason=reason)
    return proposal


def confirm(proposal: Proposal, *, by: User, now: datetime) -> None:
    """Confirm somebody else's proposal: the report is public again, exactly as it was released, or it is removed.

    A correction whose hour came while the report was offline goes out in the same moment, so that nobody reads the
    text that was to be corrected; CorrectionStands when it cannot.
    """
    role = must(by, NEEDS_TWO[proposal.move][1], proposal.review.partnership)
    if by.pk == proposal.proposed_by_id:
        raise NotTheSamePerson
    if proposal.move == REMOVE and not _has_legal_adviser(proposal, by):
        raise NeedsLegalAdviser
    with transaction.atomic():
        waiting = held_correction(proposal.review, now) if proposal.move == "restore" else None
        _lock_releases(proposal.review)
        # The review first, as in _leave, so that no two wait for each other.
        review = lock(proposal.review)
        take_step(proposal, "confirm", by=by, role=role, now=now)
        Proposal.objects.filter(pk=proposal.pk).update(confirmed_by=by, confirmed_at=now)
        facts = {"proposal": proposal.pk} if proposal.move == REMOVE else {}
        if proposal.move == REMOVE:
            _take_away(review, REMOVE, by=by, role=role, reason=proposal.reason, now=now, facts=facts)
            take_down_briefings_of(review, by=by, role=role, now=now)
        else:
            take_step(review, proposal.move, by=by, role=role, now=now, reason=proposal.reason)
            make_public(review, review.public_release, now=now)
        if waiting:
            _correct_at_once(waiting, now)


def withdraw_proposal(proposal: Proposal, *, by: User, now: datetime) -> None:
    """Take a proposal back."""
    role = must(by, NEEDS_TWO[proposal.move][0], proposal.review.partnership)
    take_step(proposal, "withdraw", by=by, role=role, now=now)


def _leave(move: str, deed: Deed, review: Review, *, by: User, reason: str, now: datetime) -> None:
    role = must(by, deed, review.partnership)
    _refuse_without(reason)
    with transaction.atomic():
        _lock_releases(review)
        _take_away(review, move, by=by, role=role, reason=reason, now=now)


def _take_away(
    review: Review, move: str, *, by: User, role: str, reason: str, now: datetime, facts: dict[str, str] | None = None
) -> None:
    question = {"question": lambda locked: (locked, now)} if move == "archive" else {}
    take_step(review, move, by=by, role=role, now=now, reason=reason, facts=facts, **question)
    close_spell(review, now, move=move)
    for proposal in review.proposals.filter(state=ProposalState.PROPOSED):
        if move == REMOVE or proposal.move != REMOVE:
            take_step(proposal, "withdraw", by=by, role=role, now=now)
    if move != "pause":
        for release in review.releases.filter(state__in=OPEN):
            take_step(release, "withdraw", by=by, role=role, now=now, reason=reason)
    together = CompanionPage.objects.filter(companion__review=review, live=True)
    for page in [*review.pages.filter(live=True), *together]:
        page.unpublish(set_expired=False, log_action=False)
    note = note_forgotten if move == REMOVE else note_public_change
    note(f"review:{review.pk}", review.partnership_id, now=now)


def _lock_releases(review: Review) -> None:
    # Whoever needs both waits for the release first (releasing.confirm_release), so that no two wait for each other.
    list(Release.objects.select_for_update().filter(review=review, state__in=OPEN).order_by("pk"))


def _correct_at_once(waiting: Release, now: datetime) -> None:
    try:
        carry_out(waiting, now)
    except GuardsRefused as refused:
        raise CorrectionStands(refused) from refused


def _has_legal_adviser(proposal: Proposal, by: User) -> bool:
    partnership = proposal.review.partnership
    return any(Role.LEGAL in roles_of(person, partnership) for person in (proposal.proposed_by, by))


def _refuse_without(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing
