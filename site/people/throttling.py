"""Guessing is slowed down, never so far that an owner waits longer than fifteen minutes.

Every attempt is counted before it is checked, on three counts: the account, the address it comes from, and the
whole site. One that was right takes back its own count and nothing else, so that nobody can clear another's
failures by signing in between.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from people.fingerprints import fingerprint
from people.models import AttemptCount

LONGEST_WAIT = timedelta(minutes=15)
FIRST_WAIT = timedelta(seconds=5)
PURPOSES = ("password", "code", "forgotten", "portal password", "portal code")


@dataclass(frozen=True)
class Limit:
    """How many failures cost nothing, how long the wait grows at most, and after how much quiet all is forgotten."""

    free: int
    longest: timedelta = LONGEST_WAIT
    forget: timedelta = timedelta(hours=24)
    first: timedelta = FIRST_WAIT

    def wait(self, failures: int) -> timedelta:
        doublings = failures - self.free
        return min(self.longest, self.first * 2 ** min(doublings, 20)) if doublings >= 0 else timedelta(0)


ACCOUNT = Limit(free=5)
ADDRESS = Limit(free=30)
# Many who guess at once must not shut out everyone for long.
SITE = Limit(free=300, longest=timedelta(seconds=30), forget=timedelta(hours=1))


@dataclass(frozen=True)
class Limits:
    """The limits of the three counts of one purpose."""

    account: Limit = ACCOUNT
    address: Limit = ADDRESS
    site: Limit = SITE


GUESSING = Limits()


class TooManyAttempts(Exception):
    """Nothing was checked; str() says when to try again."""

    def __init__(self, until: datetime, now: datetime) -> None:
        super().__init__(_in_words(until - now))
        self.until = until


@dataclass(frozen=True)
class Charge:
    """What one attempt cost: of each count its key, when it was free before and when it is free now."""

    costs: tuple[tuple[str, datetime | None, datetime | None], ...]


def charge(purpose: str, *, account: str, address: str, now: datetime, limits: Limits = GUESSING) -> Charge:
    """Count an attempt; TooManyAttempts while one of its counts still waits, and then nothing is counted."""
    counts = sorted(
        [
            (_account_key(purpose, account), limits.account),
            (_key(purpose, "address", address), limits.address),
            (_key(purpose, "site", ""), limits.site),
        ],
        key=lambda count: count[0],
    )
    with transaction.atomic():
        rows = [(_locked(key, now), limit) for key, limit in counts]
        waits = [row.blocked_until for row, _ in rows if row.blocked_until and row.blocked_until > now]
        if waits:
            raise TooManyAttempts(max(waits), now)
        return Charge(tuple(_count(row, limit, now) for row, limit in rows))


def give_back(paid: Charge) -> None:
    """Take back what an attempt that was right has cost; failures of others stay."""
    with transaction.atomic():
        for key, before, after in paid.costs:
            count = AttemptCount.objects.filter(key=key)
            count.filter(failures__gt=0).update(failures=F("failures") - 1)
            count.filter(blocked_until=after).update(blocked_until=before)


def failures(account: str) -> int:
    """Return how many attempts for `account` failed lately, of every purpose."""
    counts = AttemptCount.objects.filter(key__in=_account_keys(account)).values_list("failures", flat=True)
    return sum(counts)


def unlock(account: str) -> None:
    """Forget the failures of `account`, so that its owner need not wait."""
    AttemptCount.objects.filter(key__in=_account_keys(account)).delete()


def forget_old_attempts(now: datetime) -> int:
    """Delete counts that have been quiet long enough; return how many."""
    return AttemptCount.objects.filter(last_at__lt=now - ACCOUNT.forget).delete()[0]


def address_of(request: HttpRequest) -> str:
    """Return where `request` comes from: an IPv4 address or the /64 of an IPv6 one.

    X-Forwarded-For is believed only behind our own proxy (BEHIND_PROXY), and then only its last entry,
    which is the proxy's own.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rpartition(",")[2].strip()
    try:
        return _network(ipaddress.ip_address(address))
    except ValueError:
        return "unknown"


def _network(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))


def _locked(key: str, now: datetime) -> AttemptCount:
    AttemptCount.objects.get_or_create(key=key, defaults={"last_at": now})
    return AttemptCount.objects.select_for_update().get(key=key)


def _count(row: AttemptCount, limit: Limit, now: datetime) -> tuple[str, datetime | None, datetime | None]:
    before = row.blocked_until
    row.failures = 1 if now - row.last_at > limit.forget else row.failures + 1
    wait = limit.wait(row.failures)
    row.blocked_until = now + wait if wait else None
    row.last_at = now
    row.save()
    return row.key, before, row.blocked_until


def _account_keys(account: str) -> list[str]:
    return [_account_key(purpose, account) for purpose in PURPOSES]


def _account_key(purpose: str, account: str) -> str:
    return _key(purpose, "account", account.strip().lower())


def _key(purpose: str, scope: str, value: str) -> str:
    return fingerprint("attempts", f"{purpose}:{scope}:{value}")


def _in_words(wait: timedelta) -> str:
    minutes = -(-int(wait.total_seconds()) // 60)
    if minutes <= 1:
        return gettext("There were too many attempts. Try again in a minute.")
    return ngettext(
        "There were too many attempts. Try again in %(minutes)d minute.",
        "There were too many attempts. Try again in %(minutes)d minutes.",
        minutes,
    ) % {"minutes": minutes}
