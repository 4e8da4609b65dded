"""The certificate that everything about a family was destroyed: by ids, kinds and counts, without a personal word."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.conf import settings

from family_portal.models import Disposal
from pages.days_in_words import moment_in_words
from pages.typesetting import typeset_page
from pages.typesetting.fonts import FAMILIES

TEMPLATE = Path(__file__).with_name("certificate.typ")
TITLE = "Certificate of disposal"
SAYS = (
    "The key with which everything about this family was sealed has been destroyed, and nothing that was sealed with "
    "it can be read here. When a backup is restored to this installation, its copy of the key is destroyed again. "
    "Accounts were ended; devices and sign-in names were deleted."
)
KINDS = {
    "family_portal.familymember": "Records of people",
    "family_portal.channel": "Ways to reach somebody",
    "family_portal.codefactor": "Places to which codes were sent",
    "family_portal.uploadeddocument": "Documents and pictures",
    "family_portal.recovery": "Ways back in",
    "family_portal.breakglass": "Reasons for opening without an appointment",
    "family_portal.invitation": "Invitations",
    "people.user": "Accounts",
    "people.authenticatorapp": "Authenticator apps",
    "people.recoverysheet": "Sheets of recovery codes",
    "django_otp_webauthn.webauthncredential": "Security keys and passkeys",
}


def certificate_rows(disposal: Disposal, *, name: str) -> list[tuple[str, str]]:
    """Return what the certificate says, as pairs. `name`: what staff call the review."""
    who = disposal.decided_by.name if disposal.decided_by else "Carried out from the list of disposals"
    return [
        ("Review", name),
        ("Its number", str(disposal.review.uuid)),
        ("Partnership", disposal.review.partnership.name),
        ("Proposed", f"{disposal.proposed_by.name}, {moment_in_words(disposal.proposed_at)}"),
        ("Agreed and destroyed", f"{who}, {moment_in_words(disposal.decided_at)}"),
        ("Number of this certificate", str(disposal.uuid)),
        ("SHA-256 of the destroyed key, as it was wrapped", disposal.key_digest),
    ]


def counted_rows(disposal: Disposal) -> list[tuple[str, str]]:
    """Return the kinds of rows that were destroyed, with how many of each."""
    return sorted((_kind(label), str(count)) for label, count in disposal.counts.items())


def make_certificate(disposal: Disposal, *, name: str) -> bytes:
    """Return the certificate as PDF/UA-1. TypesettingError when a letter of `name` cannot be printed."""
    data = {
        "title": TITLE,
        "says": SAYS,
        "rows": certificate_rows(disposal, name=name),
        "counts": counted_rows(disposal),
        "fonts": FAMILIES,
    }
    return typeset_page(TEMPLATE, data, files={}, fonts=settings.FONTS_DIR, language="en")


def _kind(label: str) -> str:
    return KINDS.get(label) or str(apps.get_model(label)._meta.verbose_name_plural).capitalize()
