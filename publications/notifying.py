"""Statutory copies: who has had which text, and when (R8 to R11)."""

from __future__ import annotations

from datetime import datetime, time

from django.db import transaction
from django.db.models import QuerySet

from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record
from partnerships.models import Partnership
from partnerships.working_days import LONDON, latest_notice_day, london_day
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.content_hash import hash_of
from publications.models import Dispatch, Pack, Recipient, Review
from publications.questions import ReleaseQuestion
from publications.states import DispatchState

ARRIVED = [DispatchState.SENT, DispatchState.ACKNOWLEDGED]
REQUIRED = [Recipient.Kind.PANEL, Recipient.Kind.SECRETARY_OF_STATE, Recipient.Kind.OFSTED]
COPIES = [Pack.Purpose.FINAL_COPY, Pack.Purpose.CORRECTION]
TOLD = [Recipient.Kind.PANEL, Recipient.Kind.SECRETARY_OF_STATE]


class NotRecorded(MoveRefused):
    """What is written down about a copy does not say enough, or cannot be; str() says why."""


def plant_recipients(partnership: Partnership) -> None:
    """Give a new partnership its recipients, without addresses: those are looked up and verified by a person."""
    for kind in Recipient.Kind.values:
        Recipient.objects.get_or_create(partnership=partnership, kind=kind, defaults={"is_required": kind in REQUIRED})


def latest_moment(question: ReleaseQuestion) -> datetime:
    """Return the last moment at which a copy can be sent for this publication; UnknownCalendar."""
    if question.is_correction:
        return question.moment
    day = latest_notice_day(london_day(question.moment), question.review.partnership.notice_counting)
    return datetime.combine(day, time(23, 59, 59), tzinfo=LONDON)


def copies_of(question: ReleaseQuestion, last: datetime) -> QuerySet[Dispatch]:
    """Return the copies of this text that had gone by `last`, to whomever (R8, R10)."""
    return Dispatch.objects.filter(
        review=question.review,
        state__in=ARRIVED,
        sent_at__lte=last,
        pack__content_hash__in=question.noticed_hashes,
        pack__purpose__in=COPIES,
    )


def recipients_without_copy(question: ReleaseQuestion, last: datetime) -> list[Recipient]:
    """Return the required recipients to whom no copy of this text went by `last`."""
    sent = copies_of(question, last)
    required = Recipient.objects.filter(partnership=question.review.partnership, is_required=True)
    return list(required.exclude(pk__in=sent.values("recipient_id")))


def has_been_told(review: Review, purpose: str, since: datetime | None = None) -> bool:
    """Whether Panel and Secretary of State each had a pack of `purpose` (a Pack.Purpose) about this review (R13).

    With `since`, only what was sent from then on counts: an earlier letter says nothing of a later delay.
    """
    arrived = Dispatch.objects.filter(review=review, state__in=ARRIVED, pack__purpose=purpose)
    if since is not None:
        arrived = arrived.filter(sent_at__gte=since)
    return set(TOLD) <= set(arrived.values_list("recipient__kind", flat=True))


def record_copy(
    review: Review,
    recipient: Recipient,
    *,
    sent_at: datetime,
    address: str,
    evidence: str,
    by: User,
    now: datetime,
    purpose: str = Pack.Purpose.FINAL_COPY,
    moment: datetime | None = None,
) -> Dispatch:
    """Write down what went another way than through this installation (R9); a copy is of the text as it is now.

    `moment` is when the recipient was told that the report will be published.
    """
    role = must(by, Deed.SEND_COPIES, review.partnership)
    _refuse_untold(review, recipient, sent_at=sent_at, said=[address, evidence], now=now)
    with transaction.atomic():
        locked = lock(review)
        pack = Pack(
            review=locked, purpose=purpose, content_hash=hash_of(locked), moment=moment,
            prepared_by=by, prepared_at=now,
        )  # fmt: skip
        pack.keep({})
        pack.save()
        dispatch = Dispatch(
            pack=pack, review=locked, recipient=recipient, address=address.strip(), state=DispatchState.SENT,
            asked_at=sent_at, sent_at=sent_at, sent_by=by,
        )  # fmt: skip
        dispatch.keep({"evidence": evidence})
        dispatch.save()
        facts = {"recipient": recipient.kind, "content_hash": pack.content_hash, "sent_at": sent_at.isoformat()}
        record(dispatch, "record", by=by, now=now, role=role, after=dispatch.state, facts=facts | {"purpose": purpose})
    return dispatch


def _refuse_untold(review: Review, recipient: Recipient, *, sent_at: datetime, said: list[str], now: datetime) -> None:
    if recipient.partnership_id != review.partnership_id:
        raise NotRecorded("Choose to whom it went.")
    if sent_at > now:
        raise NotRecorded("What was sent was sent before now.")
    if not all(text.strip() for text in said):
        raise NotRecorded("Say where it went, and how one can see that it did.")
