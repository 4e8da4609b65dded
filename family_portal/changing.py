"""What protects an account changes by the person's own hand: every session ends, and they are told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from family_portal.models import CodeFactor, FamilyMember
from family_portal.passkeys import passkeys_of
from family_portal.telling import tell
from lifecycles.moves import MoveRefused
from lifecycles.stepping import record
from people.factors import confirm_app, has_app, new_recovery_codes
from people.models import AuthenticatorApp, User
from people.sessions import end_sessions

FACTORS = ("app", "place", "passkey")


class LastFactor(MoveRefused):
    """Without it nobody could sign in any more."""

    def __init__(self) -> None:
        super().__init__(str(_("This is the only way in that you have. Add another one first.")))


def change_passphrase(member: FamilyMember, passphrase: str, *, now: datetime) -> User:
    """Change the passphrase of `member`; return the account as it is now."""
    with transaction.atomic():
        account = User.objects.select_for_update().get(pk=member.account_id)
        account.set_password(passphrase)
        account.save(update_fields=["password"])
        return _changed(member, account, "passphrase", now)


def replace_app(member: FamilyMember, app: AuthenticatorApp, typed: str, *, now: datetime) -> User:
    """Let `app` take the place of the present one; WrongCode changes nothing."""
    with transaction.atomic():
        confirm_app(app, typed, now=now)
        return _changed(member, User.objects.get(pk=member.account_id), "app", now)


def confirm_place(member: FamilyMember, place: CodeFactor, *, now: datetime) -> User:
    """Let codes be sent to `place`, whose first code came back; an earlier one of its kind goes."""
    with transaction.atomic():
        account = User.objects.select_for_update().get(pk=member.account_id)
        # Before the earlier place goes: whoever reads there has to hear of it, most of all if it was not them.
        tell(account, "account_changed", now=now)
        CodeFactor.objects.filter(user=account, kind=place.kind).exclude(pk=place.pk).delete()
        CodeFactor.objects.filter(pk=place.pk).update(confirmed=True)
        return _changed(member, account, place.kind, now, told=True)


def add_passkey(member: FamilyMember, *, now: datetime) -> User:
    """Note that a security key or passkey was added."""
    with transaction.atomic():
        return _changed(member, User.objects.get(pk=member.account_id), "passkey", now)


def remove_factor(member: FamilyMember, kind: str, number: int, *, now: datetime) -> User:
    """Take an app, a place or a passkey away; LastFactor when it is the only one."""
    with transaction.atomic():
        account = User.objects.select_for_update().get(pk=member.account_id)
        tell(account, "account_changed", now=now)
        if count_factors(account) < 2:
            raise LastFactor
        _rows(account)[kind].filter(pk=number).delete()
        return _changed(member, account, f"no {kind}", now, told=True)


def new_sheet(member: FamilyMember, *, now: datetime) -> tuple[User, list[str]]:
    """Return the account and ten new recovery codes; those of the earlier sheet are void."""
    with transaction.atomic():
        account = User.objects.select_for_update().get(pk=member.account_id)
        codes = new_recovery_codes(account, now=now)
        return _changed(member, account, "sheet", now), codes


def count_factors(account: User) -> int:
    """Return how many ways in besides the sheet `account` has."""
    places = CodeFactor.objects.filter(user=account, confirmed=True).count()
    return has_app(account) + places + passkeys_of(account).count()


def _rows(account: User) -> dict[str, object]:
    return {
        "app": AuthenticatorApp.objects.filter(user=account, confirmed=True),
        "place": CodeFactor.objects.filter(user=account, confirmed=True),
        "passkey": passkeys_of(account),
    }


def _changed(member: FamilyMember, account: User, what: str, now: datetime, *, told: bool = False) -> User:
    end_sessions(account)
    record(member, "change_sign_in", by=account, now=now, facts={"what": what})
    if not told:
        tell(account, "account_changed", now=now)
    return account
