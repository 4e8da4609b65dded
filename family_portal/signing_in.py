"""The two steps of signing in on the families' host. Every refusal of a step reads the same and costs the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import authenticate
from django.db import transaction
from django.http import HttpRequest
from django_otp.models import Device

from family_portal.models import SignInName
from family_portal.sending_codes import use_code
from family_portal.sessions import Stage, kind_of
from people.factors import WrongCode, normalised, prove
from people.fingerprints import fingerprint, fingerprints
from people.models import User
from people.throttling import Charge, Limit, Limits, address_of, charge, failures, give_back

# Whoever knows a name could keep its owner waiting: from elsewhere they cost the owner half a minute at most, and
# only from the owner's own address (and there only for this account) up to a quarter of an hour.
FROM_ANYWHERE = Limits(account=Limit(free=20, longest=timedelta(seconds=30)))
FROM_HERE = Limits(address=Limit(free=10**6), site=Limit(free=10**9))
# A recovery code has 80 bits: nobody guesses one, and so nobody who guesses six digits keeps its owner out.
SHEET = Limits(account=Limit(free=1000, longest=timedelta(seconds=30)))
_KIND = "sign-in name"
_SIX_DIGITS = re.compile(r"[0-9]{1,8}")


class WrongName(Exception):
    """The name and the passphrase do not belong to somebody who comes in here."""


@dataclass(frozen=True)
class Attempt:
    """What one attempt cost, on both scales."""

    charges: tuple[Charge, ...]

    def was_right(self) -> None:
        for paid in self.charges:
            give_back(paid)


def name_as_compared(typed: str) -> str:
    """Return a sign-in name as it is compared: small letters, no spaces."""
    return re.sub(r"\s", "", typed).lower()


def name_digest(typed: str) -> str:
    """Return what is kept of a sign-in name."""
    return fingerprint(_KIND, name_as_compared(typed))


def name_digests(typed: str) -> list[str]:
    """Return every digest under which a sign-in name may have been kept, while an older key still counts."""
    return fingerprints(_KIND, name_as_compared(typed))


def check_passphrase_of(request: HttpRequest, name: str, passphrase: str, *, now: datetime) -> User:
    """Return who signs in; WrongName or TooManyAttempts otherwise, whoever is asked for."""
    attempt = _attempt("portal password", name_as_compared(name), request, now, FROM_ANYWHERE)
    user = authenticate(request, username=_address_of_account(name), password=passphrase)
    if user is None or kind_of(user) is Stage.NOBODY:
        raise WrongName
    attempt.was_right()
    return user


def check_passphrase_again(request: HttpRequest, user: User, passphrase: str, *, now: datetime) -> None:
    """Ask the passphrase of who is signed in once more; WrongName or TooManyAttempts otherwise."""
    attempt = _attempt("portal password", _account_of(user), request, now, FROM_ANYWHERE)
    if authenticate(request, username=user.email, password=passphrase) is None:
        raise WrongName
    attempt.was_right()


def check_second_factor(request: HttpRequest, user: User, typed: str, *, now: datetime) -> Device:
    """Return the device that `typed` proves: a code that was sent, of an app, or of the sheet; WrongCode otherwise."""
    is_short = _SIX_DIGITS.fullmatch(normalised(typed))
    purpose, limits = ("portal code", FROM_ANYWHERE) if is_short else ("portal sheet", SHEET)
    attempt = _attempt(purpose, _account_of(user), request, now, limits)
    device = _proved(request, user, typed, now)
    attempt.was_right()
    return device


def note_sign_in(user: User, *, now: datetime) -> datetime | None:
    """Note that `user` passed both factors; return when they did before."""
    with transaction.atomic():
        before = User.objects.select_for_update().get(pk=user.pk).last_signed_in_at
        User.objects.filter(pk=user.pk).update(last_signed_in_at=now)
    return before


def failures_of(name: str, user: User) -> int:
    """Return how often somebody lately failed to sign in as `user`, whose sign-in name is `name`."""
    return failures(name_as_compared(name)) + failures(_account_of(user))


def _account_of(user: User) -> str:
    # With a space, which no sign-in name has: who signs in as "17" counts nothing against account 17.
    return f"account {user.pk}"


def _proved(request: HttpRequest, user: User, typed: str, now: datetime) -> Device:
    try:
        return prove(user, typed, now=now)
    except WrongCode:
        return use_code(user.pk, typed, request.session, now=now)


def _attempt(purpose: str, account: str, request: HttpRequest, now: datetime, limits: Limits) -> Attempt:
    address = address_of(request)
    here = charge(f"{purpose} here", account=f"{account} {address}", address=address, now=now, limits=FROM_HERE)
    try:
        anywhere = charge(purpose, account=account, address=address, now=now, limits=limits)
    except Exception:
        give_back(here)
        raise
    return Attempt((here, anywhere))


def _address_of_account(name: str) -> str:
    """Return the address by which the account of `name` is found; what nobody has is looked for just the same."""
    family = SignInName.objects.filter(digest__in=name_digests(name)).values_list("account__email", flat=True).first()
    staff = User.objects.filter(email=name.strip().lower(), memberships__isnull=False)
    works_here = staff.values_list("email", flat=True).first()
    return family or works_here or "nobody@family.invalid"
