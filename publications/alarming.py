"""What staff are warned of, found again each time somebody looks: one small function for each kind of alarm.

A function yields a Cause for everything that stands now; people.alarms raises what is new and settles what is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from lifecycles.guards import ask_guards
from partnerships.models import Partnership
from partnerships.working_days import LONDON, about_working_days_after, london_day
from people.alarms import Cause, reconcile, settle_gone
from people.models import OutgoingMail
from publications.actions.reminding import overdue_actions
from publications.checking_publication import unfinished_checks
from publications.clocks import STATUTORY, completion_due
from publications.models import Comment, CopyRequest, Recipient, Release, Review, Submission
from publications.questions import ReleaseQuestion
from publications.states import REVIEW, CopyState, ReleaseState, ReviewState, SubmissionState

OVERDUE = timedelta(minutes=1)
LAST_DAY = timedelta(hours=24)
COMMENT_WORKING_DAYS = 5
COPY_WORKING_DAYS = 5
UNFINISHED = [ReviewState.PREPARING, ReviewState.SCHEDULED]
# A check that can only be made in the last day, and is asked for only then.
LAST_MINUTE = "proceedings_were_affirmed"


def overdue_releases(now: datetime) -> Iterator[Cause]:
    """A confirmed release whose moment passed more than a minute ago, and that is not out."""
    for release in overdue(now).select_related("review__partnership"):
        message = f"A release that was planned for {_moment(release.moment)} is not out. The worker may be down."
        yield _about(release.review, str(release.uuid), message)


def overdue(now: datetime) -> QuerySet[Release]:
    """Return the confirmed releases that should be out by now; a correction waits while its report is offline."""
    found = Release.objects.filter(state=ReleaseState.CONFIRMED, moment__lt=now - OVERDUE)
    return found.exclude(review__state=ReviewState.PAUSED)


def releases_that_would_stop(now: datetime) -> Iterator[Cause]:
    """A planned release of which a guard does not hold as things are; said again in its last day (§2, S10)."""
    for release in _planned(now):
        failing = [title for name, title in _failing(release) if name != LAST_MINUTE]
        if failing:
            subject = f"{release.uuid} {'last day' if _is_last_day(release, now) else 'ahead'}"
            unmet = "; ".join(f"“{title}”" for title in failing)
            message = f"The release planned for {_moment(release.moment)} would be stopped. This is not so: {unmet}."
            yield _about(release.review, subject, message)


def unchecked_proceedings(now: datetime) -> Iterator[Cause]:
    """A release in its last day, and nobody has affirmed that no proceedings stand in the way (R27, S10)."""
    for release in _planned(now):
        if _is_last_day(release, now) and any(name == LAST_MINUTE for name, _title in _failing(release)):
            when = _moment(release.moment)
            message = f"Before the release planned for {when}, somebody has to check proceedings and record it."
            yield _about(release.review, str(release.uuid), message)


def clocks_near(now: datetime) -> Iterator[Cause]:
    """A review that has to be completed within the days of warning of its partnership (R12, R14)."""
    for review, due in _unfinished():
        warned = due - timedelta(days=review.partnership.clock_warning_days)
        if warned <= london_day(now) <= due:
            yield _about(review, f"{review.uuid} {due}", f"A review has to be completed and published by {_day(due)}.")


def clocks_over(now: datetime) -> Iterator[Cause]:
    """A review that has missed its six or three months (R12 to R14)."""
    for review, due in _unfinished():
        if due < london_day(now):
            next_step = "Panel and Secretary of State are told why." if review.kind in STATUTORY else "Record why."
            message = f"A review was to be completed and published by {_day(due)}. {next_step}"
            yield _about(review, f"{review.uuid} {due}", message)


def stale_recipients(now: datetime) -> Iterator[Cause]:
    """A required recipient whose address nobody has verified lately, while a review is on its way (R8)."""
    for partnership in Partnership.objects.filter(_has_a_review_on_its_way()):
        since = london_day(now) - timedelta(days=partnership.recipient_days)
        required = Recipient.objects.filter(partnership=partnership, is_required=True)
        for found in required.filter(Q(verified_on=None) | Q(verified_on__lt=since) | Q(address="")):
            what = "has no address yet" if not found.address else "has an address that has to be verified again"
            link = f"/recipients/{partnership.slug}/{found.kind}/"
            yield Cause(f"recipient:{found.pk}", f"A statutory recipient {what}: {found}.", partnership, link)


def waiting_comments(now: datetime) -> Iterator[Cause]:
    """A comment of a recipient that has had no answer for five working days (R9)."""
    for comment in Comment.objects.filter(answered_at=None).select_related("review__partnership"):
        if about_working_days_after(comment.received_on, COMMENT_WORKING_DAYS) <= london_day(now):
            message = f"A comment of a statutory recipient has waited for an answer since {_day(comment.received_on)}."
            yield _about(comment.review, str(comment.uuid), message)


def overdue_submissions(now: datetime) -> Iterator[Cause]:
    """A published report that should be with the national repository by now (R18)."""
    due = Submission.objects.filter(state=SubmissionState.DUE, due_on__lt=london_day(now))
    for found in due.select_related("review__partnership"):
        message = f"A report was to be sent to the national repository by {_day(found.due_on)}."
        yield _about(found.review, f"submission:{found.pk} {found.due_on}", message)


def due_copy_requests(now: datetime) -> Iterator[Cause]:
    """A request for an archived report that has to be answered within five working days (R58)."""
    near = about_working_days_after(london_day(now), COPY_WORKING_DAYS)
    due = CopyRequest.objects.filter(state=CopyState.RECEIVED, due_on__lte=near)
    for request in due.select_related("review__partnership"):
        message = (
            f"The request {request.reference} for an archived report has to be answered by {_day(request.due_on)}."
        )
        yield Cause(str(request.uuid), message, request.review.partnership, f"/copies/{request.uuid}/")


WATCHED: dict[str, Callable[[datetime], Iterator[Cause]]] = {
    "overdue_release": overdue_releases,
    "release_would_stop": releases_that_would_stop,
    "proceedings_unchecked": unchecked_proceedings,
    "clock_near": clocks_near,
    "clock_over": clocks_over,
    "recipient_stale": stale_recipients,
    "comment_waits": waiting_comments,
    "submission_overdue": overdue_submissions,
    "copy_request_due": due_copy_requests,
    "action_overdue": overdue_actions,
    "check_failed": unfinished_checks,
}


def watch(kind: str, now: datetime) -> None:
    """Raise what is new of `kind`, and settle what is gone."""
    reconcile(kind, WATCHED[kind](now), now=now)


def settle_what_is_over(now: datetime) -> None:
    """Settle the alarms that something else raised, when what they told of is over."""
    waiting = Release.objects.filter(state=ReleaseState.CONFIRMED)
    settle_gone("failed_release", {str(uuid) for uuid in waiting.values_list("uuid", flat=True)}, now=now)
    again = Release.objects.filter(review=OuterRef("review"), prepared_at__gt=OuterRef("prepared_at"))
    blocked = Release.objects.filter(~Exists(again), state=ReleaseState.BLOCKED)
    settle_gone("blocked_release", {str(uuid) for uuid in blocked.values_list("uuid", flat=True)}, now=now)
    failed = OutgoingMail.objects.filter(state=OutgoingMail.State.FAILED)
    settle_gone("mail", {f"mail:{pk}" for pk in failed.values_list("pk", flat=True)}, now=now)


def _planned(now: datetime) -> QuerySet[Release]:
    ahead = Release.objects.filter(state=ReleaseState.CONFIRMED, moment__gt=now)
    return ahead.select_related("review__partnership", "prepared_by", "confirmed_by").order_by("moment")


def _failing(release: Release) -> list[tuple[str, str]]:
    """Return name and title of the guards that would stop `release` at its moment if nothing else happened."""
    question = ReleaseQuestion(release.review, release.moment, release.moment, release)
    checked = ask_guards(REVIEW.name, "release", question)
    return [(c.guard.name, c.guard.title) for c in checked if not c.answer.holds]


def _is_last_day(release: Release, now: datetime) -> bool:
    return release.moment - now <= LAST_DAY


def _unfinished() -> Iterator[tuple[Review, date]]:
    """Yield each review that is not out yet, with the last day on which it would be in time, where that is known."""
    found = Review.objects.filter(state__in=UNFINISHED, is_legacy=False).select_related("partnership", "instead_of")
    for review in found.iterator():
        if due := completion_due(review):
            yield review, due


def _has_a_review_on_its_way() -> Exists:
    return Exists(Review.objects.filter(partnership=OuterRef("pk"), state__in=UNFINISHED))


def _about(review: Review, subject: str, message: str) -> Cause:
    return Cause(subject, message, review.partnership, f"/reviews/{review.uuid}/")


def _moment(moment: datetime) -> str:
    local = moment.astimezone(LONDON)
    return f"{_day(local.date())} at {local:%H:%M}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
