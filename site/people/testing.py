"""For tests: a second factor without a telephone, and what lies sealed in a mail."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from people.models import AuthenticatorApp, OutgoingMail, User
from people.models.factors import DIGITS, STEP_SECONDS
from people.sealing import open_sealed
from people.sessions import note_password, note_second_factor


def an_app_of(user: User, *, now: datetime | None = None) -> AuthenticatorApp:
    """Return the confirmed authenticator app of `user`; one is made if there is none."""
    app = AuthenticatorApp.objects.filter(user=user, confirmed=True).first()
    if app is None:
        app = AuthenticatorApp(user=user, name="Authenticator app", added_at=now or timezone.now())
        app.keep_seed(secrets.token_bytes(20))
        app.save()
    return app


def with_password_only(client: Client, user: User, *, now: datetime | None = None) -> None:
    """Give `client` the session that a right password alone gives."""
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    note_password(session, now or timezone.now())
    session.save()


def with_second_factor(client: Client, user: User, *, now: datetime | None = None) -> None:
    """Let the session of `client`, who is logged in as `user`, pass the second factor as the code step does."""
    now = now or timezone.now()
    session = client.session
    note_password(session, now)
    note_second_factor(session, an_app_of(user, now=now), now)
    session.save()


def code_for(user: User, *, now: datetime | None = None) -> str:
    """Return a code that the app of `user` would show now, or the next one when this one was used."""
    app = AuthenticatorApp.objects.get(user=user, confirmed=True)
    next_unused = datetime.fromtimestamp((app.last_step + 1) * STEP_SECONDS, tz=UTC)
    generator = app.totp(max(now or timezone.now(), next_unused))
    return f"{generator.token():0{DIGITS}d}"


def opened(mail: OutgoingMail) -> dict[str, Any]:
    """Return what lies sealed in a mail that waits: subject, body, and to whom it goes when that is a secret."""
    return json.loads(open_sealed(mail.sealed_text, place=mail.message_id))


def private_recipients(**fields: Any) -> list[str]:
    """Return to whom the private mails with `fields` go, oldest first."""
    found = OutgoingMail.objects.filter(recipient="", **fields).exclude(sealed_text=b"")
    return [opened(mail)["to"] for mail in found.order_by("pk")]
