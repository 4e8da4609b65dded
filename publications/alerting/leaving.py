"""A letter to a reader is written at the very moment it leaves: of what is public then, to who still wants it."""

from __future__ import annotations

from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.utils import translation

from people.mailing import by_mail
from people.models import OutgoingMail
from people.posting import NotAnyMore, letter
from publications.alerting.asking import TO_CONFIRM
from publications.alerting.links import manage_path
from publications.alerting.matching import public_entries
from publications.models import AlertSubscription


def carry(mail: OutgoingMail, text: dict[str, Any]) -> None:
    """Write `mail` and hand it to the mail server; NotAnyMore when nobody wants it, or nothing in it is public."""
    found = AlertSubscription.objects.filter(uuid=text["to"]).select_related("host__site").first()
    if found is None:
        raise NotAnyMore
    with translation.override(settings.LANGUAGE_CODE):
        written = _to_confirm(found, text) if mail.kind == TO_CONFIRM else _of_news(mail.kind, found, text)
    sender = formataddr((found.host.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    by_mail(mail, written | {"to": found.email, "from": sender})


def _to_confirm(subscription: AlertSubscription, text: dict[str, Any]) -> dict[str, Any]:
    return letter(TO_CONFIRM, {"link": text["link"], "partnership": subscription.host})


def _of_news(kind: str, subscription: AlertSubscription, text: dict[str, Any]) -> dict[str, Any]:
    keys = text["keys"].split()
    public = public_entries(keys)
    entries = [public[key] for key in keys if key in public]
    if not entries:
        raise NotAnyMore
    manage = f"{subscription.host.origin}{manage_path(subscription)}"
    context = {"entries": entries, "partnership": subscription.host, "manage": manage, "stop": f"{manage}stop/"}
    # RFC 8058: the letter box shows a button of its own, which presses ours.
    headers = {"List-Unsubscribe": f"<{manage}stop/>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return letter(kind, context) | {"headers": headers}
