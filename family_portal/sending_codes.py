"""Six digits that are sent: good once, for ten minutes, in the session that asked for them."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import F

from family_portal.models import CodeFactor, SentCode
from family_portal.senders import sender_for
from people.factors import WrongCode, normalised
from people.fingerprints import fingerprint, fingerprints
from people.throttling import Limit, Limits, charge

GOOD_FOR = timedelta(minutes=10)
MOST_TRIES = 5
# Nobody's telephone is made to ring all day; who does not get a code has other ways in.
SENDING = Limits(account=Limit(free=4, first=timedelta(seconds=30)), address=Limit(free=40))
_SIX_DIGITS = re.compile(r"[0-9]{6}")


def send_code(factor: CodeFactor, session: SessionBase, *, address: str, now: datetime) -> SentCode:
    """Send a new code to `factor` for `session`; earlier ones of both are void. `address`: from where it is asked.

    Raises TooManyAttempts after a few times. A code that arrives late is nothing; no charge is given back.
    """
    charge("portal send", account=str(factor.user_id), address=address, now=now, limits=SENDING)
    code = f"{secrets.randbelow(10**6):06d}"
    with transaction.atomic():
        factor.sent_codes.all().delete()
        sent = SentCode.objects.create(
            factor=factor,
            asked_by=_asker(session),
            digest=fingerprint(_kind(factor), code),
            sent_at=now,
            expires_at=now + GOOD_FOR,
        )
        words = {"code": code, "minutes": int(GOOD_FOR.total_seconds() // 60)}
        to = {"address": factor.address, "words": words, "now": now, "leave_by": sent.expires_at}
        sender_for(factor.kind).send("account_code", **to)
    return sent


def use_code(
    user_id: int, typed: str, session: SessionBase, *, now: datetime, place: CodeFactor | None = None
) -> CodeFactor:
    """Return the factor to which `typed` was sent for this session and use the code up; WrongCode otherwise.

    A `place` that is to be confirmed proves itself by a code of its own; without one, only confirmed places count.
    """
    code = normalised(typed)
    sent_to = {"factor": place} if place else {"factor__confirmed": True}
    waiting = SentCode.objects.filter(**sent_to).filter(
        factor__user_id=user_id, asked_by__in=_askers(session), used_at=None, expires_at__gt=now, tries__lt=MOST_TRIES
    )
    for sent in waiting.select_related("factor__key") if _SIX_DIGITS.fullmatch(code) else ():
        unused = SentCode.objects.filter(pk=sent.pk, used_at=None, tries__lt=MOST_TRIES)
        if sent.digest in fingerprints(_kind(sent.factor), code) and unused.update(used_at=now):
            return sent.factor
        unused.update(tries=F("tries") + 1)
    raise WrongCode


def forget_old_codes(now: datetime) -> int:
    """Delete what can no longer be used; return how many."""
    return SentCode.objects.filter(expires_at__lt=now - timedelta(hours=1)).delete()[0]


def _kind(factor: CodeFactor) -> str:
    return f"sent code of {factor.pk}"


def _asker(session: SessionBase) -> str:
    if not session.session_key:
        session.save()
    return fingerprint("asking session", session.session_key)


def _askers(session: SessionBase) -> list[str]:
    return fingerprints("asking session", session.session_key or "")
