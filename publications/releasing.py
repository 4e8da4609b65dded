"""One person prepares a release, another confirms it, and at its hour the worker carries it out.

The release of a correction takes the same way; the review stays in its state, and the text is exchanged at the hour.
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from lifecycles.guards import Checked, ask_guards, refuse_unless_all_hold
from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record, take_step
from partnerships.working_days import london_day
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.carrying_out import RETRY_AFTER, Outcome, make_public, next_moment, release_due
from publications.companions.making import make_companions
from publications.content_hash import hash_of
from publications.correction_notes import DatedNote, notes_of
from publications.editions import keep_editions, make_editions
from publications.models import Correction, Purpose, Release, Review
from publications.notices.telling import tell_moment, tell_withdrawn
from publications.questions import ReleaseQuestion
from publications.states import REVIEW, ReleaseState, ReviewState

__all__ = [
    "RETRY_AFTER",
    "AlreadyPrepared",
    "EditedMeanwhile",
    "NotBySamePerson",
    "Outcome",
    "checklist",
    "confirm_release",
    "make_public",
    "next_moment",
    "prepare_release",
    "release_due",
    "withdraw_release",
]


class EditedMeanwhile(MoveRefused):
    """The text changed while the release was being prepared."""

    def __init__(self) -> None:
        super().__init__("The report was edited while the release was being prepared. Please prepare it again.")


class AlreadyPrepared(MoveRefused):
    """There is an open release for this review."""

    def __init__(self) -> None:
        super().__init__("A release of this report has already been prepared. Withdraw it first.")


class NotBySamePerson(MoveRefused):
    """Whoever prepared cannot confirm (rules.md §2, invariant iv)."""

    def __init__(self) -> None:
        super().__init__("You prepared this release, so somebody else has to confirm it.")


def checklist(
    review: Review, moment: datetime, *, now: datetime, release: Release | None = None, conflict_reason: str = ""
) -> list[Checked]:
    """Return every guard with its answer, as of `moment`, for staff to see what is still to do."""
    question = ReleaseQuestion(review, moment, now, release, conflict_reason)
    return ask_guards(REVIEW.name, "schedule" if release else "prepare", question)


def prepare_release(review: Review, *, moment: datetime, by: User, now: datetime, conflict_reason: str = "") -> Release:
    """Make the editions of what the drafts say now and bind them to `moment`; the state stays as it is."""
    role = must(by, Deed.PREPARE_RELEASE, review.partnership)
    _refuse_unless_possible(review)
    question = ReleaseQuestion(review, moment, now, conflict_reason=conflict_reason)
    refuse_unless_all_hold(ask_guards(REVIEW.name, "prepare", question))
    made = make_editions(review, question.drafts, question.printed_day, notes=_notes(question))
    together = make_companions(review, question.companions, question.drafts, question.printed_day)
    with transaction.atomic():
        locked = lock(review)
        _refuse_unless_possible(locked)
        if _said(locked) != _said(review) or hash_of(locked) != question.content_hash:
            raise EditedMeanwhile
        release = _new_release(locked, question, by)
        keep_editions(release, [*made, *together])
        facts = {"content_hash": release.content_hash, "moment": moment.isoformat()}
        record(release, "prepare", by=by, now=now, after=release.state, role=role, facts=facts)
    return release


def confirm_release(release: Release, *, by: User, now: datetime) -> None:
    """A second person confirms: from now on the worker will publish at the moment, if the guards still hold."""
    role = must(by, Deed.CONFIRM_RELEASE, release.review.partnership)
    if by.pk == release.prepared_by_id:
        raise NotBySamePerson
    with transaction.atomic():
        # Everyone who needs both waits for the release first, so that no two wait for each other.
        lock(release)
        release.confirmed_by, release.confirmed_at, release.next_attempt_at = by, now, release.moment
        if release.purpose == Purpose.CORRECTION:
            question = ReleaseQuestion(lock(release.review), release.moment, now, release)
            _refuse_unless_possible(question.review)
            refuse_unless_all_hold(ask_guards(REVIEW.name, "schedule", question))
        else:
            _schedule(release, by, role, now)
        release.save(update_fields=["confirmed_by", "confirmed_at", "next_attempt_at"])
        take_step(release, "confirm", by=by, role=role, now=now)
        tell_moment(release, by=by, role=role, now=now)


def withdraw_release(release: Release, *, by: User, reason: str, now: datetime) -> None:
    """Take an open release back; a scheduled review is in preparation again, a public one stays as it is."""
    role = must(by, Deed.WITHDRAW_RELEASE, release.review.partnership)
    with transaction.atomic():
        was_confirmed = lock(release).state == ReleaseState.CONFIRMED
        take_step(release, "withdraw", by=by, role=role, now=now, reason=reason)
        review = lock(release.review)
        if review.state == ReviewState.SCHEDULED:
            take_step(review, "unschedule", by=by, role=role, now=now, reason=reason)
        if was_confirmed:
            tell_withdrawn(review, by=by, role=role, now=now)


def _refuse_unless_possible(review: Review) -> None:
    if not review.is_in_public_or_paused:
        REVIEW.find("schedule", review.state)


def _said(review: Review) -> tuple[object, ...]:
    return review.public_release_id, review.correction_note, review.legacy_published_on, review.is_legacy


def _notes(question: ReleaseQuestion) -> tuple[DatedNote, ...]:
    if not question.is_correction:
        return ()
    mine = DatedNote(london_day(question.moment), question.review.correction_note)
    return (mine, *notes_of(question.review.public_release))


def _schedule(release: Release, by: User, role: str, now: datetime) -> None:
    take_step(
        release.review,
        "schedule",
        by=by,
        role=role,
        now=now,
        facts={"release": str(release.uuid), "content_hash": release.content_hash},
        question=lambda review: ReleaseQuestion(review, release.moment, now, release),
    )


def _new_release(review: Review, question: ReleaseQuestion, by: User) -> Release:
    try:
        with transaction.atomic():
            release = Release.objects.create(
                review=review,
                purpose=question.purpose,
                content_hash=question.content_hash,
                moment=question.moment,
                conflict_reason=question.conflict_reason,
                prepared_by=by,
                prepared_at=question.now,
            )
    except IntegrityError as error:
        raise AlreadyPrepared from error
    if question.is_correction:
        Correction.objects.create(
            review=review,
            release=release,
            note=review.correction_note,
            earlier_hash=question.earlier_hash,
            is_material=not question.is_immaterial,
            written_by=by,
            written_at=question.now,
        )
    return release
