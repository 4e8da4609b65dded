"""Adding, replacing and using the second factor."""

from __future__ import annotations

import base64
import re
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

import segno
from django.conf import settings
from django.db import transaction
from django_otp.models import Device

from people.fingerprints import fingerprint
from people.models import AuthenticatorApp, RecoveryCode, RecoverySheet, User
from people.sessions import end_sessions

SEED_BYTES = 20
RECOVERY_CODES = 10
GROUP, GROUPS = 4, 4
# Crockford's alphabet: 32 signs without those that are mistaken for one another. 16 of them are 80 bits.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# Digits as keyboards for Arabic and Urdu type them.
_OTHER_DIGITS = "".join(chr(zero + digit) for zero in (0x0660, 0x06F0) for digit in range(10))
READ_AS = str.maketrans(f"OIL{_OTHER_DIGITS}", "01101234567890123456789")
_APP_CODE = re.compile(r"[0-9]{6}")


class WrongCode(Exception):
    """The code is not right, or was used before."""


def begin_app(user: User, *, now: datetime) -> AuthenticatorApp:
    """Make an app that counts for nothing until `confirm_app`; earlier ones that wait for it go."""
    app = AuthenticatorApp(user=user, name="Authenticator app", confirmed=False, added_at=now)
    app.keep_seed(secrets.token_bytes(SEED_BYTES))
    with transaction.atomic():
        AuthenticatorApp.objects.filter(user=user, confirmed=False).delete()
        app.save()
    return app


def confirm_app(app: AuthenticatorApp, typed: str, *, now: datetime) -> None:
    """Let `app` take the place of the person's present one, and end every session; WrongCode changes nothing."""
    code = normalised(typed)
    if not (_APP_CODE.fullmatch(code) and app.accepts(code, now=now)):
        raise WrongCode
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=app.user_id)
        AuthenticatorApp.objects.filter(user=user).exclude(pk=app.pk).delete()
        app.confirmed = True
        app.save(update_fields=["confirmed"])
        end_sessions(user)


def new_recovery_codes(user: User, *, now: datetime) -> list[str]:
    """Return ten new codes, which are never shown again; those of earlier sheets are void."""
    codes = [_new_code() for _ in range(RECOVERY_CODES)]
    with transaction.atomic():
        RecoverySheet.objects.filter(user=user).delete()
        sheet = RecoverySheet.objects.create(user=user, name="Recovery codes", made_at=now)
        RecoveryCode.objects.bulk_create(
            RecoveryCode(sheet=sheet, digest=fingerprint(sheet.kind, code)) for code in codes
        )
    return [_in_groups(code, "-") for code in codes]


def prove(user: User, typed: str, *, now: datetime) -> Device:
    """Return the device of `user` that `typed` proves, and use the code up; WrongCode otherwise."""
    code = normalised(typed)
    model = AuthenticatorApp if _APP_CODE.fullmatch(code) else RecoverySheet
    for device in model.objects.filter(user=user, confirmed=True):
        if device.accepts(code, now=now):
            return device
    raise WrongCode


def end_factors(user: User) -> None:
    """Take every factor of `user` away. Nothing but an invitation gives new ones."""
    AuthenticatorApp.objects.filter(user=user).delete()
    RecoverySheet.objects.filter(user=user).delete()


def has_app(user: User) -> bool:
    return AuthenticatorApp.objects.filter(user=user, confirmed=True).exists()


def normalised(typed: str) -> str:
    """Return a code as it is compared: no spaces or hyphens, capitals, O as 0, I and L as 1, our digits."""
    return re.sub(r"[\s\-\u2010-\u2015]", "", typed).upper().translate(READ_AS)


def seed_to_type(app: AuthenticatorApp) -> str:
    """Return the seed as a person types it into an app: groups of four letters and digits."""
    return _in_groups(_base32(app), " ")


def qr_code(app: AuthenticatorApp, *, issuer: str = "", account: str = "") -> str:
    """Return the address that an app scans, as the data: URI of a picture.

    The app shows `issuer` and `account`: this site and the e-mail address unless told otherwise.
    """
    issuer = issuer or settings.WAGTAIL_SITE_NAME
    label = quote(f"{issuer}:{account or app.user.email}")
    query = urlencode({"secret": _base32(app), "issuer": issuer}, quote_via=quote)
    return segno.make_qr(f"otpauth://totp/{label}?{query}").png_data_uri(scale=5, border=4)


def _base32(app: AuthenticatorApp) -> str:
    return base64.b32encode(app.seed()).decode()


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(GROUP * GROUPS))


def _in_groups(text: str, mark: str) -> str:
    return mark.join(text[start : start + GROUP] for start in range(0, len(text), GROUP))
