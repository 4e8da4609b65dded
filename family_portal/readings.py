"""Who has opened a person's record, when and which part of it: for staff, and for the person (R46)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from family_portal.models import FamilyMember
from lifecycles.models import Step
from lifecycles.stepping import steps_of
from people.models import User

# What a page names when it opens a record, as a person reads it.
PARTS = {
    "profile": _("Your record"),
    "details": _("What is recorded about you"),
    "safe": _("How you want to be reached"),
    "letter": _("Your letter"),
    "readings": _("This list"),
    "documents": _("The list of your documents"),
    "document": _("A document of yours"),
}
_LISTED, _OTHER_PART = _("Your name, in a list"), _("A form about your part")


@dataclass(frozen=True)
class Reading:
    """One time that somebody opened the record."""

    at: datetime
    by: str
    what: str


def readings_of(member: FamilyMember) -> list[Reading]:
    """Return every reading of `member` by staff, the latest first. Three queries, however many there are."""
    listed = [step for step in steps_of(member.review).filter(move="read_names") if member.pk in step.facts["people"]]
    steps = sorted([*listed, *steps_of(member).filter(move="read")], key=lambda step: -step.number)
    names = _names(steps)
    return [Reading(step.at, names.get(step.actor, str(_("Somebody who has left"))), _part(step)) for step in steps]


def _part(step: Step) -> str:
    if step.move == "read_names":
        return str(_LISTED)
    return str(PARTS.get(step.facts.get("what", ""), _OTHER_PART))


def _names(steps: list[Step]) -> dict[str, str]:
    numbers = {int(step.actor.partition(":")[2]) for step in steps if step.actor.startswith("user:")}
    return {user.actor_reference: user.name for user in User.objects.filter(pk__in=numbers)}
