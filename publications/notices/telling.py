"""Recipients hear when the day of publication moves, or is withdrawn: in the transaction that moves it (R11, S9)."""

from __future__ import annotations

from datetime import datetime

from lifecycles.moves import MoveRefused
from lifecycles.stepping import Actor
from people.alarms import raise_alarm
from publications.models import Dispatch, Pack, Recipient, Release, Review
from publications.notices.conditions import CARRY_TEXT, Purpose
from publications.notices.letters import letter_for
from publications.notices.packing import keep_words
from publications.notices.recipients import refuse_unless_reachable
from publications.notices.sending import UNDER_WAY, dispatch_to


def tell_moment(release: Release, *, by: Actor, role: str = "", now: datetime) -> list[Dispatch]:
    """Tell every recipient who had a copy with another day (or none) when `release` goes out."""
    last = last_told(release.review)
    untold = [recipient for recipient, moment in last.items() if moment != release.moment]
    return _tell(release.review, untold, release.moment, by=by, role=role, now=now)


def tell_withdrawn(review: Review, *, by: Actor, role: str = "", now: datetime) -> list[Dispatch]:
    """Tell every recipient who was told a day that it does not stand any more."""
    told = [recipient for recipient, moment in last_told(review).items() if moment is not None]
    return _tell(review, told, None, by=by, role=role, now=now)


def last_told(review: Review) -> dict[Recipient, datetime | None]:
    """Return, for each recipient who had a copy before this publication, of which moment it was told last."""
    found = Dispatch.objects.filter(
        review=review, state__in=UNDER_WAY, pack__purpose__in=[*CARRY_TEXT, Purpose.NEW_DATE]
    ).select_related("pack", "recipient__partnership")
    if review.first_published_at:
        found = found.filter(asked_at__gt=review.first_published_at)
    return {dispatch.recipient: dispatch.pack.moment for dispatch in found.order_by("asked_at", "pk")}


def _tell(
    review: Review, recipients: list[Recipient], moment: datetime | None, *, by: Actor, role: str, now: datetime
) -> list[Dispatch]:
    reachable = [recipient for recipient in recipients if _is_reachable(recipient, review, now)]
    if not reachable:
        return []
    pack = Pack(review=review, purpose=Purpose.NEW_DATE, moment=moment, prepared_at=now)
    keep_words(pack, letter=letter_for(review, pack.purpose, moment=moment), improvements="", recipients=reachable)
    pack.save()
    return dispatch_to(pack, reachable, by=by, role=role, now=now)


def _is_reachable(recipient: Recipient, review: Review, now: datetime) -> bool:
    """Whether it can be written to; if not, a person has to tell it, and is told so."""
    try:
        refuse_unless_reachable(recipient)
    except MoveRefused:
        message = f"{recipient} could not be told of the day of publication: its address is missing or not verified."
        subject = f"{review.uuid}:{recipient.kind}"
        raise_alarm("recipient_untold", subject, message, partnership=review.partnership, now=now)
        return False
    return True
