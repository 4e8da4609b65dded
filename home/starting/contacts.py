"""The contacts of a new partnership: a role for each purpose, reached through the shared mailbox."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from partnerships.models import ContactBlock, Partnership, Purpose

CHECKED_FOR = timedelta(days=180)
ROLES = {
    Purpose.FAMILIES: "Business Manager",
    Purpose.QUESTIONS: "Partnership team",
    Purpose.YOUNG_PEOPLE: "Partnership team",
    Purpose.PRACTITIONERS: "Partnership team",
    Purpose.MEDIA: "Communications team",
    Purpose.ACCESSIBILITY: "Website team",
    Purpose.PRIVACY: "Data protection officer",
}


def plant_contacts(partnership: Partnership, wishes: dict[str, dict[str, Any]], *, today: date) -> None:
    """Give `partnership` a contact for each purpose, with what `wishes` says of it instead."""
    for purpose, role in ROLES.items():
        values = wishes.get(purpose.value) or {"role": role} | _own_ways(partnership)
        review_by = values.pop("review_by", None) or today + CHECKED_FOR
        ContactBlock.objects.create(partnership=partnership, purpose=purpose, review_by=review_by, **values)


def _own_ways(partnership: Partnership) -> dict[str, str]:
    return {"phone": partnership.phone, "email": partnership.mailbox, "post": partnership.postal_address}
