"""Coming in for the first time, or once more: code and second proof, then a passphrase, then a second factor.

Nothing counts before the last of them: then the code is used, the account opens and the person has joined, all in one
transaction that one request wins.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django_otp.models import Device

from family_portal import codes
from family_portal.models import CodeFactor, FamilyMember, Invitation, Joining, Recovery, SignInName
from family_portal.names import new_name
from family_portal.passkeys import passkeys_of
from family_portal.rotating import concrete
from family_portal.signing_in import name_as_compared, name_digest
from family_portal.states import InvitationState, MemberState, RecoveryState
from family_portal.telling import tell
from lifecycles.moves import MoveRefused
from lifecycles.stepping import record, take_step
from people.alarms import raise_alarm
from people.factors import confirm_app, end_factors, new_recovery_codes
from people.models import AuthenticatorApp, User
from people.sessions import end_sessions
from people.throttling import Limit, Limits, TooManyAttempts, address_of, charge, give_back

LASTS = timedelta(minutes=30)
# Few letters wait at any time: who tries many codes at one address waits soon.
REDEEMING = Limits(address=Limit(free=15))
Paper = Invitation | Recovery


class CodeRefused(Exception):
    """Wrong, expired, revoked, used, unknown, or without its second proof: nobody is told which."""


class JoiningOver(Exception):
    """The time for it is over, or another request was first."""


@dataclass(frozen=True)
class Joined:
    """What the person takes with them, shown once: a user name unless they sign in by e-mail, and recovery codes."""

    account: User
    user_name: str
    recovery_codes: list[str]


def redeem(request: HttpRequest, code: str, proof: str, *, now: datetime) -> Joining:
    """Return the beginning of a way in for who has both; CodeRefused or TooManyAttempts otherwise. Nothing is used."""
    typed = codes.normalised(code)
    try:
        paid = charge("portal start", account=typed, address=address_of(request), now=now, limits=REDEEMING)
    except TooManyAttempts:
        _warn_of_guessing(typed, now)
        raise
    paper = _paper(typed, proof, now)
    # Whoever is refused has waited as long as who is not.
    make_password(typed)
    if paper is None:
        raise CodeRefused
    give_back(paid)
    return _begin(paper, now)


def choose(joining: Joining, name: str, passphrase: str) -> None:
    """Keep the wished-for name (empty: to be given one) and the hash of the passphrase until the second factor.

    The address of somebody of staff is nobody's name here: they would not come in by it any more.
    """
    staff = User.objects.filter(email=name_as_compared(name), memberships__isnull=False)
    digest = name_digest(name) if name.strip() and not staff.exists() else ""
    Joining.objects.filter(pk=joining.pk).update(name_digest=digest, password=make_password(passphrase))


def find(number: int | None, *, now: datetime) -> Joining:
    """Return the joining that is still open; JoiningOver otherwise."""
    rows = Joining.objects.filter(pk=number, began_at__gt=now - LASTS)
    joining = rows.select_related("account", "invitation__member__key", "recovery__member__key").first()
    if joining is None or not _still_open(joining.invitation or joining.recovery, now):
        raise JoiningOver
    return joining


def finish_with_app(joining: Joining, app: AuthenticatorApp, typed: str, *, now: datetime) -> Joined:
    """Let the person in with `app`, whose present code is `typed`. Raises WrongCode, JoiningOver."""
    with transaction.atomic():
        confirm_app(app, typed, now=now)
        return _finish(joining, keep=app, now=now)


def finish_with_place(joining: Joining, place: CodeFactor, *, now: datetime) -> Joined:
    """Let the person in with `place`, whose code they typed. Raises JoiningOver."""
    with transaction.atomic():
        CodeFactor.objects.filter(pk=place.pk).update(confirmed=True)
        return _finish(joining, keep=place, now=now)


def forget_unfinished(now: datetime) -> int:
    """Delete what nobody finished, and the accounts that opened nothing; return how many."""
    old = Joining.objects.filter(began_at__lt=now - timedelta(hours=1))
    accounts = list(old.filter(recovery=None).values_list("account", flat=True))
    User.objects.filter(pk__in=accounts, is_active=False, family_member=None).delete()
    return len(accounts) + old.delete()[0]


def _paper(typed: str, proof: str, now: datetime) -> Paper | None:
    digests, proofs = codes.code_digests(typed), codes.proof_digests(typed, proof)
    invitation = Invitation.objects.select_related("member__review").filter(code_digest__in=digests).first()
    recovery = Recovery.objects.select_related("member__review").filter(code_digest__in=digests).first()
    found = invitation or recovery
    kept = found.proof_digest if found else "0" * 64
    is_right = any(constant_time_compare(kept, digest) for digest in proofs)
    return found if found and is_right and _still_open(found, now) else None


def _still_open(paper: Paper, now: datetime) -> bool:
    is_new = isinstance(paper, Invitation)
    states = (InvitationState.ISSUED, MemberState.INVITED) if is_new else (RecoveryState.AGREED, MemberState.JOINED)
    return (paper.state, paper.member.state) == states and bool(paper.expires_at) and paper.expires_at > now


def _begin(paper: Paper, now: datetime) -> Joining:
    if isinstance(paper, Recovery):
        return Joining.objects.create(recovery=paper, account=paper.member.account, began_at=now)
    with transaction.atomic():
        address = f"{uuid.uuid4()}@family.invalid"
        account = User.objects.create_user(address, name="Family account", is_active=False)
        return Joining.objects.create(invitation=paper, account=account, began_at=now)


def _finish(joining: Joining, *, keep: AuthenticatorApp | CodeFactor, now: datetime) -> Joined:
    joining = find(joining.pk, now=now)
    account, member = joining.account, joining.member
    if not joining.password:
        raise JoiningOver
    _use(joining, member, now)
    _only_factor(account, keep)
    User.objects.filter(pk=account.pk).update(password=joining.password, is_active=True)
    account.refresh_from_db()
    end_sessions(account)
    given = _give_name(account, joining.name_digest)
    if member.account_id not in (None, account.pk):
        # The account from before contact was stopped: nobody signs in with it, and nothing of it is kept.
        for model in concrete(Device):
            model.objects.filter(user=member.account_id).delete()
    FamilyMember.objects.filter(pk=member.pk).update(account=account)
    Joining.objects.filter(pk=joining.pk).delete()
    return Joined(account, given, new_recovery_codes(account, now=now))


def _use(joining: Joining, member: FamilyMember, now: datetime) -> None:
    paper = joining.invitation or joining.recovery
    try:
        take_step(paper, "use", by=joining.account, now=now)
        if joining.invitation:
            take_step(member, "join", by=joining.account, now=now)
        else:
            record(member, "recover", by=joining.account, now=now, facts={"recovery": str(paper.uuid)})
            tell(joining.account, "account_changed", now=now)
    except MoveRefused as refusal:
        raise JoiningOver from refusal


def _only_factor(account: User, keep: AuthenticatorApp | CodeFactor) -> None:
    kept = AuthenticatorApp.objects.filter(pk=keep.pk).first() if isinstance(keep, AuthenticatorApp) else None
    if kept is None:
        end_factors(account)
    passkeys_of(account).delete()
    CodeFactor.objects.filter(user=account).exclude(pk=keep.pk if kept is None else 0).delete()


def _give_name(account: User, digest: str) -> str:
    """Keep the wished-for name if nobody else has it; otherwise give one, and return it."""
    taken = SignInName.objects.filter(digest=digest).exclude(account=account).exists()
    given = "" if digest and not taken else _free_name()
    SignInName.objects.update_or_create(account=account, defaults={"digest": name_digest(given) if given else digest})
    return given


def _free_name() -> str:
    while True:
        name = new_name()
        if not SignInName.objects.filter(digest=name_digest(name)).exists():
            return name


def _warn_of_guessing(typed: str, now: datetime) -> None:
    # A letter that is in somebody else's hands: who has the code and not the second proof.
    code = {"code_digest__in": codes.code_digests(typed)}
    found = Invitation.objects.filter(**code, state=InvitationState.ISSUED).first()
    found = found or Recovery.objects.filter(**code, state=RecoveryState.AGREED).first()
    if found:
        partnership = found.member.review.partnership
        message = "A code for the family portal was tried several times without its second proof."
        raise_alarm("portal_guessing", str(found.uuid), message, partnership=partnership, now=now)
