"""What comes back from a recipient: a receipt, a mail that came back, a comment; and what the comment is answered."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record, take_step
from partnerships.working_days import london_day
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.content_hash import hash_of
from publications.models import Comment, Dispatch, Recipient, Review
from publications.notices.sending import raise_failure
from publications.notifying import ARRIVED, COPIES


class NotSaid(MoveRefused):
    """Something that has to be written down is missing; str() names it."""


class AlreadyAnswered(MoveRefused):
    """A comment is answered once."""

    def __init__(self) -> None:
        super().__init__("This comment has been answered already.")


def acknowledge(dispatch: Dispatch, *, on: date, words: str, by: User, now: datetime) -> None:
    """Record that the recipient said, on a day, that the copy arrived (R9)."""
    role = must(by, Deed.SEND_COPIES, dispatch.review.partnership)
    _refuse_ahead(on, now)
    with transaction.atomic():
        take_step(dispatch, "acknowledge", by=by, role=role, now=now, facts={"on": str(on)})
        _keep(dispatch, {"acknowledged_on": str(on), "acknowledgement": words.strip()}, now)


def bounce(dispatch: Dispatch, *, words: str, by: User, now: datetime) -> None:
    """Record that the copy came back: from now on it counts as never sent."""
    role = must(by, Deed.SEND_COPIES, dispatch.review.partnership)
    with transaction.atomic():
        take_step(dispatch, "bounce", by=by, role=role, now=now)
        _keep(dispatch, {"bounce": words.strip()}, now)
        raise_failure(dispatch, now)


def add_comment(
    review: Review, recipient: Recipient, *, text: str, received_on: date, by: User, now: datetime
) -> Comment:
    """Keep what a recipient said about the text that it was sent; until it is answered it blocks (R9)."""
    role = must(by, Deed.SEND_COPIES, review.partnership)
    _refuse_ahead(received_on, now)
    if recipient.partnership_id != review.partnership_id:
        raise NotSaid("Choose who commented.")
    if not text.strip():
        raise NotSaid("Write what the recipient said.")
    with transaction.atomic():
        locked = lock(review)
        comment = Comment(
            review=locked, recipient=recipient, content_hash=_commented_hash(locked, recipient),
            received_on=received_on, recorded_by=by, recorded_at=now,
        )  # fmt: skip
        comment.keep({"text": text.strip()})
        comment.save()
        facts = {"comment": str(comment.uuid), "recipient": recipient.kind, "content_hash": comment.content_hash}
        record(locked, "add_comment", by=by, now=now, role=role, facts=facts)
    return comment


def answer_comment(comment: Comment, *, outcome: str, answer: str, by: User, now: datetime) -> None:
    """Record what the partners answer; an accepted one lets the text change, and with it everything lapses (S8)."""
    role = must(by, Deed.SEND_COPIES, comment.review.partnership)
    if outcome not in Comment.Outcome.values:
        raise NotSaid("Choose what became of the comment.")
    if not answer.strip():
        raise NotSaid("Write what was answered, and why.")
    with transaction.atomic():
        lock(comment.review)
        locked = lock(comment)
        if locked.answered_at:
            raise AlreadyAnswered
        locked.outcome, locked.answered_by, locked.answered_at = outcome, by, now
        locked.keep(locked.words() | {"answer": answer.strip()})
        locked.save()
        facts = {"comment": str(locked.uuid), "outcome": outcome}
        record(locked.review, "answer_comment", by=by, now=now, role=role, facts=facts)


def _commented_hash(review: Review, recipient: Recipient) -> str:
    """Return the hash of the text that the recipient had last; without one, of the present text."""
    had = Dispatch.objects.filter(
        review=review, recipient=recipient, state__in=ARRIVED,
        pack__purpose__in=COPIES,
    )  # fmt: skip
    return had.values_list("pack__content_hash", flat=True).last() or hash_of(review)


def _keep(dispatch: Dispatch, words: dict[str, str], now: datetime) -> None:
    locked = lock(dispatch)
    locked.keep(locked.words() | words)
    locked.answered_at = now
    locked.save(update_fields=["sealed", "answered_at"])


def _refuse_ahead(day: date, now: datetime) -> None:
    if day > london_day(now):
        raise NotSaid("The day cannot lie ahead.")
