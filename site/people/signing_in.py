"""The two steps of signing in. Every refusal of a step reads the same and costs the same."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import authenticate
from django.db import transaction
from django.http import HttpRequest
from django_otp.models import Device

from people.factors import prove
from people.models import RecoverySheet, User
from people.permissions import is_staff_anywhere
from people.throttling import address_of, charge, failures, give_back
from people.writing import write_to


class WrongPassword(Exception):
    """The address and the password do not belong to a person of staff."""


def check_password(request: HttpRequest, email: str, password: str, *, now: datetime) -> User:
    """Return the person of staff; WrongPassword or TooManyAttempts otherwise, whoever is asked for."""
    paid = charge("password", account=email, address=address_of(request), now=now)
    user = authenticate(request, username=email, password=password)
    if user is None or not is_staff_anywhere(user):
        raise WrongPassword
    give_back(paid)
    return user


def check_code(request: HttpRequest, user: User, typed: str, *, now: datetime) -> Device:
    """Return the device that `typed` proves; WrongCode or TooManyAttempts otherwise."""
    paid = charge("code", account=user.email, address=address_of(request), now=now)
    device = prove(user, typed, now=now)
    give_back(paid)
    if isinstance(device, RecoverySheet):
        write_to(user, "recovery_code_used", now=now, context={"left": device.codes_left()})
    return device


def note_sign_in(user: User, *, now: datetime) -> tuple[datetime | None, int]:
    """Note that `user` passed both factors; return when they did before, and how often somebody failed since."""
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        before = locked.last_signed_in_at
        User.objects.filter(pk=user.pk).update(last_signed_in_at=now)
    return before, failures(user.email)
