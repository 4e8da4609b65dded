"""Contacts and support organisations to be checked: an alarm two weeks before their day, and one after it (A32)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from home.models import SupportOrganisation
from pages.changing import note_public_change
from pages.days_in_words import day_in_words
from partnerships.models import ContactBlock
from partnerships.working_days import london_day
from people.alarms import Cause, reconcile

KIND = "contact_stale"
WARNED_BEFORE = timedelta(days=14)
PAST = "past"


def warn_of_contacts(now: datetime) -> None:
    """Raise an alarm for each that has to be checked, and settle those that somebody has checked.

    One whose day has passed shows less from then on, so whoever keeps copies of public pages is told.
    """
    with transaction.atomic():
        for cause in reconcile(KIND, contacts_to_check(now), now=now):
            if cause.subject.endswith(PAST):
                note_public_change(cause.subject.partition(" ")[0], cause.partnership, now=now)


def contacts_to_check(now: datetime) -> Iterator[Cause]:
    """Return a cause for each whose day is near or past; what is past is another cause than what is near."""
    near = london_day(now) + WARNED_BEFORE
    for contact in ContactBlock.objects.filter(review_by__lte=near).select_related("partnership"):
        yield _cause("contact", contact, f"A contact ({contact.get_purpose_display()})", now)
    for organisation in SupportOrganisation.objects.filter(review_by__lte=near).select_related("partnership"):
        yield _cause("support", organisation, "A support organisation", now)


def _cause(sort: str, row: Any, what: str, now: datetime) -> Cause:
    is_past, day = row.is_stale(london_day(now)), day_in_words(row.review_by)
    said = f"{what} was to be checked by {day}." if is_past else f"{what} has to be checked by {day}."
    subject = f"{sort}:{row.pk} {row.review_by} {PAST if is_past else 'near'}"
    message = f"{said} Make sure that it is right, and set a later day."
    return Cause(subject, message, row.partnership, f"/terms/{row.partnership.slug}/")
