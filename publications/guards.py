"""What must be true before a report is published. To add a guard, write one more function like these.

`prepare` is asked when a release is prepared, `schedule` when a second person confirms it, `release` at its hour.
"""

from __future__ import annotations

from lifecycles.guards import Answer, fails, guard, holds
from pages.prose import plain_text
from people.permissions import may
from people.roles import Deed
from publications.anonymity.passing import is_passed
from publications.models import EditionFile, ReportPage
from publications.questions import ReleaseQuestion


@guard("review", "prepare", "schedule", "release", rule="R6", title="The Lead Reviewer is named")
def reviewer_is_named(question: ReleaseQuestion) -> Answer:
    """A published report names its reviewer, always (R6, E52)."""
    if all(page.reviewer.strip() for page in question.drafts):
        return holds()
    return fails("The Lead Reviewer is not named.", "Fill in “Lead Reviewer” in the editor.")


@guard("review", "prepare", "schedule", "release", rule="R21", title="The child has a pseudonym")
def pseudonym_is_set(question: ReleaseQuestion) -> Answer:
    """The child is called by a pseudonym (R21, E78)."""
    if all(page.pseudonym.strip() for page in question.drafts):
        return holds()
    return fails("No pseudonym is set.", "Fill in “Pseudonym” in the editor.")


@guard("review", "prepare", "schedule", "release", rule="R7", title="The report has a text")
def report_has_a_text(question: ReleaseQuestion) -> Answer:
    """There is something to read (R7)."""
    if all(len(page.body) for page in question.drafts):
        return holds()
    return fails("The report has no text.", "Bring in the Word file, or write the report in the editor.")


@guard("review", "prepare", "schedule", "release", rule="R60", title="Every picture is described")
def pictures_are_described(question: ReleaseQuestion) -> Answer:
    """Every picture has words for people who cannot see it (WCAG 1.1.1)."""
    if not any(_bare_pictures(page) for page in question.drafts):
        return holds()
    return fails("A picture has no description.", "Write the description of each picture in the editor.")


@guard("review", "prepare", "schedule", "release", rule="R20", title="Readers are told where to find support")
def support_is_named(question: ReleaseQuestion) -> Answer:
    """Support links stand beside what is hard to read (R20, rules.md S9)."""
    if all(len(page.support) for page in question.drafts):
        return holds()
    return fails("No support is named.", "Add at least one support service in the editor.")


@guard("review", "prepare", "schedule", "release", rule="R20-R25", title="Two people have passed its anonymity")
def anonymity_is_passed(question: ReleaseQuestion) -> Answer:
    """This very content was checked, nothing found in it is open, and two named people signed for it (R20-R25, S7)."""
    if is_passed(question.review, question.content_hash):
        return holds()
    return fails(
        "The anonymity of this text is not passed.",
        "Check it on the page “Anonymity” of the review; then two people who are named there sign.",
    )


@guard("review", "schedule", "release", rule="R7", title="It can be read on the page and downloaded")
def readable_and_downloadable(question: ReleaseQuestion) -> Answer:
    """Every language has its page and its PDF, made for this release (R7, E53)."""
    made = {edition.language for edition in question.editions if _is_complete(edition)}
    if made and made == {page.locale.language_code for page in question.drafts}:
        return holds()
    return fails("The page or the PDF is missing in a language.", "Withdraw this release and prepare it again.")


@guard("review", "schedule", "release", rule="R10", title="Nothing was edited since the release was prepared")
def nothing_was_edited(question: ReleaseQuestion) -> Answer:
    """A release is bound to the content hash: one changed character and it lapses (R10)."""
    if question.release and question.release.content_hash == question.content_hash:
        return holds()
    return fails("The report was edited after the release was prepared.", "Withdraw it and prepare it again.")


@guard("review", "schedule", "release", rule="§2 (iv)", title="Two different people prepare and confirm")
def two_different_people(question: ReleaseQuestion) -> Answer:
    """Nobody both prepares and releases (rules.md §2, invariant iv)."""
    release = question.release
    if release and release.confirmed_by_id and release.confirmed_by_id != release.prepared_by_id:
        return holds()
    return fails("One person cannot both prepare and confirm.", "Ask a colleague who may confirm releases.")


@guard("review", "release", rule="§2 (iv)", title="Both people still have their role")
def both_people_still_have_their_role(question: ReleaseQuestion) -> Answer:
    """Who has left the partnership since can no longer vouch for its release."""
    release, partnership = question.release, question.review.partnership
    if (
        release
        and may(release.prepared_by, Deed.PREPARE_RELEASE, partnership)
        and may(release.confirmed_by, Deed.CONFIRM_RELEASE, partnership)
    ):
        return holds()
    return fails("Somebody who prepared or confirmed it has lost that role.", "Prepare and confirm it again.")


@guard("review", "prepare", "schedule", rule="§1.5", title="The moment lies ahead")
def moment_lies_ahead(question: ReleaseQuestion) -> Answer:
    """The embargo has a date and a time, and it is in the future."""
    if question.moment > question.now:
        return holds()
    return fails("The moment of publication has passed.", "Choose a later moment.")


@guard("review", "release", rule="§1.5", title="The hour has come")
def hour_has_come(question: ReleaseQuestion) -> Answer:
    """Nothing is public before its moment."""
    if question.now >= question.moment:
        return holds()
    return fails("The hour has not come yet.", "Wait for the moment of publication.")


def _bare_pictures(page: ReportPage) -> bool:
    return any(b.block_type == "figure" and not plain_text(b.value["alt"] or "") for b in page.body)


def _is_complete(edition: object) -> bool:
    roles = {file.role for file in edition.files.all()}
    return bool(edition.html) and edition.pdf_pages > 0 and EditionFile.Role.PDF in roles
