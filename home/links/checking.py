"""Once a night the links of all public pages are followed, and those that lead nowhere are written down (A33)."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as clock

from django.db.models import F, QuerySet

from home.links.collecting import Link, all_links, pages_not_public
from home.links.following import Follower, Outcome
from home.models import BrokenLink
from partnerships.working_days import LONDON, london_day
from people.daily import claim, finish

logger = logging.getLogger(__name__)

NAME = "follow_links"
EARLIEST = clock(2)
DEAD_AFTER = timedelta(hours=2)
# Of other sites, in one night; with more, each has its turn.
MOST = 300
LONGEST_SECONDS = 30 * 60
# What was broken last night and is broken tonight is; what was broken once may have had a bad hour.
SECOND_NIGHT = timedelta(hours=12)
NOT_PUBLIC = Outcome("It leads to a page of this service that is not public.")


def follow_links(now: datetime) -> None:
    """Follow them once a day, from two in the morning in London; whoever comes first does it."""
    here = now.astimezone(LONDON)
    if here.time() < EARLIEST or not (run := claim(NAME, here.date(), now=now, again_after=DEAD_AFTER)):
        return
    finish(run, now=now, **check_links(now, Follower()))


def check_links(now: datetime, follower: Follower) -> dict[str, int]:
    """Follow what has its turn and bring the rows of broken links up to it; return how many were asked and are broken.

    Where not one site could be reached the fault is ours, and nothing is called broken.
    """
    links = all_links()
    _forget_gone(links)
    outside = _asked_outside(links, now, follower)
    outcomes = outside | _outcomes_inside(links)
    for link in links:
        if link.url in outcomes:
            _note(link, outcomes[link.url], now)
    return {"asked": len(outside), "broken": sum(bool(outcome.reason) for outcome in outcomes.values())}


def known_broken() -> QuerySet[BrokenLink]:
    """Return the links that led nowhere on two nights at least."""
    return BrokenLink.objects.filter(checked_at__gte=F("first_seen_at") + SECOND_NIGHT)


def _asked_outside(links: set[Link], now: datetime, follower: Follower) -> dict[str, Outcome]:
    urls = {link.url for link in links if not link.target_id}
    outcomes = dict(_followed(_whose_turn(urls, london_day(now)), follower))
    if outcomes and not any(outcome.answered for outcome in outcomes.values()):
        logger.warning("none of %d links could be reached, so none is called broken", len(outcomes))
        return {}
    return outcomes


def _followed(urls: list[str], follower: Follower) -> Iterator[tuple[str, Outcome]]:
    until = time.monotonic() + LONGEST_SECONDS
    for url in urls:
        if time.monotonic() > until:
            return
        yield url, follower.follow(url)


def _whose_turn(urls: set[str], day: date) -> list[str]:
    """Return what was broken before, the longest unseen first, and of the rest those whose turn it is on `day`."""
    rows = BrokenLink.objects.filter(url__in=urls).order_by("checked_at").values_list("url", flat=True)
    broken = list(dict.fromkeys(rows))[: MOST // 2]
    room = MOST - len(broken)
    others = sorted(urls - set(broken), key=lambda url: hashlib.sha256(url.encode()).digest())
    turns = -(-len(others) // room) or 1
    return broken + others[day.toordinal() % turns :: turns]


def _outcomes_inside(links: set[Link]) -> dict[str, Outcome]:
    hidden = pages_not_public(link.target_id for link in links if link.target_id)
    return {link.url: NOT_PUBLIC if link.target_id in hidden else Outcome() for link in links if link.target_id}


def _note(link: Link, outcome: Outcome, now: datetime) -> None:
    place = {"partnership_id": link.partnership_id, "page_id": link.page_id, "url": link.url}
    if not outcome.reason:
        BrokenLink.objects.filter(**place).delete()
        return
    seen = {"reason": outcome.reason, "checked_at": now}
    BrokenLink.objects.update_or_create(**place, defaults=seen, create_defaults=seen | {"first_seen_at": now})


def _forget_gone(links: set[Link]) -> None:
    rows = BrokenLink.objects.values_list("pk", "partnership_id", "page_id", "url")
    gone = [pk for pk, *place in rows if Link(*place) not in links]
    BrokenLink.objects.filter(pk__in=gone).delete()
