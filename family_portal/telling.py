"""A person is told what happened to their account, in words that say nothing to whoever reads along."""

from __future__ import annotations

import logging
from datetime import datetime

from django.utils import translation

from family_portal.languages import language_of_account
from family_portal.models import CodeFactor
from family_portal.senders import kinds_offered, sender_for
from people.models import User

logger = logging.getLogger(__name__)
# A telephone is not made to ring for a notice.
WRITTEN = (CodeFactor.Kind.TEXT, CodeFactor.Kind.EMAIL)


def places_of(account: User) -> list[CodeFactor]:
    """Return the confirmed places to which something can be written to `account`, oldest first."""
    kinds = [kind for kind in WRITTEN if kind in kinds_offered()]
    found = CodeFactor.objects.filter(user=account, confirmed=True, kind__in=kinds)
    return list(found.select_related("key").order_by("pk"))


def tell(account: User, template: str, *, now: datetime) -> int:
    """Write `template` to every such place of `account`; return to how many. One that fails stops no other."""
    told, language = 0, language_of_account(account)
    for place in places_of(account):
        try:
            with translation.override(language):
                sender_for(place.kind).send(template, address=place.address, words={}, now=now)
            told += 1
        except Exception as fault:
            logger.error("a notice to account %s failed: %s", account.pk, type(fault).__name__)
    return told
