"""By which ways, when and in which words a person may be reached, and until when that can be relied on (R46).

What they said holds for twelve weeks. Then it is asked again, or nothing is sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from family_portal.access import act_for
from family_portal.keeping import change_words, noted
from family_portal.models import Channel, FamilyMember
from family_portal.refusals import AddressMissing, DayAhead, WayMissing
from family_portal.states import IN_TOUCH
from lifecycles.stepping import lock, record
from partnerships.working_days import london_day
from people.models import User

GOOD_FOR = timedelta(weeks=12)
# Every channel in its own words; `address` is a number, an address, or a place to meet.
CHANNEL_WORDS = ("address", "hours", "words_to_use", "safe_word")


def keep_safe_contact(
    member: FamilyMember,
    *,
    do_not_contact: bool,
    note: str,
    verified_on: date,
    by: User,
    now: datetime,
    leave_alone: Sequence[date] = (),
    seen: str = "",
) -> None:
    """Record what the person said about contact on `verified_on`: that they will get in touch themselves, and more.

    `leave_alone`: days on which nothing is sent to them, in every year. Raises DayAhead, ChangedMeanwhile.
    """
    role = act_for(member.review, by=by, now=now)
    if verified_on > london_day(now):
        raise DayAhead
    with transaction.atomic():
        days = [day.isoformat() for day in leave_alone]
        said = noted(by, now, do_not_contact=do_not_contact, note=note, leave_alone=days)
        locked = change_words(member, {"safe_contact": said}, seen=seen)
        locked.contact_verified_on = member.contact_verified_on = verified_on
        locked.save(update_fields=["contact_verified_on"])
        record(member, "verify_contact", by=by, now=now, role=role, facts={"day": verified_on.isoformat()})


def add_way(
    member: FamilyMember, *, kind: str, words: Mapping[str, str], is_shared: bool, by: User, now: datetime
) -> Channel:
    """Return a new way to reach `member`; it counts once it is confirmed. AddressMissing without a place."""
    role = act_for(member.review, by=by, now=now)
    if kind != Channel.Kind.IN_PERSON and not words.get("address", "").strip():
        raise AddressMissing
    with transaction.atomic():
        way = Channel(member=lock(member), key=member.key, kind=Channel.Kind(kind), is_shared=is_shared)
        way.keep({name: words.get(name, "") for name in CHANNEL_WORDS})
        way.save(force_insert=True)
        record(member, "add_way", by=by, now=now, role=role, facts={"way": way.pk})
    return way


def confirm_way(way: Channel, *, by: User, now: datetime) -> None:
    """Record that the person was reached by this way and nobody else was. WayMissing once it was stopped."""
    _set(way, "confirm_way", by=by, now=now, confirmed_at=now)


def stop_way(way: Channel, *, by: User, now: datetime) -> None:
    """Never use this way again. WayMissing when that is so already."""
    _set(way, "stop_way", by=by, now=now, stopped_at=now)


def pause(member: FamilyMember, *, by: User, now: datetime) -> None:
    """Let nothing be sent for the moment; harmless when that is so already."""
    _set_pause(member, now, "pause_contact", by, now)


def end_pause(member: FamilyMember, *, by: User, now: datetime) -> None:
    """Let things be sent again; harmless without a pause."""
    _set_pause(member, None, "end_pause", by, now)


def stale_from(member: FamilyMember) -> date | None:
    """Return the first day on which what the person said is too old, or None while nothing was ever agreed."""
    return member.contact_verified_on + GOOD_FOR if member.contact_verified_on else None


def is_stale(member: FamilyMember, *, now: datetime) -> bool:
    """Return whether what the person said about contact was never asked, or is older than twelve weeks."""
    until = stale_from(member)
    return until is None or london_day(now) >= until


def wants_no_contact(member: FamilyMember) -> bool:
    """Return whether the person said: do not contact me, I will contact you."""
    return bool(member.words().get("safe_contact", {}).get("do_not_contact"))


def why_not_written_to(member: FamilyMember, *, now: datetime) -> str:
    """Return, in words for staff, why nothing may be sent to `member` now; empty when it may."""
    if member.state not in IN_TOUCH:
        return "Nobody is in touch with this person, or contact was stopped."
    if member.contact_paused_at:
        return "Contact is paused."
    if is_stale(member, now=now):
        return "How to reach this person was not asked within the last 12 weeks."
    if wants_no_contact(member):
        return "This person said: do not contact me, I will contact you."
    return ""


def ways_now(member: FamilyMember, *, now: datetime) -> list[Channel]:
    """Return the ways by which `member` may be reached now: none where anything speaks against it."""
    if why_not_written_to(member, now=now):
        return []
    return list(member.channels.filter(stopped_at=None, confirmed_at__isnull=False).select_related("key"))


def _set(way: Channel, move: str, *, by: User, now: datetime, **fields: Any) -> None:
    role = act_for(way.member.review, by=by, now=now)
    with transaction.atomic():
        if not Channel.objects.filter(pk=way.pk, stopped_at=None).update(**fields):
            raise WayMissing
        record(way.member, move, by=by, now=now, role=role, facts={"way": way.pk})


def _set_pause(member: FamilyMember, since: datetime | None, move: str, by: User, now: datetime) -> None:
    role = act_for(member.review, by=by, now=now)
    with transaction.atomic():
        rows = FamilyMember.objects.filter(pk=member.pk, contact_paused_at__isnull=since is not None)
        if rows.update(contact_paused_at=since):
            record(member, move, by=by, now=now, role=role)
    member.contact_paused_at = since
