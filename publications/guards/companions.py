"""Nothing that is to go out with the report is left behind unfinished: together, or not at all."""

from __future__ import annotations

from lifecycles.guards import Answer, fails, guard, holds
from people.roles import Deed
from publications.companions.wholeness import missing_in
from publications.questions import ReleaseQuestion


def _has_companions(question: ReleaseQuestion) -> bool:
    return question.review.companions.filter(left_out_at=None).exists()


@guard(
    "review", "prepare", "schedule", "release", rule="R1, R40", title="What goes out with the report is finished",
    deed=Deed.EDIT_REPORT, applies=_has_companions,
)  # fmt: skip
def companions_are_whole(question: ReleaseQuestion) -> Answer:
    """Each has a text in every language of the report, and the family agreed to the words of its statement."""
    missing = missing_in(question.review, question.drafts, question.companions)
    if not missing:
        return holds()
    return fails(missing[0].said, missing[0].next_step)
