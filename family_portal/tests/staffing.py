"""A person of a family, brought as far as the name of a function says, by the real verbs."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from family_portal.clearing import clear
from family_portal.contacting import keep_safe_contact
from family_portal.inviting import issue
from family_portal.meeting import record_contact
from family_portal.recording import record_member
from partnerships.working_days import london_day

# A word for every field, found nowhere else: what leaks can be told from what does not.
WORDS = {
    "name": "Quillamina Fernwhistle",
    "relationship": "Mossgrandmother",
    "language": "ur",
    "other_language": "Ladinowhisper",
    "format": "large_print",
    "access_needs": "Rampweather",
    "supporter": "Oboewarden",
    "must_not_learn": "Nettlesecret",
}
CANARIES = [word for name, word in WORDS.items() if name not in ("language", "format")]


def identified(review, by, *, now=None, is_young=False, **words):
    return record_member(review, WORDS | words, is_young=is_young, by=by, now=now or timezone.now())


def cleared(review, by, *, now=None, **words):
    now = now or timezone.now()
    member = identified(review, by, now=now, **words)
    clear(member, cleared_by="police", day=london_day(now), who_decided="Sgt Larkspindle", by=by, now=now)
    return member


def contacted(review, by, *, now=None, **words):
    now = now or timezone.now()
    member = cleared(review, by, now=now, **words)
    record_contact(
        member,
        who="Grace",
        how="visit",
        day=london_day(now),
        leaflet="Families, version 3",
        needs="Timehollow",
        by=by,
        now=now,
    )
    return member


def ready(review, by, *, now=None, **words):
    """Spoken with, and asked how to be reached."""
    now = now or timezone.now()
    member = contacted(review, by, now=now, **words)
    day = london_day(now)
    keep_safe_contact(member, do_not_contact=False, note="Postglimmer", verified_on=day, by=by, now=now)
    return member


def with_letter(review, by, *, now=None, **words):
    """The member and what was issued."""
    member = ready(review, by, now=now, **words)
    return member, issue(member, by=by, now=now or timezone.now())


def later(**gap):
    return timezone.now() + timedelta(**gap)
