"""The anonymity of a report, passed through the same verbs as in real life."""

from __future__ import annotations

from datetime import datetime
from typing import Any


def pass_anonymity(review: Any, first: Any, second: Any, *, now: datetime) -> None:
    """Let a business manager and a colleague be named, check the review, settle what is found, and sign."""
    from publications.anonymity.checking_texts import check_review
    from publications.anonymity.naming import name_staff
    from publications.anonymity.passing import open_findings, sign
    from publications.anonymity.resolving import accept, confirm_acceptance

    for person in (first, second):
        name_staff(review, person, by=first, now=now)
    check = check_review(review, by=first, now=now)
    for finding in open_findings(review, check.content_hash):
        accept(finding, by=first, reason="It belongs to the test.", now=now)
        confirm_acceptance(finding, by=second, now=now)
    for person in (first, second):
        sign(review, by=person, now=now)
