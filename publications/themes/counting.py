"""How much there is about each term: the numbers of the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet

from partnerships.models import Partnership
from publications.briefing_pages import FIELDS, public_briefings
from publications.models import CompanionEdition, Edition
from publications.newest_reports import public_releases
from publications.vocabulary import CompanionKind


def reports_by_term(partnership: Partnership | None, language: str) -> Counter[int]:
    """Return the number of public reports by the key of the term."""
    return _of_releases(public_releases(partnership), language)


def briefings_by_term(partnership: Partnership | None, language: str) -> Counter[int]:
    """Return the number of public briefings by the key of the term: with a report, and by themselves."""
    beside = CompanionEdition.objects.filter(
        kind=CompanionKind.BRIEFING, language=language, release__in=public_releases(partnership)
    )
    total = _of_releases(beside.values("release"), language)
    if language == settings.LANGUAGE_CODE:
        pages = public_briefings(partnership).order_by()
        for field in FIELDS.values():
            total += _counted(pages.values_list(field).annotate(Count("pk")))
    return total


def _of_releases(releases: QuerySet[Any], language: str) -> Counter[int]:
    # Asked of the table between: an edition holds a whole report, and would be read for nothing.
    between = Edition.terms.through.objects.filter(edition__release__in=releases, edition__language=language)
    return _counted(between.values_list("term").annotate(Count("pk")))


def _counted(rows: Iterable[tuple[int | None, int]]) -> Counter[int]:
    return Counter({term: number for term, number in rows if term is not None})
