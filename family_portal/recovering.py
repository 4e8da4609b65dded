"""A way back for somebody who has lost what they sign in with, which is no way in for somebody else.

Somebody asks; the person is told wherever a code can be sent to them, and has a day to call it off by signing in.
Staff check who it is, as when the letter was handed over: one who works with the family, then another member of
staff. In person one of them is enough, with a reason. Then there is a code for a new letter and a second proof, as
at the beginning. Until those are used, everything stays as it was.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from family_portal import codes
from family_portal.access import act_for
from family_portal.models import FamilyMember, HelpAsked, Joining, Recovery
from family_portal.refusals import NotJoined
from family_portal.signing_in import name_as_compared, name_digests
from family_portal.states import OPEN_RECOVERY, MemberState, RecoveryState
from family_portal.telling import tell
from lifecycles.moves import MoveRefused
from lifecycles.stepping import WORKER, Actor, lock, record, take_step
from people.alarms import raise_alarm, settle_gone
from people.models import User
from people.permissions import may, must
from people.roles import Deed
from people.throttling import Limit, Limits, address_of, charge

DELAY = timedelta(days=1)
VALID_FOR = timedelta(days=7)
ALARM = "portal_recovery"
ASKING = Limits(account=Limit(free=3), address=Limit(free=10))


class NeedsAnother(MoveRefused):
    """Two members of staff are needed."""

    def __init__(self) -> None:
        super().__init__(str(_("Another member of staff has to agree.")))


class NeedsReason(MoveRefused):
    """Nobody says how they know who it is."""

    def __init__(self) -> None:
        super().__init__(str(_("Say how you made sure who it is.")))


class TooSoon(MoveRefused):
    """The person still has time to call it off."""

    def __init__(self) -> None:
        super().__init__(str(_("The day in which the person can call it off is not over.")))


class NotAgreed(MoveRefused):
    """Not everybody has agreed who has to."""

    def __init__(self) -> None:
        super().__init__(str(_("This has not been agreed yet.")))


def ask(request: HttpRequest, name: str, *, now: datetime) -> None:
    """Write down that somebody asks for help for `name`: the same for every name. The worker looks whose it is."""
    typed = name_as_compared(name)
    charge("portal help", account=typed, address=address_of(request), now=now, limits=ASKING)
    HelpAsked.objects.bulk_create(HelpAsked(digest=digest, at=now) for digest in name_digests(name))


def begin_asked(now: datetime) -> int:
    """Begin a recovery for everybody who asked and has an account; forget what else was asked. Return how many."""
    begun = 0
    for asked in HelpAsked.objects.order_by("pk")[:100]:
        with transaction.atomic():
            joined = FamilyMember.objects.select_for_update(of=("self",)).filter(state=MemberState.JOINED)
            member = joined.filter(account__sign_in_name__digest=asked.digest).first()
            begun += member is not None and begin(member, by=WORKER, now=now) is not None
            asked.delete()
    return begun


def begin(member: FamilyMember, *, by: Actor, now: datetime) -> Recovery:
    """Return the open recovery of `member`; when there is none, begin one, tell the person and call staff.

    Raises NotJoined: a page that was opened before contact was stopped must not make anything leave after it.
    """
    with transaction.atomic():
        member = lock(member)
        if member.state != MemberState.JOINED:
            raise NotJoined
        found = member.recoveries.filter(state__in=OPEN_RECOVERY).first()
        if found is not None:
            return found
        recovery = Recovery(member=member, key=member.key, asked_at=now, waits_until=now + DELAY)
        recovery.keep({})
        recovery.save()
        record(recovery, "ask", after=RecoveryState.ASKED, by=by, now=now)
        tell(member.account, "account_help", now=now)
        message = "Somebody asks for help to sign in to the family portal."
        raise_alarm(ALARM, str(recovery.uuid), message, partnership=member.review.partnership, now=now)
    return recovery


def begin_for(member: FamilyMember, *, by: User, now: datetime) -> Recovery:
    """Begin one for a person who asked a member of staff, who works with that very family."""
    act_for(member.review, by=by, now=now)
    return begin(member, by=by, now=now)


def check(recovery: Recovery, *, how: str, by: User, now: datetime) -> None:
    """Record that `by`, who works with the family, made sure who it is, and `how` (sealed)."""
    _must_work_with(recovery, by, now)
    _take(recovery, "check", how, by, now, checked_by=by)


def agree(recovery: Recovery, *, how: str, by: User, now: datetime) -> None:
    """Record that a second member of staff agrees; NeedsAnother when it is the same one."""
    role = _may_agree(recovery, by, now)
    if recovery.checked_by_id == by.pk:
        raise NeedsAnother
    _take(recovery, "agree", how, by, now, role=role, agreed_by=by)


def vouch(recovery: Recovery, *, how: str, by: User, now: datetime) -> None:
    """Record that `by`, who works with the family, has the person before them: nobody else and no day is needed."""
    _must_work_with(recovery, by, now)
    _take(recovery, "vouch", how, by, now, agreed_by=by, waits_until=now)


def refuse(recovery: Recovery, *, how: str, by: User, now: datetime) -> None:
    """Record that it is not to be, and why (sealed)."""
    _may_agree(recovery, by, now)
    _take(recovery, "refuse", how, by, now)
    _settle(now)


def call_off(member: FamilyMember, *, now: datetime) -> None:
    """The person, who is signed in, needs no help or never asked. Harmless when there is nothing to call off."""
    for recovery in member.recoveries.filter(state__in=OPEN_RECOVERY):
        take_step(recovery, "call_off", by=member.account, now=now)
    _settle(now)


def issue(recovery: Recovery, *, by: User, now: datetime) -> tuple[str, str]:
    """Return a code for a letter and a second proof, which are never shown again. Raises NotAgreed, TooSoon."""
    _must_work_with(recovery, by, now)
    with transaction.atomic():
        locked = lock(recovery)
        if locked.state != RecoveryState.AGREED:
            raise NotAgreed
        if now < locked.waits_until:
            raise TooSoon
        # Whoever began with an earlier letter, which may be in the wrong hands, goes no further with it.
        Joining.objects.filter(recovery=locked).delete()
        code, proof = codes.new_code(), codes.new_proof()
        locked.code_digest, locked.proof_digest = codes.code_digest(code), codes.proof_digest(code, proof)
        locked.expires_at = now + VALID_FOR
        locked.save(update_fields=["code_digest", "proof_digest", "expires_at"])
    _settle(now)
    return code, proof


def _take(
    recovery: Recovery, move: str, how: str, by: User, now: datetime, *, role: str = "", **fields: object
) -> None:
    if not how.strip():
        raise NeedsReason
    with transaction.atomic():
        take_step(recovery, move, by=by, now=now, role=role)
        locked = lock(recovery)
        locked.keep(locked.words() | {move: how.strip()})
        for field, value in fields.items():
            setattr(locked, field, value)
        locked.save()
    recovery.refresh_from_db()


def _must_work_with(recovery: Recovery, by: User, now: datetime) -> None:
    act_for(recovery.member.review, by=by, now=now)


def _may_agree(recovery: Recovery, by: User, now: datetime) -> str:
    review = recovery.member.review
    if may(by, Deed.APPOINT_CASE_STAFF, review.partnership):
        return must(by, Deed.APPOINT_CASE_STAFF, review.partnership)
    return act_for(review, by=by, now=now)


def _settle(now: datetime) -> None:
    waiting = Recovery.objects.filter(state__in=OPEN_RECOVERY, code_digest=None).values_list("uuid", flat=True)
    settle_gone(ALARM, {str(uuid) for uuid in waiting}, now=now)
