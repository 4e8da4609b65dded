"""Sending a pack through the outbox, and following what becomes of each mail (R9)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from lifecycles.moves import MoveRefused, UnknownMove
from lifecycles.stepping import WORKER, Actor, lock, record, take_step
from people.alarms import raise_alarm
from people.models import OutgoingMail, User
from people.permissions import must
from people.posting import post, try_again
from people.roles import Deed
from publications.models import Dispatch, Pack, Recipient, Submission
from publications.notices.conditions import NOT_DURING_HOLD, Purpose, refuse_unless_ready
from publications.notices.packing import is_unnamed
from publications.notices.recipients import refuse_unless_reachable
from publications.notices.unnaming import refuse_named
from publications.states import DispatchState, SubmissionState

logger = logging.getLogger(__name__)

MailState = OutgoingMail.State
UNDER_WAY = [DispatchState.SENDING, DispatchState.SENT, DispatchState.ACKNOWLEDGED]
ON_HOLD = "OnHold"


class AlreadySent(MoveRefused):
    """A pack leaves once."""

    def __init__(self) -> None:
        super().__init__("This has been sent already. What became of it is on the page “Statutory copies”.")


class AddressChanged(MoveRefused):
    """The address is not the one that the person had before them."""

    def __init__(self, recipient: Recipient) -> None:
        super().__init__(f"{recipient}: the address was changed after this was prepared. Prepare it again.")


class MomentPassed(MoveRefused):
    """The letter names a moment that is over."""

    def __init__(self) -> None:
        super().__init__("The moment of publication in this letter has passed. Prepare it again.")


def send_pack(pack: Pack, *, by: User, now: datetime) -> list[Dispatch]:
    """Send `pack` to its recipients, or to none of them; the refusal says why."""
    role = must(by, Deed.SEND_COPIES, pack.review.partnership)
    with transaction.atomic():
        lock(pack.review)
        refuse_to_send(pack, now)
        facts = {"pack": str(pack.row), "purpose": pack.purpose, "content_hash": pack.content_hash}
        record(pack.review, "send_pack", by=by, now=now, role=role, facts=facts)
        made = dispatch_to(pack, recipients_of(pack), by=by, role=role, now=now)
        if pack.purpose == Purpose.NSPCC:
            _submit(pack, made[0], by=by, role=role, now=now)
    return made


def refuse_to_send(pack: Pack, now: datetime) -> None:
    """Raise the first reason why `pack` cannot be sent now; asked for the preview and again when it is sent."""
    if pack.dispatches.exists():
        raise AlreadySent
    refuse_unless_ready(pack, now)
    if pack.moment and pack.moment <= now:
        raise MomentPassed
    shown = {row["recipient"]: row["address"] for row in pack.words()["to"]}
    for recipient in recipients_of(pack):
        refuse_unless_reachable(recipient)
        if recipient.address != shown[recipient.pk]:
            raise AddressChanged(recipient)
    _refuse_what_names(pack)


def recipients_of(pack: Pack) -> list[Recipient]:
    """Return to whom `pack` was made to go, as they are now."""
    return list(Recipient.objects.filter(pk__in=[row["recipient"] for row in pack.words()["to"]]))


def send_again(dispatch: Dispatch, *, by: User, now: datetime) -> Dispatch:
    """Send what failed or came back once more, to the present address; what may have left is said so on the page."""
    role = must(by, Deed.SEND_COPIES, dispatch.review.partnership)
    with transaction.atomic():
        lock(dispatch.review)
        pack, recipient = dispatch.pack, dispatch.recipient
        if pack.dispatches.filter(recipient=recipient, state__in=UNDER_WAY).exists() or not pack.words().get("body"):
            raise AlreadySent
        refuse_unless_ready(pack, now)
        refuse_unless_reachable(recipient)
        locked = lock(dispatch)
        if locked.state == DispatchState.FAILED and locked.mail_id:
            if locked.address == recipient.address:
                return _retry(locked, by=by, role=role, now=now)
            _call_off(locked)
        made = dispatch_to(pack, [recipient], by=by, role=role, now=now)[0]
        if pack.purpose == Purpose.NSPCC:
            _submit(pack, made, by=by, role=role, now=now)
    return made


def dispatch_to(pack: Pack, recipients: Sequence[Recipient], *, by: Actor, role: str, now: datetime) -> list[Dispatch]:
    """Write a mail for each of `recipients` into the outbox, and record it; the caller has asked the conditions."""
    return [_dispatch(pack, recipient, by=by, role=role, now=now) for recipient in recipients]


def follow_dispatches(now: datetime) -> None:
    """Carry over what became of each mail; keep back what waits while its review is on hold. For the worker."""
    _keep_back()
    for state, mails, move in (
        (DispatchState.SENDING, [MailState.SENT], "leave"),
        (DispatchState.SENDING, [MailState.FAILED], "fail"),
        (DispatchState.FAILED, [MailState.WAITING, MailState.SENDING, MailState.SENT], "retry"),
    ):
        for dispatch in Dispatch.objects.filter(state=state, mail__state__in=mails).select_related("mail", "review"):
            _follow(dispatch, move, now)


def _follow(dispatch: Dispatch, move: str, now: datetime) -> None:
    try:
        with transaction.atomic():
            facts = {"perhaps_twice": dispatch.mail.perhaps_twice}
            take_step(dispatch, move, by=WORKER, now=now, facts=facts)
            if move == "leave":
                Dispatch.objects.filter(pk=dispatch.pk).update(sent_at=dispatch.mail.sent_at)
            if move == "fail":
                raise_failure(dispatch, now)
    except UnknownMove:
        # Another worker was quicker.
        return
    except Exception as fault:
        logger.error("copy %s could not be followed: %s", dispatch.row, type(fault).__name__)


def raise_failure(dispatch: Dispatch, now: datetime) -> None:
    """Let a person know that a copy did not arrive; a submission to the repository is due again."""
    message = "A statutory copy did not reach its recipient. The page “Statutory copies” of the review says which."
    raise_alarm("copy_failed", str(dispatch.row), message, partnership=dispatch.review.partnership, now=now)
    submission = Submission.objects.filter(dispatch=dispatch, state=SubmissionState.SUBMITTED).first()
    if submission:
        take_step(submission, "return", by=WORKER, now=now)
        Submission.objects.filter(pk=submission.pk).update(dispatch=None)


def _dispatch(pack: Pack, recipient: Recipient, *, by: Actor, role: str, now: datetime) -> Dispatch:
    words, partnership = pack.words(), pack.review.partnership
    mail = post(
        "statutory_copy", to=recipient.address, partnership=partnership, now=now, reply_to=partnership.mailbox,
        context={"subject": words["subject"], "body": words["body"]},
        attachments=[{name: file[name] for name in ("name", "mime", "stored")} for file in pack.files],
    )  # fmt: skip
    dispatch = Dispatch(
        pack=pack, review=pack.review, recipient=recipient, address=recipient.address, mail=mail,
        message_id=mail.message_id, asked_at=now, sent_by=by if isinstance(by, User) else None,
    )  # fmt: skip
    dispatch.keep({})
    dispatch.save()
    facts = {"recipient": recipient.kind, "content_hash": pack.content_hash, "pack": str(pack.row)}
    record(dispatch, "send", by=by, now=now, role=role, after=dispatch.state, facts=facts)
    return dispatch


def _retry(dispatch: Dispatch, *, by: User, role: str, now: datetime) -> Dispatch:
    try_again(dispatch.mail, now=now)
    take_step(dispatch, "retry", by=by, role=role, now=now)
    if dispatch.pack.purpose == Purpose.NSPCC:
        _submit(dispatch.pack, dispatch, by=by, role=role, now=now)
    return dispatch


def _call_off(dispatch: Dispatch) -> None:
    """The mail to the earlier address must not be tried again from the list of failed mail."""
    mail, dispatch.mail = dispatch.mail, None
    dispatch.save(update_fields=["mail"])
    mail.delete()


def _keep_back() -> None:
    # A failed one too: somebody may have put its mail back into the queue from the list of failed mail.
    held = Dispatch.objects.filter(
        state__in=[DispatchState.SENDING, DispatchState.FAILED], pack__purpose__in=NOT_DURING_HOLD,
        review__holds__isnull=False, review__holds__lifted_at=None,
    )  # fmt: skip
    waiting = OutgoingMail.objects.filter(pk__in=held.values("mail_id"), state=MailState.WAITING)
    waiting.update(state=MailState.FAILED, fault=ON_HOLD)


def _submit(pack: Pack, dispatch: Dispatch, *, by: User, role: str, now: datetime) -> None:
    submission = Submission.objects.filter(review=pack.review, state=SubmissionState.DUE).first()
    if submission:
        take_step(submission, "submit", by=by, role=role, now=now, facts={"dispatch": str(dispatch.row)})
        Submission.objects.filter(pk=submission.pk).update(dispatch=dispatch)


def _refuse_what_names(pack: Pack) -> None:
    if is_unnamed(pack):
        words = pack.words()
        refuse_named(pack.review.partnership, texts=[words["subject"], words["body"]], files=pack.files)
