"""At its hour a confirmed release goes out by itself, or is stopped by a guard and somebody is told."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from lifecycles.guards import GuardsRefused
from lifecycles.moves import UnknownMove
from lifecycles.stepping import WORKER, lock, take_step
from pages.changing import note_public_change
from people.alarms import raise_alarm
from publications.alerting.announcing import announce_release
from publications.editions import date_anew
from publications.first_published import first_public_day, first_public_moment
from publications.ledger import open_spell
from publications.models import CompanionPage, Purpose, Release, Review
from publications.notices.submitting import open_submission
from publications.notices.telling import tell_withdrawn
from publications.questions import ReleaseQuestion
from publications.states import ReleaseState, ReviewState

logger = logging.getLogger(__name__)

LATE = timedelta(seconds=60)
RETRY_AFTER = timedelta(seconds=60)


@dataclass(frozen=True)
class Outcome:
    """What became of one due release: released, blocked by a guard, or failed and to be tried again."""

    release: Release
    result: str


def release_due(now: datetime) -> list[Outcome]:
    """Carry out every confirmed release whose moment has come. One that fails never stops another."""
    due = _waiting().filter(next_attempt_at__lte=now)
    return [_attempt(release, now) for release in due.order_by("moment", "pk").select_related("review__partnership")]


def next_moment() -> datetime | None:
    """Return when the next confirmed release is to be carried out, or None."""
    return _waiting().order_by("next_attempt_at").values_list("next_attempt_at", flat=True).first()


def held_correction(review: Review, now: datetime) -> Release | None:
    """Return the confirmed correction whose hour came while `review` was offline: it goes out when that is put back."""
    found = review.releases.filter(state=ReleaseState.CONFIRMED, purpose=Purpose.CORRECTION, moment__lte=now)
    return found.select_related("review__partnership").first()


def carry_out(release: Release, now: datetime) -> None:
    """Let the public read `release` from now on; GuardsRefused, UnknownMove."""
    facts = {"release": str(release.uuid), "content_hash": release.content_hash}
    late = now - release.moment
    with transaction.atomic():
        locked = lock(release)
        take_step(locked, "release", by=WORKER, now=now, facts=facts | {"late_seconds": int(late.total_seconds())})
        (_correct if release.purpose == Purpose.CORRECTION else _publish)(release, locked, facts, now)
        show_editions(release.review, locked, now=now)
        open_submission(release, now)
        if late > LATE:
            message = "A report went out later than planned. The record of the release says by how much."
            raise_alarm("late_release", str(release.uuid), message, partnership=release.review.partnership, now=now)


def make_public(review: Review, release: Release, *, now: datetime) -> None:
    """Follow up a state that has become public: the ledger, the dates in the PDF, Wagtail's own live pages."""
    open_spell(review, now)
    show_editions(review, release, now=now)


def show_editions(review: Review, release: Release, *, now: datetime) -> None:
    """Let Wagtail's own pages say what `release` says, and its PDFs the day of publication; note that it changed."""
    date_anew(release, first_public_day(review))
    together = release.companion_editions.select_related("revision")
    for edition in [*release.editions.select_related("revision"), *together]:
        edition.revision.publish(log_action=False)
    shown = {edition.revision.object_id for edition in together}
    for page in CompanionPage.objects.filter(companion__review=review, live=True).exclude(pk__in=shown):
        page.unpublish(set_expired=False, log_action=False)
    note_public_change(f"review:{review.pk}", review.partnership_id, now=now)


def _waiting() -> QuerySet[Release]:
    # While a report is offline, its correction waits until it is put back.
    found = Release.objects.filter(state=ReleaseState.CONFIRMED)
    return found.exclude(purpose=Purpose.CORRECTION, review__state=ReviewState.PAUSED)


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
        carry_out(release, now)
    except GuardsRefused as refused:
        _block(release, refused, now)
        return "blocked"
    return "released"


def _publish(release: Release, locked: Release, facts: dict[str, str], now: datetime) -> None:
    _bind(release, now)
    take_step(
        release.review,
        "release",
        by=WORKER,
        now=now,
        facts=facts,
        question=lambda review: ReleaseQuestion(review, release.moment, now, locked),
    )
    open_spell(release.review, now)
    announce_release(release, now=now)


def _correct(release: Release, locked: Release, facts: dict[str, str], now: datetime) -> None:
    take_step(
        release.review,
        "correct",
        by=WORKER,
        now=now,
        facts=facts,
        question=lambda review: ReleaseQuestion(review, release.moment, now, locked),
        guarded_as="release",
    )
    _bind(release, now)
    Review.objects.filter(pk=release.review_id).update(correction_note="")


def _bind(release: Release, now: datetime) -> None:
    # Before the state says that it is public, the review has to know what the public would read.
    Release.objects.filter(pk=release.pk).update(released_at=now)
    review = release.review
    review.public_release = release
    review.first_published_at = first_public_moment(review, now)
    review.save(update_fields=["public_release", "first_published_at"])


def _block(release: Release, refused: GuardsRefused, now: datetime) -> None:
    failing = [c.guard.name for c in refused.checked if not c.answer.holds]
    with transaction.atomic():
        take_step(release, "block", by=WORKER, now=now, facts={"guards": failing})
        if release.purpose != Purpose.CORRECTION:
            take_step(release.review, "unschedule", by=WORKER, now=now, facts={"guards": failing})
        tell_withdrawn(release.review, by=WORKER, now=now)
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
