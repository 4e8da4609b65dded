"""What a machine asks for, read strictly: what is not understood is refused in words, never left out in silence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import QueryDict
from wagtail.api.v2.utils import BadRequestError

from partnerships.models import Partnership
from publications.models import Term
from publications.newest_reports import NewestReports, of_terms
from publications.vocabulary import ReviewType, TermKind

EVERYBODY = "all"
LIMIT, OFFSET = "limit", "offset"
_MOST_LETTERS, _MOST_DIGITS = 60, 9


@dataclass(frozen=True)
class Asked:
    """`partnership` None is all of them. Of several values of one filter any fits; every filter has to."""

    partnership: Partnership | None
    language: str
    types: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)


def asked_from(query: QueryDict, host: Partnership, *, known: frozenset[str]) -> Asked:
    """Read a question that may have the parameters in `known`, besides limit and offset; BadRequestError."""
    unknown = set(query) - known - {LIMIT, OFFSET}
    if unknown:
        raise BadRequestError(f"This is no parameter here. There are: {', '.join(sorted(known | {LIMIT, OFFSET}))}.")
    if any(len(value) > _MOST_LETTERS or "\0" in value for values in query.lists() for value in values[1]):
        raise BadRequestError("A value is too long, or holds a character that is in no text.")
    for name in (LIMIT, OFFSET):
        _refuse_unless_number(name, query.get(name, "0"))
    return Asked(
        _partnership(query.get("partnership", host.slug), host),
        one_of("language", query.get("language", settings.LANGUAGE_CODE), dict(settings.LANGUAGES)),
        tuple(one_of("type", value, ReviewType.values) for value in query.getlist("type")),
        tuple(_year(value) for value in query.getlist("year")),
        _terms({kind: tuple(query.getlist(kind)) for kind in TermKind.values if query.getlist(kind)}),
    )


def reports_asked(asked: Asked, **more: Any) -> NewestReports:
    """Return the public reports that fit."""
    terms = of_terms(asked.terms)
    return NewestReports(
        asked.language, partnership=asked.partnership, terms=terms, types=asked.types, years=asked.years, **more
    )


def in_years(years: tuple[int, ...], moment: str) -> Q:
    """Return the condition that the day of `moment`, a name of a field, is in one of the years; none asked: any."""
    return Q(**{f"{moment}__year__in": years}) if years else Q()


def _terms(chosen: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    slugs = {slug for some in chosen.values() for slug in some}
    known = set(Term.objects.filter(slug__in=slugs).values_list("kind", "slug")) if slugs else set()
    for kind in chosen:
        if any((kind, slug) not in known for slug in chosen[kind]):
            raise BadRequestError(f"No {kind} is called so. The list of terms has all of them: /api/v2/terms/")
    return chosen


def _partnership(slug: str, host: Partnership) -> Partnership | None:
    if slug in (host.slug, EVERYBODY):
        return host if slug == host.slug else None
    found = Partnership.objects.select_related("site__root_page").filter(slug=slug).first()
    if found is None:
        raise BadRequestError(f"No partnership of this service is called so. For all of them write {EVERYBODY}.")
    return found


def one_of(name: str, value: str, known: object) -> str:
    """Return `value`, one of `known`; BadRequestError names them all."""
    if value not in known:  # type: ignore[operator]
        raise BadRequestError(f"This is no {name}. There are: {', '.join(known)}.")  # type: ignore[arg-type]
    return value


def _refuse_unless_number(name: str, value: str) -> None:
    if not (value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS):
        raise BadRequestError(f"{name} is a number.")


def _year(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) == 4 and int(value)):
        raise BadRequestError("A year has four digits.")
    return int(value)
