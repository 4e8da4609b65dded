"""Contact ends at once: for safety, where two people agree before it begins again, or for good (rules.md §3)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from family_portal.access import act_for, case_for
from family_portal.inviting import end_invitations
from family_portal.keeping import change_words, noted, with_reason
from family_portal.models import CodeFactor, FamilyMember, Recovery, SentCode, SignInName
from family_portal.notifying import take_back_notices
from family_portal.refusals import NotAsked, NotStopped, SecondPersonNeeded
from family_portal.states import OPEN_RECOVERY, MemberState
from family_portal.wordings import ABOUT_SIGNING_IN
from lifecycles.stepping import lock, record, take_step
from people.models import OutgoingMail, User
from people.permissions import may, must
from people.posting import take_back
from people.roles import Deed
from people.sessions import end_sessions


def stop(member: FamilyMember, *, why: str, by: User, now: datetime) -> None:
    """Stop contact for safety: sessions, invitations and what waits to leave end with it.

    Whoever may open the case may stop, also while it is open to them for an hour only. Raises ReasonMissing.
    """
    role = _role(member, by, now)
    words = noted(by, now, why=with_reason(why))
    with transaction.atomic():
        take_step(member, "stop", by=by, now=now, role=role)
        change_words(member, {"stopped": words})
        _end_everything(member, by=by, now=now, role=role)


def close(member: FamilyMember, *, why: str, by: User, now: datetime) -> None:
    """End the work with this person for good; everything that is open ends. Raises ReasonMissing."""
    role = act_for(member.review, by=by, now=now)
    words = noted(by, now, why=with_reason(why))
    with transaction.atomic():
        if lock(member).state == MemberState.STOPPED and by.pk == member.words().get("stopped", {}).get("by"):
            # Whoever stopped contact does not also decide alone that nobody ever looks at it again.
            raise SecondPersonNeeded
        take_step(member, "close", by=by, now=now, role=role)
        change_words(member, {"closed": words})
        _end_everything(member, by=by, now=now, role=role)


def ask_to_resume(member: FamilyMember, *, why: str, by: User, now: datetime) -> None:
    """Ask that contact begins again, and say why it is safe now. Raises ReasonMissing, NotStopped."""
    role = act_for(member.review, by=by, now=now)
    words = noted(by, now, why=with_reason(why))
    with transaction.atomic():
        locked = change_words(member, {"resume": words})
        if locked.state != MemberState.STOPPED:
            raise NotStopped
        locked.resume_asked_by = member.resume_asked_by = by
        locked.save(update_fields=["resume_asked_by"])
        record(member, "ask_to_resume", by=by, now=now, role=role)


def resume(member: FamilyMember, *, by: User, now: datetime) -> None:
    """Agree, as somebody else, that contact begins again: as after the first talk, with everything else asked anew.

    Raises NotStopped, NotAsked, SecondPersonNeeded.
    """
    role = act_for(member.review, by=by, now=now)
    with transaction.atomic():
        locked = lock(member)
        _refuse_to_resume(locked, by)
        asked_by = locked.resume_asked_by_id
        take_step(member, "resume", by=by, now=now, role=role, facts={"asked_by": asked_by})
        change_words(member, {"resumed": noted(by, now)})
        FamilyMember.objects.filter(pk=member.pk).update(resume_asked_by=None, contact_verified_on=None)
    member.refresh_from_db()


def _refuse_to_resume(member: FamilyMember, by: User) -> None:
    if member.state != MemberState.STOPPED:
        raise NotStopped
    if member.resume_asked_by_id is None:
        raise NotAsked
    if member.resume_asked_by_id == by.pk:
        raise SecondPersonNeeded


def _role(member: FamilyMember, by: User, now: datetime) -> str:
    case_for(by, member.review.uuid, now=now)
    deeds = (Deed.KEEP_FAMILY, Deed.APPOINT_CASE_STAFF)
    return next(must(by, deed, member.review.partnership) for deed in deeds if may(by, deed, member.review.partnership))


def _end_everything(member: FamilyMember, *, by: User, now: datetime, role: str) -> None:
    end_invitations(member, by=by, now=now, role=role)
    for recovery in Recovery.objects.filter(member=member, state__in=OPEN_RECOVERY):
        take_step(recovery, "refuse", by=by, now=now, role=role)
    forget_mail(member, states=[OutgoingMail.State.WAITING, OutgoingMail.State.FAILED])
    take_back_notices(member, by=by, now=now)
    if member.account_id:
        end_account(member.account)


def end_account(account: User) -> None:
    """Nobody signs in with it any more; whoever comes back gets a new one, and their name is free for it."""
    account = User.objects.select_for_update().get(pk=account.pk)
    account.is_active = False
    account.save(update_fields=["is_active"])
    end_sessions(account)
    SentCode.objects.filter(factor__user=account).delete()
    SignInName.objects.filter(account=account).delete()


def forget_mail(member: FamilyMember, *, states: Collection[str]) -> None:
    """Delete what goes to `member` and is in one of `states`, by whatever way a code was ever sent to them."""
    places = CodeFactor.objects.filter(user_id=member.account_id or 0).select_related("key")
    addresses = {place.address for place in places}
    take_back(ABOUT_SIGNING_IN, addresses, states=states)
