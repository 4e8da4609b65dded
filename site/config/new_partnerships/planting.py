"""A plan is planted whole, or nothing of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from config.planting import plant_partnership
from lifecycles.stepping import SystemActor
from partnerships.models import Partnership
from people.inviting import CannotInvite, invite
from people.roles import Role


class CannotPlant(Exception):
    """Something stood in the way that no check could know before; str() says what."""


def plant_plan(plan: Mapping[str, Any], *, port: int, now: datetime) -> Partnership:
    """Plant the partnership of a `plan` without problems at `port`, and invite its first people.

    Raises CannotPlant; then nothing is there of it.
    """
    facts = {name: value for name, value in plan.items() if name != "people"}
    try:
        with transaction.atomic():
            partnership = plant_partnership(port=port, now=now, **facts)
            for person in plan["people"]:
                _invite(person, partnership, now)
    except (IntegrityError, ValidationError) as error:
        raise CannotPlant("Somebody planted a partnership with this slug or host meanwhile.") from error
    return partnership


def _invite(person: Mapping[str, str], partnership: Partnership, now: datetime) -> None:
    role, partner = Role(person["role"]), person.get("partner", "")
    try:
        invite(person["email"], person["name"], partnership, role, by=SystemActor("command"), now=now, partner=partner)
    except CannotInvite as refusal:
        raise CannotPlant(f"{person['email']}: {refusal}") from refusal
