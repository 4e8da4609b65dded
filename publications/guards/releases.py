"""What must be true of the release: complete, unedited, by two people, at its hour."""

from __future__ import annotations

from lifecycles.guards import Answer, fails, guard, holds
from people.permissions import may
from people.roles import Deed
from publications.models import EditionFile
from publications.questions import ReleaseQuestion


@guard("review", "schedule", "release", rule="R7", title="It can be read on the page and downloaded")
def readable_and_downloadable(question: ReleaseQuestion) -> Answer:
    """Every language has its page and its PDF, made for this release (R7, E53)."""
    made = {edition.language for edition in question.editions if _is_complete(edition)}
    together = {(edition.kind, edition.language) for edition in question.companion_editions if _is_complete(edition)}
    wanted = {(page.kind, page.locale.language_code) for page in question.companions}
    if made and made == {page.locale.language_code for page in question.drafts} and together == wanted:
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


def _is_complete(edition: object) -> bool:
    roles = {file.role for file in edition.files.all()}
    return bool(edition.html) and edition.pdf_pages > 0 and EditionFile.Role.PDF in roles
