"""A finding that may stay is accepted by one person, for a reason, and confirmed by another."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record
from people.models import User
from publications.anonymity.naming import must_be_named
from publications.models import Acceptance, AnonymityFinding


class AcceptanceNeedsReason(MoveRefused):
    """Why a finding may stay has to be said."""

    def __init__(self) -> None:
        super().__init__("Write why this may stay. Only the people named for this review can read it.")


class AcceptanceByTwo(MoveRefused):
    """Whoever accepted a finding cannot confirm it."""

    def __init__(self) -> None:
        super().__init__("You accepted this, so somebody else who is named has to confirm it.")


class NothingToConfirm(MoveRefused):
    """Nobody has accepted this finding, or it is confirmed already."""

    def __init__(self) -> None:
        super().__init__("There is nothing to confirm here.")


def acceptance_of(finding: AnonymityFinding) -> Acceptance | None:
    """Return the acceptance of `finding`, confirmed or not, or None."""
    found = Acceptance.objects.filter(review=finding.review_id, fingerprint=finding.fingerprint)
    return found.select_related("accepted_by", "confirmed_by").first()


def accept(finding: AnonymityFinding, *, by: User, reason: str, now: datetime) -> Acceptance:
    """Say that `finding` may stay; it counts when a second person has confirmed it. Harmless when it was said."""
    role = must_be_named(by, finding.review)
    if not reason.strip():
        raise AcceptanceNeedsReason
    with transaction.atomic():
        lock(finding.review)
        found = acceptance_of(finding)
        if found is None:
            found = Acceptance(review=finding.review, fingerprint=finding.fingerprint, accepted_by=by, accepted_at=now)
            found.keep({"reason": reason.strip()})
            found.save()
            _record(finding, "accept_finding", by, role, now)
    return found


def confirm_acceptance(finding: AnonymityFinding, *, by: User, now: datetime) -> None:
    """Confirm what somebody else accepted; AcceptanceByTwo, NothingToConfirm."""
    role = must_be_named(by, finding.review)
    with transaction.atomic():
        lock(finding.review)
        found = acceptance_of(finding)
        if found is None or found.confirmed_by_id:
            raise NothingToConfirm
        if found.accepted_by_id == by.pk:
            raise AcceptanceByTwo
        Acceptance.objects.filter(pk=found.pk).update(confirmed_by=by, confirmed_at=now)
        _record(finding, "confirm_finding", by, role, now)


def withdraw_acceptance(finding: AnonymityFinding, *, by: User, now: datetime) -> None:
    """Say that `finding` may not stay after all; one person is enough."""
    role = must_be_named(by, finding.review)
    with transaction.atomic():
        lock(finding.review)
        found = acceptance_of(finding)
        if found is None:
            raise NothingToConfirm
        found.delete()
        _record(finding, "withdraw_acceptance", by, role, now)


def _record(finding: AnonymityFinding, deed: str, by: User, role: str, now: datetime) -> None:
    facts = {"finding": str(finding.row), "content_hash": finding.content_hash}
    record(finding.review, deed, by=by, now=now, role=role, facts=facts)
