"""What must be true before the text of a public report is exchanged for a corrected one (R10, S10a)."""

from __future__ import annotations

from lifecycles.guards import Answer, fails, guard, holds
from people.roles import Deed
from publications.milestones import Kind
from publications.models import Edition
from publications.questions import ReleaseQuestion


def _is_correction(question: ReleaseQuestion) -> bool:
    return question.is_correction


@guard(
    "review", "prepare", "schedule", "release", rule="R10, S10a", title="It is decided whether the change is material",
    deed=Deed.DECIDE_MATERIAL, applies=_is_correction,
)  # fmt: skip
def correction_is_decided(question: ReleaseQuestion) -> Answer:
    """A named person has compared this very text with the public one, and said whether it is another (R10, S10a)."""
    if question.content_hash == question.earlier_hash:
        return fails("Nothing was changed since it was published.", "Correct the report in the editor first.")
    decided = [row for row in question.standing(Kind.MATERIALITY) if row.content_hash == question.content_hash]
    if decided and decided[-1].facts["earlier_hash"] == question.earlier_hash:
        return holds()
    return fails(
        "Nobody has decided whether this change is material.",
        "Decide it on the page “Correct the report”, with the reason.",
    )


@guard(
    "review", "prepare", "schedule", "release", rule="S10a", title="A note tells readers of the correction",
    deed=Deed.PREPARE_RELEASE, applies=_is_correction,
)  # fmt: skip
def correction_is_explained(question: ReleaseQuestion) -> Answer:
    """Readers are told what was corrected, in the very words that were checked for anonymity (S10a, R20)."""
    note = question.review.correction_note.strip()
    if not note:
        return fails("No public note says what was corrected.", "Write it on the page “Correct the report”.")
    if question.release and (question.correction is None or question.correction.note != note):
        return fails("The note was changed after the correction was prepared.", "Withdraw it and prepare it again.")
    return holds()


@guard(
    "review", "prepare", "schedule", "release", rule="A33, S10a", title="Its address stays the same",
    deed=Deed.EDIT_REPORT, applies=_is_correction,
)  # fmt: skip
def address_stays(question: ReleaseQuestion) -> Answer:
    """What people have linked to and cited still leads to it, in every language that it had (A33)."""
    public = Edition.objects.filter(release_id=question.review.public_release_id).values_list("language", "slug")
    drafts = {(page.locale.language_code, page.slug) for page in question.drafts}
    if set(public) <= drafts:
        return holds()
    return fails("The address of the report was changed.", "Put the old address back in the editor.")
