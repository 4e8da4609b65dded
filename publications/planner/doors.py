"""The page on which a guard is made to hold, as far as the person may open it."""

from __future__ import annotations

from django.urls import reverse

from lifecycles.guards import Guard
from people.roles import Deed
from publications.models import Release, Review
from publications.planner.stages import deeds_for
from publications.states import ReleaseState

EDITOR = "wagtailadmin_pages:edit"
# Each guard with the name of the page that takes the uuid of the review.
PAGES = {
    "report_is_there": "review_import",
    "companions_are_whole": "companions",
    "not_on_hold": "review_holds",
    "reviewers_have_declared": "review_people",
    "reviewers_are_announced": "review_people",
    "restrictions_are_signed": "milestones",
    "active_proceedings_are_signed": "milestones",
    "quality_is_checked": "milestones",
    "partners_have_approved": "milestones",
    "recommendations_are_adopted": "milestones",
    "publication_is_decided": "milestones",
    "findings_were_offered": "milestones",
    "family_is_told": "milestones",
    "practitioners_are_told": "milestones",
    "media_is_planned": "milestones",
    "proceedings_were_affirmed": "milestones",
    "correction_is_decided": "correction",
    "correction_is_explained": "correction",
    "copies_were_sent": "notices",
    "comments_are_answered": "notices",
}
OF_THE_TEXT = {
    "report_has_a_text", "type_is_right", "reviewer_is_named", "pseudonym_is_set", "pictures_are_described",
    "support_is_named", "involvement_is_explained", "address_stays",
}  # fmt: skip
OF_THE_RELEASE = {
    "moment_lies_ahead", "conflicts_have_a_reason", "readable_and_downloadable", "nothing_was_edited",
    "two_different_people", "both_people_still_have_their_role",
}  # fmt: skip


def door_to(guard: Guard, review: Review, release: Release | None, deeds: set[Deed], *, is_named: bool) -> str:
    """Return the address of the page on which `guard` is made to hold, or nothing when they have none."""
    name = guard.name
    if name in OF_THE_RELEASE:
        return _release_page(name, review, release, deeds)
    if name == "anonymity_is_passed":
        page = "anonymity" if is_named else "anonymity_people"
        return _address(page, review) if is_named or Deed.NAME_STAFF in deeds else ""
    if not deeds & set(deeds_for(guard)):
        return ""
    if name in OF_THE_TEXT:
        page = review.source_page()
        return reverse(EDITOR, args=[page.pk]) if page else ""
    return _address(PAGES[name], review) if name in PAGES else ""


def _release_page(name: str, review: Review, release: Release | None, deeds: set[Deed]) -> str:
    if release is None:
        return _address("release", review) if Deed.PREPARE_RELEASE in deeds else ""
    if name == "two_different_people" and release.state == ReleaseState.PREPARED:
        return _address("release_confirm", review) if Deed.CONFIRM_RELEASE in deeds else ""
    return _address("release_withdraw", review) if Deed.WITHDRAW_RELEASE in deeds else ""


def _address(name: str, review: Review) -> str:
    return reverse(name, args=[review.uuid])
