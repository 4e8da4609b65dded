"""Copies of archived reports: asked for by anyone, answered by a person, sent to one recipient (R5, R58)."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from lifecycles.moves import MoveRefused
from lifecycles.stepping import VISITOR, record, take_step
from partnerships.working_days import london_day, working_days_after
from people.fingerprints import fingerprint
from people.models import User
from people.permissions import must
from people.posting import forget_letters, post
from people.roles import Deed
from publications.attachments.marking import joined, marked
from publications.attachments.reading import papers_of, read_attached
from publications.correction_notes import notes_of
from publications.editions import released_composition, typeset
from publications.models import CopyRequest, Edition
from publications.states import CopyState, ReviewState

COPY_LINK = "copy link"
LINK_DAYS = 14
MOST_OPENINGS = 5
LETTERS = ("copy_receipt", "copy_link", "copy_refused")


class NotArchived(MoveRefused):
    """Copies are given of archived reports; others are on the site, or not to be had."""

    def __init__(self) -> None:
        super().__init__("This report cannot be asked for.")


class NothingToAnswerTo(MoveRefused):
    """A request has neither an e-mail nor a postal address."""

    def __init__(self) -> None:
        super().__init__("Give an e-mail address or a postal address, so that we can answer.")


class NotInTheArchive(MoveRefused):
    """The report was put back or removed since it was asked for."""

    def __init__(self) -> None:
        super().__init__(
            "The report is not in the archive now. Refuse the request and say where the report can be read."
        )


class NotByPost(MoveRefused):
    """Only a request that was granted by post is printed."""

    def __init__(self) -> None:
        super().__init__("Nothing is to be printed for this request.")


class RefusalNeedsReason(MoveRefused):
    """Who asked is told why not, and how to complain."""

    def __init__(self) -> None:
        super().__init__("Write the reason for the refusal. The person who asked will read it.")


def ask_for_copy(edition: Edition, *, name: str, email: str, address: str, note: str, now: datetime) -> CopyRequest:
    """Write down a request for an archived report; the asker gets a receipt, the partnership a due date."""
    review = edition.review
    if review.state != ReviewState.ARCHIVED:
        raise NotArchived
    if not (email.strip() or address.strip()):
        raise NothingToAnswerTo
    with transaction.atomic():
        request = CopyRequest.objects.create(
            review=review,
            language=edition.language,
            name=name.strip(),
            email=email.strip(),
            post=address.strip(),
            note=note.strip(),
            received_at=now,
            due_on=working_days_after(london_day(now), review.partnership.copy_working_days),
        )
        record(request, "ask", by=VISITOR, now=now, after=request.state, facts={"due_on": str(request.due_on)})
        if request.email:
            _write_to(request, "copy_receipt", {"request": request}, now)
    return request


def approve(request: CopyRequest, *, by: User, now: datetime) -> str:
    """Send the link for one recipient, or note that a paper copy goes by post; return the link ('' by post)."""
    role = must(by, Deed.ANSWER_COPY_REQUESTS, request.review.partnership)
    if request.review.state != ReviewState.ARCHIVED:
        raise NotInTheArchive
    with transaction.atomic():
        take_step(request, "approve", by=by, role=role, now=now, facts={"by_post": not request.email})
        link = _make_link(request, now) if request.email else ""
        _close(request, by, now)
        if link:
            _write_to(request, "copy_link", {"request": request, "link": link, "days": LINK_DAYS}, now)
    return link


def refuse(request: CopyRequest, *, by: User, reason: str, now: datetime) -> None:
    """Refuse with a reason; who asked is told it, and how to ask for an internal review."""
    role = must(by, Deed.ANSWER_COPY_REQUESTS, request.review.partnership)
    if not reason.strip():
        raise RefusalNeedsReason
    with transaction.atomic():
        take_step(request, "refuse", by=by, role=role, now=now)
        request.refusal = reason.strip()
        _close(request, by, now)
        if request.email:
            _write_to(request, "copy_refused", {"request": request, "reason": request.refusal}, now)


def revoke(request: CopyRequest, *, by: User, now: datetime) -> None:
    """Make the link useless from now on."""
    role = must(by, Deed.ANSWER_COPY_REQUESTS, request.review.partnership)
    with transaction.atomic():
        take_step(request, "revoke", by=by, role=role, now=now)
        CopyRequest.objects.filter(pk=request.pk).update(link_hash=None, link_expires_at=None)


def find_by_link(token: str, *, partnership_id: int, now: datetime) -> CopyRequest | None:
    """Return the request whose link is `token` while it works: not expired, not used up, still archived."""
    return (
        CopyRequest.objects.filter(
            link_hash=fingerprint(COPY_LINK, token),
            state=CopyState.SENT,
            link_expires_at__gt=now,
            opened__lt=MOST_OPENINGS,
            review__state=ReviewState.ARCHIVED,
            review__partnership_id=partnership_id,
        )
        .select_related("review__partnership")
        .first()
    )


def open_copy(request: CopyRequest, *, now: datetime) -> bytes | None:
    """Count one opening and return the PDF marked for this request; None when the link was used up meanwhile."""
    still = CopyRequest.objects.filter(
        pk=request.pk, state=CopyState.SENT, opened__lt=MOST_OPENINGS, review__state=ReviewState.ARCHIVED
    )
    if not still.exists():
        return None
    # The copy is made first: a fault in making it must not cost the recipient one of the openings.
    pdf = _marked_copy(request)
    with transaction.atomic():
        if not still.update(opened=F("opened") + 1):
            return None
        record(request, "open", by=VISITOR, now=now)
    return pdf


def print_copy(request: CopyRequest, *, by: User, now: datetime) -> bytes:
    """Return the PDF marked for a request that was granted by post, for staff to print; each printing is recorded."""
    role = must(by, Deed.ANSWER_COPY_REQUESTS, request.review.partnership)
    if request.state != CopyState.SENT or request.email or not request.post:
        raise NotByPost
    if request.review.state != ReviewState.ARCHIVED:
        raise NotInTheArchive
    record(request, "print", by=by, now=now, role=role)
    return _marked_copy(request)


def edition_of(request: CopyRequest) -> Edition:
    """Return the archived edition that was asked for."""
    return Edition.objects.archived().get(review_id=request.review_id, language=request.language)


def forget_requesters(now: datetime) -> int:
    """Delete the details of people whose requests were answered long enough ago; return how many (R56)."""
    due = CopyRequest.objects.filter(forget_on__lte=london_day(now), forgotten_at=None)
    with transaction.atomic():
        forget_letters(LETTERS, list(due.exclude(email="").values_list("email", flat=True)))
        return due.update(name="", email="", post="", note="", refusal="", forgotten_at=now)


def _marked_copy(request: CopyRequest) -> bytes:
    edition = edition_of(request)
    mark = f"Copy {request.reference}"
    composition, notes = released_composition(edition), notes_of(edition.release)
    report = typeset(edition, composition, edition.pdf_day, notes=notes, mark=mark)[0]
    _, attached = papers_of(edition)
    return joined(report, [(file.title, marked(read_attached(file), mark)) for file in attached])


def _make_link(request: CopyRequest, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    request.link_hash, request.link_expires_at = fingerprint(COPY_LINK, token), now + timedelta(days=LINK_DAYS)
    return f"{request.review.partnership.origin}/copies/{token}/"


def _close(request: CopyRequest, by: User, now: datetime) -> None:
    request.answered_by, request.answered_at = by, now
    request.forget_on = london_day(now) + timedelta(days=request.review.partnership.requester_days)
    request.save(update_fields=["answered_by", "answered_at", "forget_on", "refusal", "link_hash", "link_expires_at"])


def _write_to(request: CopyRequest, kind: str, context: dict[str, object], now: datetime) -> None:
    post(kind, to=request.email, partnership=request.review.partnership, now=now, context=context)
