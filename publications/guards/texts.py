"""What the text itself must have before it is published."""

from __future__ import annotations

from lifecycles.guards import Answer, fails, guard, holds
from pages.prose import plain_text
from people.roles import Deed
from publications.anonymity.passing import is_passed
from publications.models import CompanionPage, ReportPage
from publications.questions import ReleaseQuestion
from publications.vocabulary import ReviewType


def _is_a_report(question: ReleaseQuestion) -> bool:
    return not question.review.is_improvements


@guard(
    "review", "prepare", "schedule", "release", rule="R6", title="The Lead Reviewer is named", applies=_is_a_report,
    deed=Deed.EDIT_REPORT,
)  # fmt: skip
def reviewer_is_named(question: ReleaseQuestion) -> Answer:
    """A published report names its reviewer, always (R6, E52)."""
    if all(page.reviewer.strip() for page in question.drafts):
        return holds()
    return fails("The Lead Reviewer is not named.", "Fill in “Lead Reviewer” in the editor.")


@guard(
    "review", "prepare", "schedule", "release", rule="R21", title="The child has a pseudonym", applies=_is_a_report,
    deed=Deed.EDIT_REPORT,
)  # fmt: skip
def pseudonym_is_set(question: ReleaseQuestion) -> Answer:
    """The child is called by a pseudonym (R21, E78)."""
    if all(page.pseudonym.strip() for page in question.drafts):
        return holds()
    return fails("No pseudonym is set.", "Fill in “Pseudonym” in the editor.")


@guard("review", "prepare", "schedule", "release", rule="R3", title="It is called what it is", deed=Deed.EDIT_REPORT)
def type_is_right(question: ReleaseQuestion) -> Answer:
    """Information about improvements says that it is that, and nothing else says so (R3)."""
    said = {page.review_type == ReviewType.IMPROVEMENTS for page in question.drafts}
    if said == {question.review.is_improvements}:
        return holds()
    return fails(
        "The type of review on the page is not what this is.",
        "Choose “Information about improvements” in the editor where it is that, and another type where it is not.",
    )


@guard("review", "prepare", "schedule", "release", rule="R7", title="The report has a text", deed=Deed.EDIT_REPORT)
def report_has_a_text(question: ReleaseQuestion) -> Answer:
    """There is something to read (R7)."""
    if all(len(page.body) for page in question.drafts):
        return holds()
    return fails("The report has no text.", "Bring in the Word file, or write the report in the editor.")


@guard(
    "review", "prepare", "schedule", "release", rule="R60", title="Every picture is described", deed=Deed.EDIT_REPORT
)
def pictures_are_described(question: ReleaseQuestion) -> Answer:
    """Every picture has words for people who cannot see it (WCAG 1.1.1)."""
    if not any(_bare_pictures(page) for page in [*question.drafts, *question.companions]):
        return holds()
    return fails("A picture has no description.", "Write the description of each picture in the editor.")


@guard(
    "review", "prepare", "schedule", "release", rule="R20", title="Readers are told where to find support",
    deed=Deed.EDIT_REPORT,
)  # fmt: skip
def support_is_named(question: ReleaseQuestion) -> Answer:
    """Support links stand beside what is hard to read (R20, rules.md S9)."""
    if all(len(page.support) for page in question.drafts):
        return holds()
    return fails("No support is named.", "Add at least one support service in the editor.")


@guard(
    "review", "prepare", "schedule", "release", rule="R20-R25", title="Two people have passed its anonymity",
    deed=Deed.CHECK_ANONYMITY,
)  # fmt: skip
def anonymity_is_passed(question: ReleaseQuestion) -> Answer:
    """This very content was checked, nothing found in it is open, and two named people signed for it (R20-R25, S7)."""
    if is_passed(question.review, question.content_hash):
        return holds()
    return fails(
        "The anonymity of this text is not passed.",
        "Check it on the page “Anonymity” of the review; then two people who are named there sign.",
    )


def _bare_pictures(page: ReportPage | CompanionPage) -> bool:
    return any(b.block_type == "figure" and not plain_text(b.value["alt"] or "") for b in page.body)
