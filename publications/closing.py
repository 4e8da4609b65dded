"""Closing a review without publishing its report: decided, justified, signed and notified, never silent (R2, S13)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from lifecycles.guards import Checked, ask_guards
from lifecycles.moves import MoveRefused
from lifecycles.stepping import record, take_step
from partnerships.working_days import london_day, working_days_after
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.guards.closing import ClosingQuestion
from publications.milestone_rules import Outcome
from publications.models import Review, Submission
from publications.states import REVIEW, ReviewState

# How soon after the closing the report goes to the repository, when it is published through it.
SUBMIT_WITHIN_WORKING_DAYS = 10


class ReasonMissing(MoveRefused):
    """The review page says why a review was closed, so it has to be written."""

    def __init__(self) -> None:
        super().__init__("Write the reason. The page of the review will show it to everybody who works on it.")


def closing_checklist(review: Review, *, now: datetime) -> list[Checked]:
    """Return every guard of closing with its answer, for staff to see what is still to do."""
    return ask_guards(REVIEW.name, "close", ClosingQuestion(review, now))


def close_review(review: Review, *, by: User, reason: str, now: datetime) -> None:
    """Close `review` without its report; GuardsRefused until decision, signature and notice are there.

    A report that is published through the NSPCC becomes a task at once (R18).
    """
    role = must(by, Deed.CLOSE_REVIEW, review.partnership)
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        question = ClosingQuestion(review, now)
        facts = {"outcome": question.outcome, "decision": str(question.decision.row) if question.decision else ""}
        take_step(
            review, "close", by=by, role=role, now=now, reason=reason, facts=facts,
            question=lambda locked: ClosingQuestion(locked, now),
        )  # fmt: skip
        if question.outcome == Outcome.ANONYMOUS:
            _make_submission(review, by=by, role=role, now=now)


def outcome_of(review: Review, now: datetime) -> str:
    """Return the outcome that the partners decided last; empty while they have not."""
    return ClosingQuestion(review, now).outcome


def what_follows(review: Review, now: datetime) -> str:
    """Return, in words, what is left to do for a closed review; empty for every other."""
    if review.state != ReviewState.CLOSED:
        return ""
    outcome = outcome_of(review, now)
    if outcome == Outcome.IMPROVEMENTS:
        if hasattr(review, "improvements"):
            return "Information about improvements is published in its place. It has a review of its own."
        return "Begin the information about improvements, which has to be published in its place."
    if outcome == Outcome.ANONYMOUS:
        return "The report goes to the NSPCC, which publishes it without naming the partnership."
    return "Nothing is published. Panel and Secretary of State know why."


def _make_submission(review: Review, *, by: User, role: str, now: datetime) -> None:
    due = working_days_after(london_day(now), SUBMIT_WITHIN_WORKING_DAYS)
    submission = Submission.objects.create(review=review, is_anonymous=True, due_on=due)
    record(submission, "create", by=by, now=now, role=role, after=submission.state, facts={"is_anonymous": True})
