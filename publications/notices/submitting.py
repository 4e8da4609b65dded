"""The task after publication: the report goes to the national repository, which answers with a reference (R18)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from lifecycles.moves import MoveRefused
from lifecycles.stepping import WORKER, Actor, record, take_step
from partnerships.working_days import UnknownCalendar, london_day, working_days_after
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.models import Pack, Purpose, Recipient, Release, Review, Submission
from publications.notices.conditions import refuse_during_hold
from publications.notifying import record_copy
from publications.states import ReviewState, SubmissionState

WITHIN_WORKING_DAYS = 20
# When the bank holidays of a year are not known, nothing may hold a publication up: four weeks instead.
WITHIN_DAYS = 28


class NotSaid(MoveRefused):
    """Something that has to be written down is missing; str() names it."""


def open_submission(release: Release, now: datetime) -> Submission | None:
    """Make the task when a report is published; after a correction the repository is asked for its place (§1.6)."""
    review = release.review
    if review.is_improvements or release.purpose == Purpose.LEGACY:
        return None
    known = Submission.objects.filter(review=review).first()
    if known is None:
        return make_submission(review, by=WORKER, now=now)
    if release.purpose == Purpose.CORRECTION and known.state not in (SubmissionState.DUE, SubmissionState.NOT_NEEDED):
        take_step(known, "return", by=WORKER, now=now, facts={"release": str(release.uuid)})
        Submission.objects.filter(pk=known.pk).update(due_on=_due_on(now), dispatch=None)
    return known


def make_submission(
    review: Review, *, by: Actor, role: str = "", now: datetime, is_anonymous: bool = False
) -> Submission:
    """Make the task of `review`, due in twenty working days."""
    made = Submission.objects.create(review=review, due_on=_due_on(now), is_anonymous=is_anonymous)
    facts = {"due_on": str(made.due_on), "is_anonymous": is_anonymous}
    record(made, "create", by=by, now=now, role=role, after=made.state, facts=facts)
    return made


def record_submission(submission: Submission, *, sent_at: datetime, evidence: str, by: User, now: datetime) -> None:
    """Record that the report went to the repository another way than through this installation."""
    role = must(by, Deed.SEND_COPIES, submission.review.partnership)
    review = submission.review
    recipient = Recipient.objects.get(partnership=review.partnership, kind=Recipient.Kind.NSPCC)
    refuse_during_hold(review, Pack.Purpose.NSPCC)
    with transaction.atomic():
        dispatch = record_copy(
            review, recipient, sent_at=sent_at, address=recipient.address or "Another way", evidence=evidence,
            by=by, now=now, purpose=Pack.Purpose.NSPCC,
        )  # fmt: skip
        take_step(submission, "submit", by=by, role=role, now=now, facts={"dispatch": str(dispatch.row)})
        Submission.objects.filter(pk=submission.pk).update(dispatch=dispatch)


def acknowledge_submission(submission: Submission, *, reference: str, on: date, by: User, now: datetime) -> None:
    """Record the reference under which the repository keeps the report."""
    role = must(by, Deed.SEND_COPIES, submission.review.partnership)
    reference = reference.strip()
    if not reference:
        raise NotSaid("Write the reference that the repository gave.")
    if on > london_day(now):
        raise NotSaid("The day cannot lie ahead.")
    with transaction.atomic():
        # The reference first: a row that is acknowledged has one (a constraint says so).
        Submission.objects.filter(pk=submission.pk).update(reference=reference, acknowledged_on=on)
        take_step(submission, "acknowledge", by=by, role=role, now=now, facts={"reference": reference, "on": str(on)})


def return_submission(submission: Submission, *, reason: str, by: User, now: datetime) -> None:
    """Let the report be sent to the repository again."""
    role = must(by, Deed.SEND_COPIES, submission.review.partnership)
    if not reason.strip():
        raise NotSaid("Write why it is sent again.")
    with transaction.atomic():
        take_step(submission, "return", by=by, role=role, now=now, reason=reason.strip())
        Submission.objects.filter(pk=submission.pk).update(dispatch=None)


def waive_submission(submission: Submission, *, reason: str, by: User, now: datetime) -> None:
    """Record that the report is not submitted, and why; one that is published only through it has to be (R18)."""
    role = must(by, Deed.SEND_COPIES, submission.review.partnership)
    if not reason.strip():
        raise NotSaid("Write why it is not submitted.")
    if submission.review.state == ReviewState.CLOSED:
        raise NotSaid("The partners decided to publish the report through the repository. So it has to go there.")
    take_step(submission, "waive", by=by, role=role, now=now, reason=reason.strip())


def _due_on(now: datetime) -> date:
    try:
        return working_days_after(london_day(now), WITHIN_WORKING_DAYS)
    except UnknownCalendar:
        return london_day(now) + timedelta(days=WITHIN_DAYS)
