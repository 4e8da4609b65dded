"""What the statutory recipients must have had, and what they must have been answered (R8 to R11)."""

from __future__ import annotations

from lifecycles.guards import Answer, fails, guard, holds
from partnerships.working_days import UnknownCalendar
from people.roles import Deed
from publications.models import Comment
from publications.notifying import latest_moment, recipients_without_copy
from publications.questions import ReleaseQuestion


def _needs_copies(question: ReleaseQuestion) -> bool:
    return question.is_new and not (question.is_correction and question.is_immaterial)


@guard(
    "review", "schedule", "release", rule="R8, R10, R11", title="The statutory copies were sent in time",
    deed=Deed.SEND_COPIES, applies=_needs_copies,
)  # fmt: skip
def copies_were_sent(question: ReleaseQuestion) -> Answer:
    """Panel, Secretary of State and Ofsted had this very text seven working days before (R8, S9)."""
    try:
        last = latest_moment(question)
        missing = recipients_without_copy(question, last)
    except UnknownCalendar as unknown:
        return fails(str(unknown), "Choose a day in a year whose bank holidays are known.")
    if not missing:
        return holds()
    names = ", ".join(str(recipient) for recipient in missing)
    return fails(
        f"No copy in time: {names}.",
        "Send this text to them or choose a later day; or have it decided that a small change is not material.",
        by_when=last,
    )


@guard(
    "review", "schedule", "release", rule="R9", title="Every comment of a recipient is answered",
    deed=Deed.SEND_COPIES, applies=_needs_copies,
)  # fmt: skip
def comments_are_answered(question: ReleaseQuestion) -> Answer:
    """The partners have regard to what Panel and Secretary of State say: nothing stays unanswered (R9)."""
    comments = question.review.comments
    if comments.filter(answered_at=None).exists():
        return fails("A comment of a recipient waits for an answer.", "Read it, decide, and record the answer.")
    if comments.filter(outcome=Comment.Outcome.ACCEPTED, content_hash=question.content_hash).exists():
        return fails("A comment was accepted, and the text is still the same.", "Change the text as it was promised.")
    return holds()
