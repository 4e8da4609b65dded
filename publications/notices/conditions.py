"""What must be true before anything leaves: no hold, a text that is approved and anonymous (S7, S8)."""

from __future__ import annotations

from datetime import datetime

from lifecycles.moves import MoveRefused
from people.roles import Partner, Role
from publications.anonymity.passing import is_passed
from publications.milestones import Kind, Outcome
from publications.models import Hold, Pack, Review
from publications.questions import ReleaseQuestion
from publications.states import ReviewState

Purpose = Pack.Purpose
# What carries a text, or names a day. That a review is late, or will not be published, is told even during a hold:
# a hold is often the very reason (R13).
CARRY_TEXT = (Purpose.FINAL_COPY, Purpose.CORRECTION)
NOT_DURING_HOLD = (*CARRY_TEXT, Purpose.NSPCC)


class OnHold(MoveRefused):
    """While a hold stands nobody is notified (rules.md §2, overlays)."""

    def __init__(self, hold: Hold) -> None:
        super().__init__(f"The review is on hold: {hold.get_kind_display()}. Nothing is sent until the hold is lifted.")


class NotApproved(MoveRefused):
    """The three partners approve this very text before it is sent (S5 before S8)."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(f"This text is not approved yet: {', '.join(missing)}. Nothing was sent.")


class NotAnonymous(MoveRefused):
    """Two people pass the anonymity of this very text before it is sent (S7 before S8)."""

    def __init__(self) -> None:
        super().__init__("The anonymity of this text is not passed. Nothing was sent.")


class TextChanged(MoveRefused):
    """The pack holds a text that is not the present one."""

    def __init__(self) -> None:
        super().__init__("The report was edited after this was prepared. Prepare it again. Nothing was sent.")


class NotSignedByLaw(MoveRefused):
    """Publication through the NSPCC without a name needs a legal adviser (S6)."""

    def __init__(self) -> None:
        super().__init__("No legal adviser has signed the decision to publish it without naming the partnership.")


class NotYetPublic(MoveRefused):
    """Only what is public goes to the repository, or a report that the partners decided to publish through it."""

    def __init__(self) -> None:
        super().__init__("The report is not public, so it cannot go to the national repository yet.")


def refuse_during_hold(review: Review, purpose: str) -> None:
    """Raise OnHold when `review` is on hold and a pack of `purpose` may not leave then."""
    hold = review.holds.filter(lifted_at=None).first()
    if hold and purpose in NOT_DURING_HOLD:
        raise OnHold(hold)


def refuse_unless_ready(pack: Pack, now: datetime) -> None:
    """Raise the first reason why `pack` may not leave now."""
    review = pack.review
    refuse_during_hold(review, pack.purpose)
    if pack.purpose in CARRY_TEXT:
        _refuse_text(pack, now)
    if pack.purpose == Purpose.NSPCC:
        _refuse_submission(pack, now)


def is_through_repository(review: Review) -> bool:
    """Whether the report was closed to be published through the NSPCC, without naming the partnership (R18)."""
    decision = review.milestones.decision()
    return bool(review.state == ReviewState.CLOSED and decision and decision.facts["outcome"] == Outcome.ANONYMOUS)


def _refuse_text(pack: Pack, now: datetime) -> None:
    question = ReleaseQuestion(pack.review, pack.moment or now, now)
    if pack.content_hash != question.content_hash:
        raise TextChanged
    approved = {row.about for row in question.vouched(Kind.APPROVAL)}
    missing = [str(label) for value, label in Partner.choices if value not in approved]
    if missing:
        raise NotApproved(missing)
    if not is_passed(pack.review, pack.content_hash):
        raise NotAnonymous


def _refuse_submission(pack: Pack, now: datetime) -> None:
    review = pack.review
    if is_through_repository(review):
        _refuse_text(pack, now)
        if not _is_signed(review):
            raise NotSignedByLaw
    elif review.state != ReviewState.PUBLISHED:
        raise NotYetPublic
    elif pack.content_hash != review.public_release.content_hash:
        raise TextChanged


def _is_signed(review: Review) -> bool:
    standing = review.milestones.standing()
    decision = review.milestones.decision()
    signed = standing.filter(kind=Kind.LEGAL, about="decision", role=Role.LEGAL, at__gte=decision.at)
    return signed.exists()
