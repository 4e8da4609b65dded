"""The terms of a new partnership: the statute's words, and no promise that the partnership did not make itself."""

from __future__ import annotations

from typing import Any

from partnerships.models import Partnership, Terms

STARTER: dict[str, str] = {
    "review_name": "local child safeguarding practice review",
    "review_short": "review",
    "trigger": "We consider a review when a child has died or been seriously harmed, and abuse or neglect is known or "
    "suspected.",
    "members": "Health services\nThe local council\nThe police\nSchools and other education services",
    "who_leads": "An independent Lead Reviewer, who was not involved with your family, leads the review and writes the "
    "report.",
    "who_meets": "The Lead Reviewer can meet you.",
    "publication": "We publish the report unless the safeguarding partners decide that it would not be right to. It is "
    "on this website for at least a year. It names nobody in your family.",
}


def plant_terms(partnership: Partnership, wishes: dict[str, Any]) -> Terms:
    """Give `partnership` its terms: the starter, with what `wishes` says instead."""
    values = STARTER | {"body": partnership.name} | wishes
    return Terms.objects.create(partnership=partnership, **values)
