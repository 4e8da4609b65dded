"""A report that is removed for good takes the briefings with it that were made from it (S12)."""

from __future__ import annotations

from datetime import datetime

from wagtail.actions.unpublish_page import UnpublishPageAction

from lifecycles.stepping import record
from pages.changing import note_public_change
from pages.models.approved import through_the_door
from people.models import User
from publications.models import BriefingPage, Review


def take_down_briefings_of(review: Review, *, by: User, role: str, now: datetime) -> None:
    """Take every briefing made from `review` off the public site; two people may publish it again.

    What an order forbids to say may stand there too. Called within the transaction that removes the report.
    """
    for page in BriefingPage.objects.live().filter(source_review=review):
        with through_the_door():
            UnpublishPageAction(page, user=by).execute(skip_permission_checks=True)
        record(page.versions.first() or page, "take_down", by=by, role=role, now=now)
        note_public_change(f"page:{page.pk}", review.partnership_id, now=now)
