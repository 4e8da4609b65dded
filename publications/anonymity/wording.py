"""What was found, in words and with its place in the editor."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from anonymity.matching.excerpts import WIDTH
from publications.models import Acceptance, AnonymityFinding, Severity

KIND_WORDS = {
    "name": "Name", "date_of_birth": "Date of birth", "date_of_death": "Date of death", "date": "Date",
    "address": "Address", "postcode": "Postcode", "school": "School", "place": "Place",
    "professional": "Professional", "phone": "Telephone number", "email": "E-mail address",
    "nhs_number": "NHS number", "condition": "Medical condition", "reference": "Case number or other reference",
    "age": "Exact age", "sibling_order": "Place among brothers and sisters", "hospital": "Hospital",
    "picture_not_read": "Picture", "thumbnail": "Small copy inside a picture",
}  # fmt: skip
SEVERITY_COLOURS = {Severity.BLOCK: "red", Severity.REVIEW: "yellow", Severity.NOTE: "grey"}


@dataclass(frozen=True)
class Shown:
    """A finding as a named person reads it; `before`, `match` and `after` are the words around it."""

    finding: AnonymityFinding
    kind: str
    colour: str
    document: str
    where: str
    before: str
    match: str
    after: str
    editor: str
    state: str


def shown(finding: AnonymityFinding, acceptance: Acceptance | None, *, may_edit: bool) -> Shown:
    """Open `finding` for a page; the caller has asked whether the person is named."""
    words = finding.words()
    before, match, after = around(words["excerpt"], words["matched"])
    return Shown(
        finding,
        kind_in_words(finding.kind),
        SEVERITY_COLOURS[finding.severity],
        words["document"],
        words["where"],
        before,
        match,
        after,
        editor_link(finding) if may_edit else "",
        state_in_words(acceptance),
    )


def kind_in_words(kind: str) -> str:
    """Return what a kind of finding is called."""
    return KIND_WORDS.get(kind) or kind.replace("_", " ").capitalize()


def around(excerpt: str, matched: str) -> tuple[str, str, str]:
    """Return the excerpt as what stands before the match, the match, and what stands after.

    Where the same words stand in it twice, the match is the one that the excerpt was cut round.
    """
    matched = " ".join(matched.split())
    starts = [at for at in range(len(excerpt)) if matched and excerpt.startswith(matched, at)]
    if not starts:
        return ("", matched, f" – {excerpt}") if matched else (excerpt, "", "")
    at = min(starts, key=lambda start: _distance(start, len(excerpt) - start - len(matched)))
    return excerpt[:at], matched, excerpt[at + len(matched) :]


def _distance(before: int, after: int) -> tuple[bool, int]:
    return max(before, after) > WIDTH, min(abs(WIDTH - before), abs(WIDTH - after))


def editor_link(finding: AnonymityFinding) -> str:
    """Return the address of the very field or block in the Wagtail editor; empty when it lies elsewhere."""
    if not finding.page_id:
        return ""
    return f"{reverse('wagtailadmin_pages:edit', args=[finding.page_id])}#{editor_place(finding)}"


def editor_place(finding: AnonymityFinding) -> str:
    """Return by what name the editor scrolls to the field or block of `finding`."""
    place = f"{finding.field}.{finding.block}" if finding.block else finding.field
    return f":w:contentpath={place}"


def state_in_words(acceptance: Acceptance | None) -> str:
    """Return whether a finding was accepted, and whether a second person has confirmed that."""
    if acceptance is None:
        return ""
    if acceptance.confirmed_by_id:
        return f"Accepted by {acceptance.accepted_by}, confirmed by {acceptance.confirmed_by}."
    return f"Accepted by {acceptance.accepted_by}. A second person has to confirm it."
