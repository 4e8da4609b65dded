"""A moment that something speaks against is chosen only for a reason (R29)."""

from __future__ import annotations

from lifecycles.guards import Answer, fails, guard, holds
from people.roles import Deed
from publications.conflicts import conflicts_at
from publications.questions import ReleaseQuestion


def _is_first(question: ReleaseQuestion) -> bool:
    return question.is_new and not question.is_correction


@guard(
    "review", "prepare", "schedule", rule="R29, S9", title="Nothing speaks against the moment, or there is a reason",
    deed=Deed.PREPARE_RELEASE, applies=_is_first,
)  # fmt: skip
def conflicts_have_a_reason(question: ReleaseQuestion) -> Answer:
    """Another report the same morning, a Friday evening, a sensitive date: all possible, with a reason (R29, S9)."""
    reason = question.release.conflict_reason if question.release else question.conflict_reason
    found = [] if reason.strip() else conflicts_at(question.review, question.moment)
    if not found:
        return holds()
    said = " ".join(conflict.words for conflict in found)
    return fails(said, "Choose another moment, or write why it is this moment all the same.")
