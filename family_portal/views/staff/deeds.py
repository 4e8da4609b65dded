"""Everything that staff record about one person, each on a page of its own: what it asks, says and does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from family_portal import clearing, contacting, inviting, meeting, recording, recovering, stopping
from family_portal.keeping import version_of
from family_portal.models import FamilyMember, Recovery
from family_portal.recording import WORDS
from family_portal.refusals import NotAsked
from family_portal.staff_forms import (
    ClearForm,
    ContactForm,
    ExcludeForm,
    MemberForm,
    SafeContactForm,
    SureForm,
    WayForm,
    WhyForm,
)
from family_portal.states import BEFORE_CONTACT, IN_TOUCH, OPEN_RECOVERY, MemberState
from people.models import User

S = MemberState
NOT_OVER = (*BEFORE_CONTACT, *IN_TOUCH, S.STOPPED)
Values = dict[str, Any]


@dataclass(frozen=True)
class Doing:
    """One page: its words, its form and its verb, and in which states of a person it is offered."""

    title: str
    form: type[forms.Form]
    verb: Callable[[FamilyMember, Values, User, datetime], object]
    button: str
    done: str
    states: tuple[MemberState, ...]
    says: tuple[str, ...] = ()
    kind: str = ""
    initial: Callable[[FamilyMember], Values] = lambda _member: {}
    # Offered among the links of the person's page; others are reached from where they belong.
    is_linked: bool = True


def open_recovery(member: FamilyMember) -> Recovery | None:
    """Return the way back in that somebody asked for and that is not over."""
    return member.recoveries.filter(state__in=OPEN_RECOVERY).select_related("key").first()


def _record(member: FamilyMember, values: Values, by: User, now: datetime) -> None:
    words = {name: values[name] for name in WORDS}
    recording.change_record(member, words, is_young=values["is_young"], by=by, now=now, seen=values["seen"])


def _recovery(member: FamilyMember) -> Recovery:
    found = open_recovery(member)
    if found is None:
        raise NotAsked
    return found


def _recovering(verb: Callable[..., None]) -> Callable[[FamilyMember, Values, User, datetime], None]:
    return lambda member, values, by, now: verb(_recovery(member), how=values["why"], by=by, now=now)


def _details(member: FamilyMember) -> Values:
    return member.words() | {"is_young": member.is_young, "seen": version_of(member)}


def _safe(member: FamilyMember) -> Values:
    said = member.words().get("safe_contact", {})
    names = ("do_not_contact", "note", "leave_alone")
    return {name: said.get(name) for name in names} | {"seen": version_of(member)}


def _plain(verb: Callable[..., object]) -> Callable[[FamilyMember, Values, User, datetime], object]:
    return lambda member, values, by, now: verb(member, **values, by=by, now=now)


DOINGS: dict[str, Doing] = {
    "details": Doing(
        "What is recorded about the person", MemberForm, _record, "Save", "Saved.", NOT_OVER, initial=_details
    ),
    "cleared": Doing(
        "Cleared to be contacted", ClearForm, _plain(clearing.clear), "Record it", "Recorded.", (S.IDENTIFIED,)
    ),
    "not": Doing(
        "Not to be invited",
        ExcludeForm,
        _plain(clearing.exclude),
        "Record it",
        "Recorded. Nobody invites this person.",
        (S.IDENTIFIED, S.CLEARED),
        says=("Families are invited unless there is a strong reason not to.", "It can be looked at again."),
    ),
    "again": Doing(
        "Look at it again", WhyForm, _plain(clearing.reconsider), "Begin again", "It begins again.", (S.EXCLUDED,)
    ),
    "met": Doing(
        "Somebody has spoken with the person",
        ContactForm,
        _plain(meeting.record_contact),
        "Record it",
        "Recorded.",
        (S.CLEARED,),
        says=("The first contact is personal, by whoever is most fitting, with a letter or a leaflet.",),
    ),
    "safe": Doing(
        "How the person wants to be reached",
        SafeContactForm,
        _plain(contacting.keep_safe_contact),
        "Save",
        "Saved. Ask again within 12 weeks.",
        NOT_OVER,
        says=("Ask the person themselves, each time anew. Nothing is sent once their answer is 12 weeks old.",),
        initial=_safe,
    ),
    "way": Doing(
        "Add a way to reach them",
        WayForm,
        lambda member, values, by, now: contacting.add_way(
            member, kind=values["kind"], words=values, is_shared=values["is_shared"], by=by, now=now
        ),
        "Add it",
        "Added. It is used once you have confirmed that it reaches them and nobody else.",
        NOT_OVER,
    ),
    "pause": Doing(
        "Pause contact", SureForm, _plain(contacting.pause), "Pause", "Paused. Nothing is sent.", IN_TOUCH
    ),
    "go-on": Doing(
        "End the pause", SureForm, _plain(contacting.end_pause), "End the pause", "The pause has ended.", IN_TOUCH
    ),
    "returned": Doing(
        "The letter came back",
        SureForm,
        _plain(inviting.returned),
        "It came back",
        "The code has ended. Ask the person how to reach them.",
        (S.INVITED,),
        says=("The code on it ends at once, and nothing more is sent by post.",),
    ),
    "withdraw": Doing(
        "End the code",
        SureForm,
        _plain(inviting.revoke),
        "End the code",
        "The code has ended.",
        (S.INVITED,),
        says=("Do this when a letter is lost or in the wrong hands. You can make a new one.",),
    ),
    "stop": Doing(
        "Stop contact for safety",
        WhyForm,
        _plain(stopping.stop),
        "Stop now",
        "Stopped. They are signed out, and no code works.",
        IN_TOUCH,
        says=(
            "At once: they are signed out everywhere, no code or letter works, and nothing is sent.",
            "It begins again only when two people agree.",
        ),
        kind="warning",
    ),
    "ask": Doing(
        "Ask that contact begins again",
        WhyForm,
        _plain(stopping.ask_to_resume),
        "Ask",
        "Asked. Another person who works with this family has to agree.",
        (S.STOPPED,),
        says=("Say what has changed, and how you know that it is safe.",),
    ),
    "agree": Doing(
        "Agree that contact begins again",
        SureForm,
        _plain(stopping.resume),
        "I agree",
        "Contact can begin again. Ask anew how to reach them; they need a new letter.",
        (S.STOPPED,),
    ),
    "end": Doing(
        "End the work with this person",
        WhyForm,
        _plain(stopping.close),
        "End it for good",
        "Ended.",
        NOT_OVER,
        says=("They cannot sign in any more. This cannot be undone.",),
        kind="warning",
    ),
    "help": Doing(
        "They have lost their way in",
        SureForm,
        lambda member, _values, by, now: recovering.begin_for(member, by=by, now=now),
        "Begin",
        "Begun. The person was told wherever that is possible, and has a day to call it off.",
        (S.JOINED,),
        says=("When they have lost their passphrase, their telephone or their codes.",),
    ),
    "help-checked": Doing(
        "I made sure who it is",
        WhyForm,
        _recovering(recovering.check),
        "Record it",
        "Recorded. Another member of staff has to agree.",
        (S.JOINED,),
        says=("As you did when you handed over the first letter. Never by a number or an address that they gave now.",),
        is_linked=False,
    ),
    "help-agreed": Doing(
        "I agree, as a second person",
        WhyForm,
        _recovering(recovering.agree),
        "I agree",
        "Agreed. A new letter can be made once the day is over.",
        (S.JOINED,),
        is_linked=False,
    ),
    "help-here": Doing(
        "The person is here with me",
        WhyForm,
        _recovering(recovering.vouch),
        "Record it",
        "Recorded. A new code can be made at once.",
        (S.JOINED,),
        says=("You see them, and you know them or have seen a paper with their picture.",),
        is_linked=False,
    ),
    "help-refused": Doing(
        "Do not help", WhyForm, _recovering(recovering.refuse), "Refuse", "Refused.", (S.JOINED,), is_linked=False
    ),
}  # fmt: skip


def offered(member: FamilyMember) -> list[tuple[str, str]]:
    """Return slug and title of every page that fits the present state of `member`."""
    hidden = {"go-on" if member.contact_paused_at is None else "pause"}
    hidden |= {"agree"} if member.resume_asked_by_id is None else set()
    fitting = ((slug, doing) for slug, doing in DOINGS.items() if doing.is_linked and slug not in hidden)
    return [(slug, doing.title) for slug, doing in fitting if member.state in doing.states]
