"""What is recorded of a person, as rows of a list that staff can read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from family_portal.contacting import is_stale, stale_from
from family_portal.models import Channel, FamilyMember
from family_portal.views.staff.asking import words_of
from family_portal.vocabulary import ClearedBy, Format, Language, Met, NotInvited
from pages.days_in_words import day_in_words

Rows = list[dict[str, Any]]
Words = dict[str, Any]


def safe_rows(member: FamilyMember, words: Words, now: datetime) -> Rows:
    """How contact was agreed: what they said, and until when it can be relied on."""
    said = words.get("safe_contact", {})
    rows = [
        ("Asked on", day_in_words(member.contact_verified_on) if member.contact_verified_on else "Not asked yet"),
        ("Relied on until", _until(member, now)),
        ("Contact", "They said: do not contact me, I will contact you" if said.get("do_not_contact") else "Agreed"),
        ("Paused", "Yes: nothing is sent" if member.contact_paused_at else ""),
        ("Left alone on", ", ".join(_day_of_any_year(day) for day in said.get("leave_alone", []))),
        ("What else they said", said.get("note", "")),
    ]
    return _rows(rows if said else rows[:1])


def _day_of_any_year(day: str) -> str:
    return day_in_words(date.fromisoformat(day)).rpartition(" ")[0]


def way_rows(member: FamilyMember) -> list[dict[str, Any]]:
    """Every way to reach the person, those in use first."""
    ways = member.channels.select_related("key").order_by("stopped_at", "pk")
    return [{"way": way, "state": _state_of(way), "rows": _way(way, words_of(way))} for way in ways]


def about_rows(member: FamilyMember, words: Words) -> Rows:
    """Who the person is and what they need."""
    language = _label(Language, words.get("language"))
    return _rows(
        [
            ("Relationship", words.get("relationship")),
            ("Age", "Under 18" if member.is_young else ""),
            ("Language", " – ".join(filter(None, [language, words.get("other_language")]))),
            ("Format", _label(Format, words.get("format"))),
            ("Needs", words.get("access_needs")),
            ("Supporter or advocate", words.get("supporter")),
        ]
    )


def history_rows(words: Words) -> Rows:
    """What was decided and done, in the order of the work."""
    cleared, excluded, met = (words.get(name, {}) for name in ("clearance", "exclusion", "contact"))
    rows = [
        ("Cleared by", _together(_label(ClearedBy, cleared.get("cleared_by")), cleared.get("who_decided"))),
        ("Cleared on", _day(cleared.get("day"))),
        ("To be heeded", cleared.get("safety")),
        ("Not to be invited", _together(_label(NotInvited, excluded.get("reason")), excluded.get("why"))),
        ("Decided by", excluded.get("decided_by")),
        ("To be looked at again on", _day(excluded.get("look_again_on"))),
        ("Looked at again", words.get("reconsidered", {}).get("why")),
        ("Spoken with by", _together(met.get("who"), _label(Met, met.get("how")))),
        ("Spoken with on", _day(met.get("day"))),
        ("Leaflet", _together(met.get("leaflet"), met.get("leaflet_language"))),
        ("They said that they need", met.get("needs")),
        ("Stopped", words.get("stopped", {}).get("why")),
        ("Why to begin again", words.get("resume", {}).get("why")),
        ("Ended", words.get("closed", {}).get("why")),
    ]
    return _rows(rows)


def _way(way: Channel, words: Words) -> Rows:
    return _rows(
        [
            ("Number, address or place", words.get("address")),
            ("When it is safe", words.get("hours")),
            ("Words that may be used", words.get("words_to_use")),
            ("Safe word", words.get("safe_word")),
            ("Shared", "Somebody else uses it too" if way.is_shared else ""),
        ]
    )


def _state_of(way: Channel) -> str:
    if way.stopped_at:
        return "Not used any more"
    return "Confirmed" if way.confirmed_at else "Not confirmed: not used yet"


def _until(member: FamilyMember, now: datetime) -> str:
    until = stale_from(member)
    if until is None:
        return ""
    return f"{day_in_words(until)}{': ask again, nothing is sent' if is_stale(member, now=now) else ''}"


def _rows(pairs: list[tuple[str, Any]]) -> Rows:
    return [{"key": key, "value": value} for key, value in pairs if value]


def _label(choices: Any, value: str | None) -> str:
    return str(choices(value).label) if value else ""


def _together(*parts: str | None) -> str:
    return ": ".join(filter(None, parts))


def _day(value: str | None) -> str:
    return day_in_words(date.fromisoformat(value)) if value else ""
