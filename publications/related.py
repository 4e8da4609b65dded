"""What is about the same: public reports and briefings that share themes with the one that is read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from pages.prepared import prepared
from publications.briefing_pages import public_briefings, with_partnerships
from publications.entries import READ_OF_A_REPORT, Entry, briefing_entry, report_entry
from publications.models import BriefingPage, Edition
from publications.newest_reports import with_partnership
from publications.recommended import AN_HOUR, last_change_in_words
from publications.vocabulary import TermKind

MOST, LOOKED_AT = 5, 200
_LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)


def related_to_report(edition: Edition) -> list[Entry]:
    """Return at most five entries that share themes with a public report: most shared first, then the newest."""
    themes = edition.terms.filter(kind=TermKind.THEME).values("pk")
    return _related(f"report:{edition.pk}", themes, edition.language, review=edition.review_id)


def related_to_briefing(page: BriefingPage) -> list[Entry]:
    """Return at most five entries that share themes with a public briefing."""
    return _related(f"page:{page.pk}", [term.pk for term in page.themes.all()], settings.LANGUAGE_CODE, page=page.pk)


def _related(name: str, themes: Any, language: str, **own: int) -> list[Entry]:
    # Found once for each state of what is public; and whether it still is, is asked each time.
    key = f"related:{name}:{last_change_in_words()}"
    return _entries(cache.get_or_set(key, lambda: _find(themes, language, **own), AN_HOUR))


def _find(themes: Any, language: str, *, review: int | None = None, page: int | None = None) -> list[tuple[str, int]]:
    found = _reports(themes, language, review)
    if language == settings.LANGUAGE_CODE:
        found = found.union(_briefings(themes, page), all=True)
    return [(what, key) for what, key, *_ in found.order_by("-shared", "-at", "-key")[:MOST]]


def _reports(themes: Any, language: str, review: int | None) -> QuerySet[Any]:
    # Editions hold whole reports: only those of the best are read, the last prepared of those that share as much.
    between = Edition.terms.through.objects.filter(term__in=themes).values("edition")
    best = between.annotate(shared=Count("pk")).order_by("-shared", "-edition").values("edition")[:LOOKED_AT]
    shared = Edition.terms.through.objects.filter(edition=OuterRef("pk"), term__in=themes).values("edition")
    found = Edition.objects.public().filter(language=language, pk__in=best).exclude(review=review)
    number = Subquery(shared.annotate(number=Count("pk")).values("number"))
    return _named(found.order_by(), "report", number, "review__first_published_at")


def _briefings(themes: Any, page: int | None) -> QuerySet[Any]:
    found = public_briefings().filter(themes__in=themes).exclude(pk=page).order_by().values("pk")
    return _named(found, "briefing", Count("pk"), "first_public_at")


def _named(things: QuerySet[Any], what: str, shared: Any, at: str) -> QuerySet[Any]:
    named = things.annotate(what=Value(what), key=F("pk"), shared=shared, at=Coalesce(F(at), Value(_LONG_AGO)))
    return named.values_list("what", "key", "shared", "at")


def _entries(found: list[tuple[str, int]]) -> list[Entry]:
    reports = [pk for kind, pk in found if kind == "report"]
    pages = [pk for kind, pk in found if kind == "briefing"]
    entries: dict[tuple[str, int], Entry] = {}
    if reports:
        editions = _public_among(reports)
        entries |= {("report", edition.pk): report_entry(edition) for edition in editions}
    if pages:
        live = with_partnerships(public_briefings().filter(pk__in=pages))
        entries |= {("briefing", page.pk): briefing_entry(page, own) for page, own in live}
    return [entries[key] for key in found if key in entries]


@prepared
def _public_among(keys: list[int]) -> QuerySet[Edition]:
    return with_partnership(Edition.objects.public().filter(pk__in=keys)).only(*READ_OF_A_REPORT)
