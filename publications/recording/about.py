"""What a review is: its kind, the day of its decision, whom the media may ask, and which reviews belong to it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from people.models import User
from people.roles import Deed
from publications.models import Review
from publications.recording.refusals import Missing, NoSuchReview
from publications.recording.writing import refuse_future, writing
from publications.vocabulary import ReviewType

# Information about improvements begins from the review whose report it stands for (R3).
BEGINNING_ALONE = [kind for kind in ReviewType.values if kind != ReviewType.IMPROVEMENTS]


def describe(review: Review, *, kind: str, decided_on: date | None, by: User, now: datetime) -> None:
    """Say what kind of review it is and on which day it was decided: from that day its clock runs (R12, R14)."""
    with writing(review, Deed.KEEP_RECORD, by=by, now=now) as to:
        refuse_kind(kind, to.review)
        refuse_future(decided_on, to.today, "The day of the decision")
        before = to.review.decided_on
        Review.objects.filter(pk=to.review.pk).update(kind=kind, decided_on=decided_on)
        to.note("describe", kind=kind, decided_on=_iso(decided_on), decided_on_before=_iso(before))
    review.refresh_from_db(fields=["kind", "decided_on"])


def name_media_contact(review: Review, *, contact: str, phone: str, email: str, by: User, now: datetime) -> None:
    """Name the one contact for the media (R31); an empty name takes the contact away."""
    if not contact.strip() and (phone.strip() or email.strip()):
        raise Missing("Write who the contact is.")
    if contact.strip() and not (phone.strip() or email.strip()):
        raise Missing("Give a telephone number or an e-mail address.")
    with writing(review, Deed.PLAN_MEDIA, by=by, now=now) as to:
        named = {"media_contact": contact.strip(), "media_phone": phone.strip(), "media_email": email.strip()}
        Review.objects.filter(pk=to.review.pk).update(**named)
        to.note("name_media_contact", is_named=bool(contact.strip()))
    review.refresh_from_db(fields=list(named))


def relate(review: Review, other: UUID, *, by: User, now: datetime) -> None:
    """Relate another review of the same partnership; NoSuchReview for every other, whether it exists or not."""
    with writing(review, Deed.KEEP_RECORD, by=by, now=now) as to:
        found = _own_other(to.review, other)
        to.review.related.add(found)
        to.note("relate", other=str(found.uuid))


def unrelate(review: Review, other: UUID, *, by: User, now: datetime) -> None:
    """Take a relation back; NoSuchReview when there is none."""
    with writing(review, Deed.KEEP_RECORD, by=by, now=now) as to:
        found = to.review.related.filter(uuid=other).first()
        if found is None:
            raise NoSuchReview
        to.review.related.remove(found)
        to.note("unrelate", other=str(found.uuid))


def refuse_kind(kind: str, review: Review | None = None) -> None:
    """Raise Missing for a kind that a review cannot be, or be turned into."""
    is_unchanged = review is not None and kind == review.kind
    if not is_unchanged and (kind not in BEGINNING_ALONE or (review is not None and review.is_improvements)):
        raise Missing("Choose what kind of review it is.")


def _own_other(review: Review, other: UUID) -> Review:
    found = Review.objects.filter(partnership=review.partnership_id, uuid=other).exclude(pk=review.pk).first()
    if found is None:
        raise NoSuchReview
    return found


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
