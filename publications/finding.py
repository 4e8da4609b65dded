"""What the public finds: only what is public, asked of the database at that moment, so nothing is ever stale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import ExtractYear
from django.http import QueryDict
from django.utils.translation import gettext as _

from partnerships.models import Partnership
from publications.models import Edition
from publications.models.releases import EditionQuerySet
from publications.vocabulary import ReviewType, TermKind

MOST_WORDS = 10
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
    themes = tuple(text for text in query.getlist("theme")[:50] if NOTHING not in text)
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


def with_words(reports: EditionQuerySet, words: str) -> EditionQuerySet:
    """Return the reports that hold every one of the words, in title, pseudonym or text."""
    for word in words.replace(NOTHING, " ").split()[:MOST_WORDS]:
        reports = reports.filter(
            Q(title__icontains=word)
            | Q(pseudonym__icontains=word)
            | Q(introduction__icontains=word)
            | Q(text__icontains=word)
        )
    return reports


def filter_groups(reports: EditionQuerySet, wanted: Wanted) -> list[dict[str, Any]]:
    """Return the choices by which `reports` can be narrowed, with how many each has, for the filter panel."""
    plain = reports.order_by()
    dated = plain.exclude(review__first_published_at=None)
    years = dated.annotate(year=ExtractYear("review__first_published_at")).values_list("year")
    types = plain.values_list("review_type").annotate(Count("pk"))
    themes = plain.filter(terms__kind=TermKind.THEME).values_list("terms__slug", "terms__label").annotate(Count("pk"))
    labels = dict(ReviewType.choices)
    return [
        _group(
            "year",
            _("Year"),
            [(year, year, n) for year, n in years.annotate(Count("pk")).order_by("-year")],
            wanted.years,
        ),
        _group("type", _("Type of review"), sorted((t, labels[t], n) for t, n in types), wanted.types),
        _group("theme", _("Theme"), sorted(themes, key=lambda row: row[1]), wanted.themes),
    ]


def _with_themes(slugs: tuple[str, ...]) -> EditionQuerySet:
    return Edition.objects.filter(terms__kind=TermKind.THEME, terms__slug__in=slugs).values("pk")


def _group(name: str, label: str, rows: list[tuple[Any, Any, int]], chosen: tuple[Any, ...]) -> dict[str, Any]:
    options = [
        {"value": value, "label": shown, "count": count, "checked": value in chosen} for value, shown, count in rows
    ]
    return {
        "name": name,
        "label": label,
        "options": options,
        "chosen": sum(option["checked"] for option in options),
    }
