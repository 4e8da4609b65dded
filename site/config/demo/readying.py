"""Everything that has to be recorded before a report is published, through the verbs that staff use."""

from __future__ import annotations

from datetime import datetime, timedelta

from partnerships.working_days import london_day
from people.models import User
from people.roles import Partner
from publications.content_hash import while_unchanged
from publications.milestones import Kind, Outcome, record_milestone
from publications.models import Recipient, Review, Reviewer
from publications.notifying import record_copy
from publications.quality import ELEMENTS, QUESTIONS

EVIDENCE = {"evidence": "Minutes of the executive group."}
NOTICE = timedelta(days=21)


def approve(review: Review, *, by: User, now: datetime) -> None:
    """Let the text as it is now be checked, approved by all three, endorsed and adopted."""
    checked = {"elements": list(ELEMENTS), "questions": list(QUESTIONS)}
    record_milestone(review, Kind.QUALITY, by=by, now=now, words=EVIDENCE, facts=checked)
    for partner in Partner.values:
        record_milestone(review, Kind.APPROVAL, by=by, now=now, words=EVIDENCE, about=partner)
    for kind in (Kind.ENDORSED, Kind.ADOPTED):
        record_milestone(review, kind, by=by, now=now, words=EVIDENCE)


def decide(review: Review, *, by: User, now: datetime, outcome: str = Outcome.FULL, why: str = "") -> None:
    """Let all three partners decide about publication."""
    facts = {"outcome": outcome, "partners": Partner.values}
    record_milestone(review, Kind.DECISION, by=by, now=now, words=EVIDENCE | {"justification": why}, facts=facts)


def keep_record(review: Review, *, reviewer: str, now: datetime) -> None:
    """Name a reviewer with both declarations, and whom the media may ask."""
    day = london_day(now)
    declared = {"conflict_declared_on": day, "confidentiality_signed_on": day, "announced_on": day}
    Reviewer.objects.get_or_create(review=review, name=reviewer, defaults=declared)
    review.decided_on = review.decided_on or day - timedelta(days=120)
    review.media_contact, review.media_phone = "Press office", "01632 960 001"
    review.save(update_fields=["decided_on", "media_contact", "media_phone"])


def tell_everybody(review: Review, *, moment: datetime, by: User, now: datetime) -> None:
    """Offer the findings, and tell family, practitioners and recipients of the moment."""
    for kind in (Kind.FINDINGS_OFFERED, Kind.MEDIA_PLAN):
        record_milestone(review, kind, by=by, now=now, words=EVIDENCE)
    for kind in (Kind.FAMILY_TOLD, Kind.PRACTITIONERS):
        record_milestone(review, kind, by=by, now=now, words=EVIDENCE, moment=moment)


def send_copies(review: Review, *, sent_at: datetime, by: User, now: datetime, moment: datetime | None = None) -> None:
    """Write down that every required recipient has had the text as it is now."""
    for recipient in Recipient.objects.filter(partnership=review.partnership, is_required=True):
        address = recipient.address or f"{recipient.kind}@example.org"
        record_copy(
            review, recipient, sent_at=sent_at, address=address, evidence="Receipt", by=by, now=now, moment=moment
        )


def tell_of_archiving(review: Review, *, by: User, now: datetime) -> None:
    """Record that the family was told that the report will be archived."""
    record_milestone(review, Kind.ARCHIVE_TOLD, by=by, now=now, words=EVIDENCE)


def affirm_proceedings(review: Review, *, by: User, now: datetime) -> None:
    """Record that no proceedings stand in the way."""
    record_milestone(review, Kind.PROCEEDINGS, by=by, now=now, words=EVIDENCE)


def make_ready(
    review: Review, *, moment: datetime, by: User, now: datetime, reviewer: str = "Imogen Thackeray"
) -> None:
    """Record everything that a release of the text as it is now asks for at `moment`, but the anonymity."""
    with while_unchanged(review):
        agree(review, reviewer=reviewer, by=by, now=now)
        tell_everybody(review, moment=moment, by=by, now=now)
        send_copies(review, sent_at=min(now, moment - NOTICE), by=by, now=now, moment=moment)


def agree(review: Review, *, reviewer: str, by: User, now: datetime) -> None:
    """Record what comes before any moment is chosen: declarations, approvals, and the decision to publish."""
    keep_record(review, reviewer=reviewer, now=now)
    approve(review, by=by, now=now)
    decide(review, by=by, now=now)
