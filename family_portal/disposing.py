"""The end of what was written about a family: two people agree, and the key of the review is destroyed.

Without the key nothing that was sealed with it can be read again; `replay` holds this against a backup that is
restored. What cannot be sealed, such as sign-in names and the places to which codes were sent, is deleted.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django_otp.models import Device

from family_portal.access import review_to_dispose
from family_portal.disposal_list import entries, write_down
from family_portal.models import Disposal, FamilyMember, FamilyWords, Invitation, Joining, ReviewKey, UploadedDocument
from family_portal.refusals import NotAllClosed, NothingToDispose, OnHold, ProposedAlready, SecondPersonNeeded
from family_portal.rotating import concrete
from family_portal.states import DisposalState, MemberState
from family_portal.stopping import end_account, forget_mail
from family_portal.uploads.sealed_files import delete_files
from lifecycles.stepping import WORKER, lock, record, take_step
from people.models import OutgoingMail, User
from people.permissions import may, must
from people.roles import Deed
from people.sealing import CannotOpen
from publications.models import Review
from publications.recording.holding import standing_holds


def what_stands_against(review: Review) -> list[Exception]:
    """Return every reason for which nothing can be destroyed now."""
    has_key = ReviewKey.objects.filter(review=review, destroyed_at=None).exists()
    is_open = review.family_members.exclude(state=MemberState.CLOSED).exists()
    found = [
        (not has_key, NothingToDispose),
        (is_open, NotAllClosed),
        (bool(standing_holds(review)), OnHold),
    ]
    return [reason() for stands, reason in found if stands]


def disposal_of(review: Review) -> Disposal | None:
    """Return the disposal of `review` that is proposed or done."""
    found = review.disposals.exclude(state=DisposalState.WITHDRAWN)
    return found.select_related("proposed_by", "decided_by", "review__partnership").first()


def propose(review: Review, *, by: User, now: datetime) -> Disposal:
    """Propose it. Raises NotAllowed, NothingToDispose, NotAllClosed, OnHold, ProposedAlready."""
    review_to_dispose(by, review.uuid, now=now)
    deed = next(deed for deed in (Deed.AGREE_DISPOSAL, Deed.PROPOSE_DISPOSAL) if may(by, deed, review.partnership))
    role = must(by, deed, review.partnership)
    with transaction.atomic():
        review = lock(review)
        _refuse_too_early(review)
        if disposal_of(review) is not None:
            raise ProposedAlready
        disposal = Disposal.objects.create(review=review, proposed_by=by, proposed_at=now)
        record(disposal, "propose", after=DisposalState.PROPOSED, by=by, now=now, role=role)
    return disposal


def withdraw(disposal: Disposal, *, by: User, now: datetime) -> None:
    """Take the proposal back: whoever could have made it."""
    review_to_dispose(by, disposal.review.uuid, now=now)
    with transaction.atomic():
        take_step(disposal, "withdraw", by=by, now=now)
        Disposal.objects.filter(pk=disposal.pk).update(decided_by=by, decided_at=now)


def agree(disposal: Disposal, *, by: User, now: datetime) -> None:
    """Agree as a second person; everything is destroyed, and the list beside the database says so.

    Raises NotAllowed, SecondPersonNeeded, what `propose` raises, and ListNotWritten: then nothing has happened.
    """
    role = must(by, Deed.AGREE_DISPOSAL, disposal.review.partnership)
    if disposal.proposed_by_id == by.pk:
        raise SecondPersonNeeded
    with transaction.atomic():
        review = lock(disposal.review)
        _refuse_too_early(review)
        key = lock(ReviewKey.objects.get(review=review))
        counts, digest = _counts(review, key), hashlib.sha256(bytes(key.wrapped)).hexdigest()
        take_step(disposal, "agree", by=by, now=now, role=role, facts={"counts": counts, "key": digest})
        told = {"decided_by": by, "decided_at": now, "key_digest": digest, "counts": counts}
        Disposal.objects.filter(pk=disposal.pk).update(**told)
        _destroy(review, key, by=by, now=now)
        # Last: what stands in the list is carried out, also when the database should fail after this.
        entry = {"review": str(review.uuid), "disposal": str(disposal.uuid), "key": digest, "at": now.isoformat()}
        write_down(entry)
    disposal.refresh_from_db()


def replay(now: datetime) -> int:
    """Destroy again what the list names and a restored backup has brought back; return how many reviews that were."""
    named = {entry["review"]: entry for entry in entries()}
    back = ReviewKey.objects.filter(review__uuid__in=[*filter(_is_id, named)], destroyed_at=None)
    found = list(back.select_related("review__partnership"))
    for key in found:
        _destroy_again(key, named[str(key.review.uuid)], now)
    return len(found)


def _destroy_again(key: ReviewKey, entry: dict[str, Any], now: datetime) -> None:
    with transaction.atomic():
        review, key = lock(key.review), lock(key)
        for member in review.family_members.exclude(state=MemberState.CLOSED):
            take_step(member, "close", by=WORKER, now=now)
        for disposal in review.disposals.filter(state=DisposalState.PROPOSED):
            take_step(disposal, "agree", by=WORKER, now=now)
            Disposal.objects.filter(pk=disposal.pk).update(decided_at=now, key_digest=entry["key"])
        record(review, "destroy_again", by=WORKER, now=now, facts={"disposal": entry["disposal"], "key": entry["key"]})
        _destroy(review, key, by=None, now=now)


def _destroy(review: Review, key: ReviewKey, *, by: User | None, now: datetime) -> None:
    for member in review.family_members.select_related("account"):
        _forget(member)
    files = UploadedDocument.objects.filter(key=key).exclude(stored="")
    delete_files(list(files.values_list("stored", flat=True)))
    files.update(stored="")
    key.wrapped = key.wrapped_before = b""
    key.destroyed_at, key.destroyed_by = now, by
    key.save(update_fields=["wrapped", "wrapped_before", "destroyed_at", "destroyed_by"])


def _forget(member: FamilyMember) -> None:
    # What could not be sent still holds the address.
    OutgoingMail.objects.filter(pk__in=member.notices.exclude(mail=None).values("mail")).delete()
    # A backup may have come back without the service key: then there are no addresses to find mail by.
    with suppress(CannotOpen):
        forget_mail(member, states=OutgoingMail.State.values)
    Joining.objects.filter(invitation__member=member).delete()
    Joining.objects.filter(recovery__member=member).delete()
    if member.account is None:
        return
    end_account(member.account)
    for model in concrete(Device):
        model.objects.filter(user=member.account).delete()
    account = User.objects.get(pk=member.account_id)
    account.set_unusable_password()
    account.save(update_fields=["password"])


def _counts(review: Review, key: ReviewKey) -> dict[str, int]:
    rows = {model: model._base_manager.filter(key=key) for model in concrete(FamilyWords)}
    accounts = review.family_members.exclude(account=None).values("account")
    rows |= {model: model.objects.filter(user__in=accounts) for model in concrete(Device)}
    rows |= {Invitation: Invitation.objects.filter(member__review=review), User: User.objects.filter(pk__in=accounts)}
    counted = {model._meta.label_lower: found.count() for model, found in rows.items()}
    return {label: count for label, count in counted.items() if count}


def _refuse_too_early(review: Review) -> None:
    for reason in what_stands_against(review):
        raise reason


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except (ValueError, TypeError, AttributeError):
        return False
    return True
