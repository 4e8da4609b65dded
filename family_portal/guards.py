"""What must be true before somebody is invited (rules.md §3, F3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from family_portal.contacting import is_stale, wants_no_contact
from family_portal.models import FamilyMember
from family_portal.states import MEMBER, MemberState
from lifecycles.guards import Answer, fails, guard, holds

_SPOKEN_TO = {MemberState.CONTACTED, MemberState.INVITED}


@dataclass(frozen=True)
class InvitationQuestion:
    """A person who is to be invited at `now`: by a letter, or `in_person`, sitting next to the worker."""

    member: FamilyMember
    now: datetime
    in_person: bool = False


def _by_letter(question: InvitationQuestion) -> bool:
    return not question.in_person


@guard(MEMBER.name, "invite", rule="R36", title="Somebody has spoken with the person")
def was_spoken_to(question: InvitationQuestion) -> Answer:
    if question.member.state in _SPOKEN_TO and question.member.words().get("contact"):
        return holds()
    return fails(
        "Nobody has spoken with this person yet.",
        "Speak with them first, and record it here: the portal never makes the first contact.",
    )


@guard(MEMBER.name, "invite", rule="F1", title="A young person has an adult supporter")
def young_person_is_supported(question: InvitationQuestion) -> Answer:
    if not question.member.is_young or question.member.words().get("supporter"):
        return holds()
    return fails("No adult supporter is recorded for this young person.", "Record who supports them.")


@guard(MEMBER.name, "invite", rule="R46", title="How to reach the person is known and not too old", applies=_by_letter)
def contact_is_fresh(question: InvitationQuestion) -> Answer:
    if not is_stale(question.member, now=question.now):
        return holds()
    return fails(
        "How to reach this person safely was not asked within the last 12 weeks.",
        "Ask them, and record what they said.",
    )


@guard(MEMBER.name, "invite", rule="R46", title="The person has not asked for quiet", applies=_by_letter)
def contact_is_wanted(question: InvitationQuestion) -> Answer:
    if question.member.contact_paused_at:
        return fails("Contact is paused.", "Wait, or end the pause when the person wants to hear from you.")
    if wants_no_contact(question.member):
        return fails(
            "This person said: do not contact me, I will contact you.", "Wait for them, or do it together in person."
        )
    return holds()
