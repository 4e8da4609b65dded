"""Security keys and passkeys, as a second factor beside the passphrase and never instead of it."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django_otp_webauthn.helpers import WebAuthnHelper
from django_otp_webauthn.models import WebAuthnCredential

from people.models import User


def passkeys_of(account: User) -> QuerySet[WebAuthnCredential]:
    return WebAuthnCredential.objects.filter(user=account, confirmed=True).order_by("pk")


class BlandHelper(WebAuthnHelper):
    """What a key or a telephone keeps of us: the host, and the word "Account"."""

    def get_relying_party_domain(self) -> str:
        return settings.PORTAL_HOST

    def get_relying_party_name(self) -> str:
        return _("Account")

    def get_credential_display_name(self, user: User) -> str:  # noqa: ARG002
        return _("Account")

    def get_credential_name(self, user: User) -> str:  # noqa: ARG002
        return _("Account")

    def get_allowed_origins(self) -> list[str]:
        return [own_origin(self.request)]


def own_origin(request: HttpRequest) -> str:
    """Return the origin of this host as a browser names it; the host was checked before."""
    return f"{request.scheme}://{request.get_host()}"
