"""What the staff of a partnership's site are warned of, found again each time somebody looks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from home.links.checking import known_broken
from home.models import Enquiry, EnquiryState
from pages.days_in_words import day_in_words
from partnerships.models import Partnership
from partnerships.working_days import about_working_days_after, london_day
from people.alarms import Cause, reconcile

ENQUIRY_WORKING_DAYS = 3


def watch_enquiries(now: datetime) -> None:
    """Raise an alarm for each question that is nearly due, and settle those that are answered."""
    reconcile("enquiry_due", due_enquiries(now), now=now)


def due_enquiries(now: datetime) -> Iterator[Cause]:
    """A question for another format or a barrier that has to be answered within three working days (R59, R62)."""
    near = about_working_days_after(london_day(now), ENQUIRY_WORKING_DAYS)
    waiting = Enquiry.objects.filter(state=EnquiryState.RECEIVED, due_on__lte=near).select_related("partnership")
    for found in waiting:
        message = f"The question {found.reference} about a format has to be answered by {day_in_words(found.due_on)}."
        yield Cause(str(found.uuid), message, found.partnership, f"/enquiries/{found.uuid}/")


def watch_links(now: datetime) -> None:
    """Raise an alarm for each page with links that lead nowhere, and settle those whose links work again."""
    reconcile("broken_link", pages_with_broken_links(), now=now)


def pages_with_broken_links() -> Iterator[Cause]:
    """A public page, or what many pages show, with a link that led nowhere on two nights (A33)."""
    places: dict[tuple[int, int | None], Partnership] = {}
    for row in known_broken().select_related("partnership"):
        places.setdefault((row.partnership_id, row.page_id), row.partnership)
    for (partnership_id, page_id), partnership in places.items():
        subject = f"page:{page_id}" if page_id else f"partnership:{partnership_id}"
        what = "A page of the public site has" if page_id else "The terms or the organisations that support people have"
        yield Cause(subject, f"{what} links that lead nowhere. Mend them or take them out.", partnership, "/links/")
