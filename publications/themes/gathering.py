"""What is public about one term, across the partnerships or of one: reports, briefings and recommendations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from partnerships.models import Partnership
from publications.briefing_pages import FIELDS, public_briefings, with_partnerships
from publications.entries import Entry, briefing_entry, companion_entry, report_entry
from publications.models import CompanionEdition, Edition, Term
from publications.models.releases import EditionQuerySet
from publications.newest_reports import NewestReports, public_releases, with_partnership
from publications.recommended import Recommended
from publications.vocabulary import CompanionKind

_LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)
_ANY = Q()
Loaded = Callable[[EditionQuerySet], EditionQuerySet]


class About:
    """What is public about `term` in `language`, of `partnership` or of all."""

    def __init__(self, term: Term, partnership: Partnership | None, language: str) -> None:
        self.term, self.partnership, self.language = term, partnership, language

    def reports(self) -> EntriesOf:
        """Return the reports, and of archived ones the records, newest first."""
        return EntriesOf(self._newest(with_records=True), _reports)

    def briefings(self) -> EntriesOf:
        """Return the briefings, those that went out with a report and those published by themselves, newest first."""
        return live_briefings(
            self.partnership,
            self.language,
            companions=Q(release__in=self._newest().reviews().order_by().values("public_release")),
            pages=Q(**{FIELDS[self.term.kind]: self.term}),
        )

    def recommendations(self) -> Recommended:
        """Return the recommendations of the public reports, newest report first."""
        return Recommended(self._newest())

    def public_reports(self, loaded: Loaded = with_partnership) -> NewestReports:
        """Return the editions of the public reports, newest first, with what is `loaded`."""
        return self._newest(loaded=loaded)

    def _newest(self, **more: Any) -> NewestReports:
        return NewestReports(self.language, partnership=self.partnership, terms=[{"terms": self.term}], **more)


def live_briefings(
    partnership: Partnership | None, language: str, *, companions: Q = _ANY, pages: Q = _ANY
) -> EntriesOf:
    """Return the public briefings of `partnership` or of all, newest first, narrowed by what is asked of each."""
    beside = CompanionEdition.objects.filter(companions, release__in=public_releases(partnership))
    beside = beside.filter(language=language, kind=CompanionKind.BRIEFING)
    found = _rows(beside.order_by(), "companion", "review__first_published_at")
    if language == settings.LANGUAGE_CODE:
        alone = public_briefings(partnership).filter(pages)
        found = found.union(_rows(alone.order_by(), "page", "first_public_at"), all=True)
    return EntriesOf(found.order_by("-at", "what", "-key"), _briefings)


class EntriesOf:
    """The entries of a query, for a Paginator: only those of the page that is shown are made."""

    def __init__(self, rows: QuerySet[Any], made: Any) -> None:
        self.rows, self.made = rows, made

    def count(self) -> int:
        """Return how many there are."""
        return self.rows.count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: slice) -> list[Entry]:
        return self.made(list(self.rows[wanted]))


def _rows(found: QuerySet[Any], what: str, at: str) -> QuerySet[Any]:
    named = found.annotate(what=Value(what), key=F("pk"), at=Coalesce(F(at), Value(_LONG_AGO)))
    return named.values_list("what", "key", "at")


def _reports(editions: list[Edition]) -> list[Entry]:
    return [report_entry(edition) for edition in editions]


def _briefings(rows: list[tuple[str, int, datetime]]) -> list[Entry]:
    companions = [key for what, key, _ in rows if what == "companion"]
    pages = [key for what, key, _ in rows if what == "page"]
    found: dict[tuple[str, int], Entry] = {}
    if companions:
        public = CompanionEdition.objects.public().filter(pk__in=companions)
        public = public.select_related("review__partnership__site", "release").defer(*CompanionEdition.LONG)
        found |= {("companion", edition.pk): companion_entry(edition) for edition in public}
    if pages:
        live = with_partnerships(public_briefings().filter(pk__in=pages))
        found |= {("page", page.pk): briefing_entry(page, own) for page, own in live}
    return [found[what, key] for what, key, _ in rows if (what, key) in found]
