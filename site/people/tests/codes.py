"""What an authenticator app would show."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from people.models import AuthenticatorApp


def code_of(app: AuthenticatorApp, *, now: datetime | None = None) -> str:
    """Return the code of `app`, whether it is confirmed or not."""
    return f"{app.totp(now or timezone.now()).token():06d}"
