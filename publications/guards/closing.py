"""What must be true before a review is closed without publishing its report: never a silent state (R2, R3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from lifecycles.guards import Answer, fails, guard, holds
from people.roles import Deed, Role
from publications.milestone_rules import Kind, LegalSubject, Outcome
from publications.models import Milestone, Pack, Release, Review
from publications.models.releases import OPEN
from publications.notifying import has_been_told


@dataclass
class ClosingQuestion:
    """May `review` be closed without its report, seen from `now`?"""

    review: Review
    now: datetime

    @cached_property
    def decision(self) -> Milestone | None:
        """What the partners decided last and nobody took back."""
        return self.review.milestones.filter(at__lte=self.now).decision()

    @property
    def outcome(self) -> str:
        return self.decision.facts["outcome"] if self.decision else ""

    @cached_property
    def words(self) -> dict[str, Any]:
        """What was written with the decision."""
        return self.decision.words() if self.decision else {}


def _asks_the_panel(question: ClosingQuestion) -> bool:
    return question.review.partnership.has_case_review_panel


@guard(
    "review", "close", rule="R2, S6, S13", title="All three partners decided not to publish the full report",
    deed=Deed.DECIDE_PUBLICATION,
)  # fmt: skip
def not_publishing_is_decided(question: ClosingQuestion) -> Answer:
    """A positive decision of the three: improvements only, anonymous through the NSPCC, or nothing (R2, S6)."""
    if question.outcome in (Outcome.IMPROVEMENTS, Outcome.ANONYMOUS, Outcome.NONE):
        return holds()
    return fails(
        "The partners have not decided against publishing the full report.",
        "Record what all three decided. Without such a decision the full report is published.",
    )


@guard(
    "review", "close", rule="R2", title="It is written why publication would be inappropriate",
    deed=Deed.DECIDE_PUBLICATION,
)  # fmt: skip
def justification_is_written(question: ClosingQuestion) -> Answer:
    """The justification is in writing, since it is sent to Panel and Secretary of State (R2)."""
    if str(question.words.get("justification", "")).strip():
        return holds()
    return fails("The decision has no written justification.", "Record the decision again, with its justification.")


@guard(
    "review", "close", rule="R2 (case review panel)", title="The case review panel was consulted",
    deed=Deed.DECIDE_PUBLICATION, applies=_asks_the_panel,
)  # fmt: skip
def panel_was_consulted(question: ClosingQuestion) -> Answer:
    """Where a partnership has a case review panel, not publishing is decided in collaboration with it (R2, E 10.1)."""
    if question.decision and question.decision.facts.get("panel_consulted") is True:
        return holds()
    return fails("The case review panel was not consulted.", "Consult it, and record the decision again.")


@guard(
    "review", "close", rule="S6", title="A legal adviser has signed the decision",
    deed=Deed.SIGN_LEGALLY,
)  # fmt: skip
def decision_is_signed(question: ClosingQuestion) -> Answer:
    """A legal adviser signed after the decision: a later decision needs its own signature (S6)."""
    decision = question.decision
    signed = question.review.milestones.standing().filter(
        kind=Kind.LEGAL, about=LegalSubject.DECISION, role=Role.LEGAL, at__lte=question.now
    )
    if decision and signed.filter(at__gte=decision.at, pk__gt=decision.pk).exists():
        return holds()
    return fails("No legal adviser has signed this decision.", "Ask a legal adviser to read it and to sign for it.")


@guard(
    "review", "close", rule="R2, §1.6", title="Panel and Secretary of State know the decision and why",
    deed=Deed.SEND_COPIES,
)  # fmt: skip
def decision_was_sent(question: ClosingQuestion) -> Answer:
    """Panel and Secretary of State were sent the decision with its justification (S13, rules.md §1.6)."""
    decision = question.decision
    if decision and has_been_told(question.review, Pack.Purpose.NOT_PUBLISHED, since=decision.at):
        return holds()
    return fails(
        "Panel and Secretary of State have not been told of the decision.",
        "Send them the decision with its justification, from the page “Statutory copies”.",
    )


@guard(
    "review", "close", rule="S13", title="No release of the report is waiting",
    deed=Deed.WITHDRAW_RELEASE,
)  # fmt: skip
def no_release_waits(question: ClosingQuestion) -> Answer:
    """A report that is to be published cannot be closed at the same time (S13)."""
    if not Release.objects.filter(review=question.review, state__in=OPEN).exists():
        return holds()
    return fails("A release of the full report is prepared.", "Withdraw the release first.")
