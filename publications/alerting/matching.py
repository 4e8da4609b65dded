"""What an announcement is about, and who asked to hear of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q, QuerySet

from pages.findable import numbers_of
from publications.briefing_pages import public_briefings, with_partnerships
from publications.entries import Entry, briefing_entry, report_entry
from publications.models import AlertSubscription, Announcement, Edition, Term
from publications.newest_reports import with_partnership
from publications.states import SubscriptionState
from publications.vocabulary import TermKind


def public_entries(keys: Iterable[str]) -> dict[str, Entry]:
    """Return what is public at this moment of these things, by their key; asked of the database."""
    keys = list(keys)
    return _reports(numbers_of(keys, "review")) | _briefings(numbers_of(keys, "page"))


def themes_of(key: str) -> set[int]:
    """Return the themes of a public thing."""
    of_report = Edition.objects.public().filter(review__in=numbers_of([key], "review"))
    found = Term.objects.filter(kind=TermKind.THEME, editions__in=of_report)
    themes = set(found.values_list("pk", flat=True))
    for page in public_briefings().filter(pk__in=numbers_of([key], "page")):
        themes |= {term.pk for term in page.themes.all()}
    return themes


def asked_for(announcement: Announcement) -> QuerySet[AlertSubscription]:
    """Return the confirmed subscriptions that asked for such a thing before it was published."""
    wanted = Q(themes=None) | Q(themes__in=themes_of(announcement.key))
    of_whom = Q(partnerships=None) | Q(partnerships=announcement.partnership_id)
    confirmed = AlertSubscription.objects.filter(state=SubscriptionState.CONFIRMED, confirmed_at__lte=announcement.at)
    return confirmed.filter(wanted, of_whom).distinct()


def _reports(reviews: set[int]) -> dict[str, Entry]:
    found = with_partnership(Edition.objects.public().filter(review__in=reviews))
    # Where there are several languages, the last one stays: English, and else the first that was made.
    ranked = sorted(found, key=lambda edition: (edition.language == settings.LANGUAGE_CODE, -edition.pk))
    return {f"review:{edition.review_id}": report_entry(edition) for edition in ranked}


def _briefings(pages: set[int]) -> dict[str, Entry]:
    live = with_partnerships(public_briefings().filter(pk__in=pages))
    return {f"page:{page.pk}": briefing_entry(page, own) for page, own in live}
