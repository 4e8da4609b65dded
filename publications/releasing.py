"""One person prepares a release, another confirms it, and at its hour the worker carries it out."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from lifecycles.guards import Checked, GuardsRefused, ask_guards, refuse_unless_all_hold
from lifecycles.moves import MoveRefused, UnknownMove
from lifecycles.stepping import WORKER, lock, record, take_step
from people.alarms import raise_alarm
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.content_hash import content_hash
from publications.editions import date_anew, keep_editions, london_day, make_editions
from publications.ledger import open_spell
from publications.models import Release, Review
from publications.questions import ReleaseQuestion
from publications.states import REVIEW, ReleaseState, ReviewState

logger = logging.getLogger(__name__)

LATE = timedelta(seconds=60)
RETRY_AFTER = timedelta(seconds=60)


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


@dataclass(frozen=True)
class Outcome:
    """What became of one due release: released, blocked by a guard, or failed and to be tried again."""

    release: Release
    result: str


def checklist(review: Review, moment: datetime, *, now: datetime, release: Release | None = None) -> list[Checked]:
    """Return every guard with its answer, as of `moment`, for staff to see what is still to do."""
    question = ReleaseQuestion(review, moment, now, release)
    return ask_guards(REVIEW.name, "schedule" if release else "prepare", question)


def prepare_release(review: Review, *, moment: datetime, by: User, now: datetime) -> Release:
    """Make the editions of what the drafts say now and bind them to `moment`; the state stays as it is."""
    role = must(by, Deed.PREPARE_RELEASE, review.partnership)
    REVIEW.find("schedule", review.state)
    question = ReleaseQuestion(review, moment, now)
    refuse_unless_all_hold(ask_guards(REVIEW.name, "prepare", question))
    made = make_editions(review, question.drafts, london_day(moment))
    with transaction.atomic():
        locked = lock(review)
        REVIEW.find("schedule", locked.state)
        if content_hash(locked.drafts()) != question.content_hash:
            raise EditedMeanwhile
        release = _new_release(locked, question.content_hash, moment, by, now)
        keep_editions(release, made)
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
        take_step(
            release.review,
            "schedule",
            by=by,
            role=role,
            now=now,
            facts={"release": str(release.uuid), "content_hash": release.content_hash},
            question=lambda review: ReleaseQuestion(review, release.moment, now, release),
        )
        release.save(update_fields=["confirmed_by", "confirmed_at", "next_attempt_at"])
        take_step(release, "confirm", by=by, role=role, now=now)


def withdraw_release(release: Release, *, by: User, reason: str, now: datetime) -> None:
    """Take an open release back; a scheduled review is in preparation again."""
    role = must(by, Deed.WITHDRAW_RELEASE, release.review.partnership)
    with transaction.atomic():
        take_step(release, "withdraw", by=by, role=role, now=now, reason=reason)
        review = lock(release.review)
        if review.state == ReviewState.SCHEDULED:
            take_step(review, "unschedule", by=by, role=role, now=now, reason=reason)


def release_due(now: datetime) -> list[Outcome]:
    """Carry out every confirmed release whose moment has come. One that fails never stops another."""
    due = Release.objects.filter(state=ReleaseState.CONFIRMED, next_attempt_at__lte=now)
    return [_attempt(release, now) for release in due.order_by("moment", "pk").select_related("review__partnership")]


def next_moment() -> datetime | None:
    """Return when the next confirmed release is to be carried out, or None."""
    waiting = Release.objects.filter(state=ReleaseState.CONFIRMED).order_by("next_attempt_at")
    return waiting.values_list("next_attempt_at", flat=True).first()


def _new_release(review: Review, digest: str, moment: datetime, by: User, now: datetime) -> Release:
    try:
        with transaction.atomic():
            return Release.objects.create(
                review=review, content_hash=digest, moment=moment, prepared_by=by, prepared_at=now
            )
    except IntegrityError as error:
        raise AlreadyPrepared from error


def _attempt(release: Release, now: datetime) -> Outcome:
    try:
        return Outcome(release, _carry_out_or_block(release, now))
    except UnknownMove:
        return Outcome(release, "taken")
    except Exception as fault:
        # Whatever went wrong with this one, the others of the same hour still go out.
        _postpone(release, fault, now)
        return Outcome(release, "failed")


def _carry_out_or_block(release: Release, now: datetime) -> str:
    try:
        return _carry_out(release, now)
    except GuardsRefused as refused:
        _block(release, refused, now)
        return "blocked"


def _carry_out(release: Release, now: datetime) -> str:
    late = now - release.moment
    facts = {"release": str(release.uuid), "content_hash": release.content_hash}
    with transaction.atomic():
        locked = lock(release)
        take_step(locked, "release", by=WORKER, now=now, facts=facts | {"late_seconds": int(late.total_seconds())})
        _bind(release, now)
        take_step(
            release.review,
            "release",
            by=WORKER,
            now=now,
            facts=facts,
            question=lambda review: ReleaseQuestion(review, release.moment, now, locked),
        )
        make_public(release.review, locked, now=now)
        if late > LATE:
            message = "A report went out later than planned. The record of the release says by how much."
            raise_alarm("late_release", str(release.uuid), message, partnership=release.review.partnership, now=now)
    return "released"


def make_public(review: Review, release: Release, *, now: datetime) -> None:
    """Follow up a state that has become public: the ledger, the date in the PDF, Wagtail's own live pages."""
    open_spell(review, now)
    date_anew(release, london_day(review.first_published_at))
    for edition in release.editions.select_related("revision"):
        edition.revision.publish(log_action=False)


def _bind(release: Release, now: datetime) -> None:
    # Before the state says that it is public, the review has to know what the public would read.
    Release.objects.filter(pk=release.pk).update(released_at=now)
    review = release.review
    review.public_release, review.first_published_at = release, review.first_published_at or now
    review.save(update_fields=["public_release", "first_published_at"])


def _block(release: Release, refused: GuardsRefused, now: datetime) -> None:
    failing = [c.guard.name for c in refused.checked if not c.answer.holds]
    with transaction.atomic():
        take_step(release, "block", by=WORKER, now=now, facts={"guards": failing})
        take_step(release.review, "unschedule", by=WORKER, now=now, facts={"guards": failing})
        raise_alarm(
            "blocked_release",
            str(release.uuid),
            str(refused),
            partnership=release.review.partnership,
            now=now,
        )


def _postpone(release: Release, fault: Exception, now: datetime) -> None:
    logger.error("release %s failed: %s", release.uuid, type(fault).__name__)
    Release.objects.filter(pk=release.pk).update(next_attempt_at=now + RETRY_AFTER)
    message = f"A report could not be published at its hour ({type(fault).__name__}). It is tried again every minute."
    raise_alarm("failed_release", str(release.uuid), message, partnership=release.review.partnership, now=now)
