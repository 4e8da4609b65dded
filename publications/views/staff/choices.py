"""What a person may do next with a review: by its state and by their deeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from people.roles import Deed
from publications.ledger import earliest_archive_day
from publications.models import Proposal, Release, Review
from publications.states import REVIEW, ReleaseState, ReviewState

ORDER = ("", "secondary", "warning")
EDITABLE = (ReviewState.PREPARING, ReviewState.SCHEDULED)
CORRECTABLE = (ReviewState.PUBLISHED, ReviewState.PAUSED)


@dataclass(frozen=True)
class Choice:
    """A button; kind "" leads on, "secondary" stands beside it, "warning" takes something from the public."""

    label: str
    url: str
    kind: str = "secondary"


@dataclass(frozen=True)
class Situation:
    """All that decides which choices there are."""

    review: Review
    release: Release | None
    proposal: Proposal | None
    deeds: set[Deed]
    today: date
    is_named: bool = False
    removal: Proposal | None = None


def choices_in(situation: Situation) -> list[Choice]:
    """Return the buttons of a review's page, the way on first and the way out last."""
    groups = (_on_the_release, _on_the_text, _on_the_public, _on_closing)
    found = [choice for group in groups for choice in group(situation)]
    return sorted(found, key=lambda choice: ORDER.index(choice.kind))


def _on_the_text(now: Situation) -> list[Choice]:
    found, page = [], now.review.source_page()
    if page and Deed.EDIT_REPORT in now.deeds and now.review.state in EDITABLE:
        found.append(Choice("Edit the report", reverse("wagtailadmin_pages:edit", args=[page.pk])))
    if now.deeds & {Deed.EDIT_REPORT, Deed.DECIDE_MATERIAL} and now.review.state in CORRECTABLE:
        found.append(Choice("Correct the report", _to(now, "correction")))
    if page:
        found.append(Choice("Read the draft", _to(now, "review_draft")))
    if Deed.IMPORT_REPORT in now.deeds and now.review.state == ReviewState.PREPARING and now.release is None:
        found.append(Choice("Bring in a Word file", _to(now, "review_import")))
    return [*found, *_on_anonymity(now)]


def _on_anonymity(now: Situation) -> list[Choice]:
    if now.is_named:
        return [Choice("Anonymity", _to(now, "anonymity"))]
    return [Choice("Name people for anonymity", _to(now, "anonymity_people"))] if Deed.NAME_STAFF in now.deeds else []


def _on_the_release(now: Situation) -> list[Choice]:
    if now.release is None:
        may_prepare = Deed.PREPARE_RELEASE in now.deeds and now.review.state == ReviewState.PREPARING
        return [Choice("Prepare the release", _to(now, "release"), "")] if may_prepare else []
    found = []
    if now.release.state == ReleaseState.PREPARED and Deed.CONFIRM_RELEASE in now.deeds:
        found.append(Choice("Read and confirm the release", _to(now, "release_confirm"), ""))
    if Deed.WITHDRAW_RELEASE in now.deeds:
        found.append(Choice("Withdraw the release", _to(now, "release_withdraw")))
    return found


def _on_closing(now: Situation) -> list[Choice]:
    may_close = Deed.CLOSE_REVIEW in now.deeds and now.release is None and REVIEW.allows("close", now.review.state)
    return [Choice("Close without publishing", _to(now, "review_close"), "warning")] if may_close else []


def _on_the_public(now: Situation) -> list[Choice]:
    moves = [
        ("pause", "Take offline for the moment", Deed.PAUSE, "warning"),
        ("restore", "Propose to put it back", Deed.PROPOSE_RESTORE, ""),
        ("reinstate", "Propose to put it back from the archive", Deed.PROPOSE_RESTORE, ""),
        ("archive", "Archive", Deed.ARCHIVE, "secondary"),
        ("remove", "Propose to remove it for good", Deed.REMOVE, "warning"),
    ]
    found = [
        Choice(label, _to(now, f"review_{move}"), kind)
        for move, label, deed, kind in moves
        if deed in now.deeds and REVIEW.allows(move, now.review.state) and _is_time_for(move, now)
    ]
    decides = now.deeds & {Deed.CONFIRM_RESTORE, Deed.PROPOSE_RESTORE}
    if now.removal and Deed.REMOVE in now.deeds:
        found.insert(0, Choice("Look at the proposal to remove it", _to(now, "removal"), ""))
    return [Choice("Look at the proposal", _to(now, "proposal"), ""), *found] if now.proposal and decides else found


def _is_time_for(move: str, now: Situation) -> bool:
    if move == "archive":
        earliest = earliest_archive_day(now.review, now.today)
        return earliest is not None and earliest <= now.today
    return move not in {proposal.move for proposal in (now.proposal, now.removal) if proposal}


def _to(now: Situation, name: str) -> str:
    return reverse(name, args=[now.review.uuid])
