"""The briefings that a partnership has public: those on pages of their own, and those that went out with a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from partnerships.models import Partnership
from publications.briefing_pages import public_briefings
from publications.entries import Entry, briefing_entry, companion_entry
from publications.models import BriefingPage, CompanionEdition, Edition
from publications.vocabulary import CompanionKind, TermKind

Term = tuple[str, str, str]
# By which word of an address each kind of term narrows the list, and the field of a page that names them.
KINDS = {TermKind.THEME: "themes", TermKind.ROLE: "roles", TermKind.AGENCY: "agencies"}
MOST_CHOSEN = 50


@dataclass(frozen=True)
class Listed:
    """One public briefing: its page or its edition by number, since when, and its terms as kind, slug and label."""

    sort: str
    pk: int
    at: datetime | None
    terms: frozenset[Term]

    @property
    def slugs(self) -> set[tuple[str, str]]:
        return {(kind, slug) for kind, slug, _ in self.terms}


Wanted = dict[str, tuple[str, ...]]


def wanted_from(query: QueryDict) -> Wanted:
    """Read theme, role and agency, each any number of times, from the words of an address."""
    return {kind: tuple(query.getlist(kind)[:MOST_CHOSEN]) for kind in KINDS}


def listed_briefings(partnership: Partnership) -> list[Listed]:
    """Return every briefing of `partnership` that is public now, newest first, with a fixed number of queries."""
    found = [*_on_pages(partnership), *_with_reports(partnership)]
    dated = sorted((one for one in found if one.at), key=lambda one: (one.at, one.sort, one.pk), reverse=True)
    return dated + [one for one in found if one.at is None]


def narrowed(listed: Iterable[Listed], wanted: Wanted) -> list[Listed]:
    """Narrow to any of the themes, any of the roles and any of the agencies."""
    asked = [{(kind, slug) for slug in slugs} for kind, slugs in wanted.items() if slugs]
    return [one for one in listed if all(one.slugs & choice for choice in asked)]


def filter_groups(listed: Iterable[Listed], wanted: Wanted) -> list[dict[str, Any]]:
    """Return the choices by which `listed` can be narrowed, with how many each has, for the filter panel."""
    counts = Counter(term for one in listed for term in one.terms)
    labels = {TermKind.THEME: _("Theme"), TermKind.ROLE: _("Role"), TermKind.AGENCY: _("Agency")}
    return [_group(kind, labels[kind], counts, wanted[kind]) for kind in KINDS]


def entries_of(listed: list[Listed], partnership: Partnership) -> list[Entry]:
    """Return the lines of those briefings of `listed` that are still public, in their order."""
    pages = public_briefings(partnership).filter(pk__in=[one.pk for one in listed if one.sort == "page"])
    editions = _editions(partnership).filter(pk__in=[one.pk for one in listed if one.sort == "edition"])
    lines = {("page", page.pk): briefing_entry(page, partnership) for page in pages}
    shown = editions.select_related("review__partnership__site", "release").defer(*CompanionEdition.LONG)
    lines |= {("edition", edition.pk): companion_entry(edition) for edition in shown}
    return [lines[one.sort, one.pk] for one in listed if (one.sort, one.pk) in lines]


def _on_pages(partnership: Partnership) -> Iterator[Listed]:
    found = list(public_briefings(partnership).values_list("pk", "first_public_at"))
    terms: dict[int, set[Term]] = {pk: set() for pk, _at in found}
    for name in KINDS.values():
        through = getattr(BriefingPage, name).through
        rows = through.objects.filter(briefingpage__in=terms)
        for pk, *term in rows.values_list("briefingpage_id", "term__kind", "term__slug", "term__label"):
            terms[pk].add(tuple(term))
    return (Listed("page", pk, at, frozenset(terms[pk])) for pk, at in found)


def _with_reports(partnership: Partnership) -> Iterator[Listed]:
    found = list(_editions(partnership).values_list("pk", "release_id", "review__first_published_at"))
    terms: dict[int, set[Term]] = {release: set() for _pk, release, _at in found}
    beside = Edition.objects.filter(release__in=terms, language=settings.LANGUAGE_CODE, terms__kind__in=KINDS)
    for release, *term in beside.values_list("release_id", "terms__kind", "terms__slug", "terms__label"):
        terms[release].add(tuple(term))
    return (Listed("edition", pk, at, frozenset(terms[release])) for pk, release, at in found)


def _editions(partnership: Partnership) -> Any:
    public = CompanionEdition.objects.public().filter(review__partnership=partnership, kind=CompanionKind.BRIEFING)
    return public.filter(language=settings.LANGUAGE_CODE)


def _group(kind: str, label: str, counts: Counter[Term], chosen: tuple[str, ...]) -> dict[str, Any]:
    rows = sorted((shown, slug, count) for (of, slug, shown), count in counts.items() if of == kind)
    options = [
        {"value": slug, "label": shown, "count": count, "checked": slug in chosen} for shown, slug, count in rows
    ]
    return {"name": kind, "label": label, "options": options, "chosen": sum(one["checked"] for one in options)}
