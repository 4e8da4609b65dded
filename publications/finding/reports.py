"""The public reports of a partnership, asked of the database itself: for feeds, and where there is no index."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F
from django.http import QueryDict

from partnerships.models import Partnership
from publications.models import Edition
from publications.models.releases import EditionQuerySet
from publications.vocabulary import ReviewType, TermKind

MOST_CHOICES = 50
# PostgreSQL knows no text with this character in it.
NOTHING = "\x00"


@dataclass(frozen=True)
class Wanted:
    """What a reader has narrowed the list to; anything that is not understood is left out."""

    years: tuple[int, ...] = ()
    themes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


def wanted_from(query: QueryDict) -> Wanted:
    """Read year, theme and type, each any number of times, from the words of an address."""
    years = tuple(int(text) for text in query.getlist("year") if text.isascii() and text.isdigit() and len(text) == 4)
    types = tuple(text for text in query.getlist("type") if text in ReviewType.values)
    themes = tuple(text for text in query.getlist("theme")[:MOST_CHOICES] if NOTHING not in text)
    return Wanted(years, themes, types)


def public_reports(partnership: Partnership, language: str) -> EditionQuerySet:
    """Return the public editions of a partnership in one language, newest first; those of an unknown day come last."""
    found = Edition.objects.public().filter(review__partnership=partnership, language=language)
    return found.order_by(F("review__first_published_at").desc(nulls_last=True), "-pk").defer(*Edition.LONG)


def narrowed(reports: EditionQuerySet, wanted: Wanted) -> EditionQuerySet:
    """Narrow reports to any of the years, any of the themes and any of the types."""
    if wanted.years:
        reports = reports.filter(review__first_published_at__year__in=wanted.years)
    if wanted.types:
        reports = reports.filter(review_type__in=wanted.types)
    if wanted.themes:
        reports = reports.filter(pk__in=_with_themes(wanted.themes))
    return reports


def _with_themes(slugs: tuple[str, ...]) -> EditionQuerySet:
    return Edition.objects.filter(terms__kind=TermKind.THEME, terms__slug__in=slugs).values("pk")
