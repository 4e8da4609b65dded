"""The views of the API, on the machinery of Wagtail's API v2: its pages of a list, its refusals, its JSON.

Its serializers and filters name columns of a table; what is public here is an edition frozen with its release, a page,
and a recommendation that has no row. So what is asked is read in `asking`, and what is shown is said in `showing`.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404
from rest_framework.exceptions import Throttled
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.api.v2.views import BaseAPIViewSet

from pages.findable import numbers_of
from publications.api.asking import Asked, asked_from, in_years, one_of, reports_asked
from publications.api.often import SoOften
from publications.api.showing import (
    Shown,
    shown_briefing,
    shown_recommendation,
    shown_report,
    shown_term,
    shown_whole_report,
)
from publications.briefing_pages import FIELDS, terms_by_page
from publications.entries import Entry, companion_entry
from publications.models import BriefingPage, CompanionEdition, Edition, Term
from publications.models.releases import EditionQuerySet
from publications.newest_reports import with_partnership
from publications.recommended import Recommended
from publications.themes.gathering import live_briefings
from publications.vocabulary import TermKind

NARROWED = frozenset({"partnership", "language", "type", "year", *TermKind.values})


class OnlyJson(BaseContentNegotiation):
    """There is one way to answer, whatever a machine says that it takes."""

    def select_parser(self, request: Request, parsers: Any) -> Any:  # noqa: ARG002
        return parsers[0]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:  # noqa: ARG002
        return renderers[0], renderers[0].media_type


class Listing(BaseAPIViewSet):
    """A list of public things: `found` gives them, for a question, and `shown` says what machines read of some."""

    http_method_names = ["get", "head"]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = OnlyJson
    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []
    throttle_classes = [SoOften]
    known = NARROWED

    def listing_view(self, request: Request) -> Response:
        asked = asked_from(request.GET, request.partnership, known=self.known)
        rows = self.paginate_queryset(self.found(asked))
        return self.get_paginated_response(self.shown(list(rows)))

    def found(self, asked: Asked) -> Any:
        """Return what fits, to be counted and cut."""
        raise NotImplementedError

    def shown(self, rows: list[Any]) -> list[Shown]:
        """Return what machines read of `rows`."""
        raise NotImplementedError

    def handle_exception(self, exc: Exception) -> Response:
        response = super().handle_exception(exc)
        if isinstance(exc, Throttled):
            response.data = {"message": f"Too many requests from your address. Ask again in {exc.wait:.0f} seconds."}
        elif isinstance(exc, Http404):
            response.data = {"message": "There is nothing public here."}
        return response


class Reports(Listing):
    """Public reports, newest first; one with its text under the number of its review, which never changes."""

    def found(self, asked: Asked) -> Any:
        return reports_asked(asked, loaded=_with_terms_too)

    def shown(self, rows: list[Edition]) -> list[Shown]:
        return [shown_report(edition, edition.terms.all()) for edition in rows]

    def detail_view(self, request: Request, uuid: Any) -> Response:
        asked = asked_from(request.GET, request.partnership, known=frozenset({"language"}))
        of = Edition.objects.public().filter(review__uuid=uuid, review__partnership=request.partnership)
        edition = of.filter(language=asked.language).select_related("review__partnership__site", "release").first()
        if edition is None:
            raise Http404
        beside = CompanionEdition.objects.public().filter(release=edition.release_id, language=edition.language)
        beside = beside.select_related("review__partnership__site", "release").defer(*CompanionEdition.LONG)
        return Response(
            shown_whole_report(
                edition,
                edition.terms.all(),
                languages=sorted(of.values_list("language", flat=True)),
                beside=[companion_entry(one) for one in beside.order_by("pk")],
            )
        )


class Briefings(Listing):
    """Public briefings, newest first: those that went out with a report, and those published by themselves."""

    known = NARROWED - {"type"}

    def found(self, asked: Asked) -> Any:
        pages = in_years(asked.years, "first_public_at")
        for kind, slugs in asked.terms.items():
            pages &= Q(pk__in=_with_terms(kind, slugs))
        reports = reports_asked(asked).reviews().order_by().values("public_release")
        return live_briefings(asked.partnership, asked.language, companions=Q(release__in=reports), pages=pages)

    def shown(self, rows: list[Entry]) -> list[Shown]:
        keys = [row.key for row in rows]
        pages, reviews = numbers_of(keys, "page"), numbers_of(keys, "review")
        of_pages = terms_by_page(pages)
        reports = Edition.objects.public().filter(review__in=reviews, language__in={row.language for row in rows})
        beside = {report.review_id: report for report in _with_terms_too(reports)}
        # A report may go offline between two questions; its briefing goes with it.
        return [_shown_briefing(row, of_pages, beside) for row in rows if _review_of(row) in {None, *beside}]


class Recommendations(Listing):
    """The recommendations of public reports, newest report first."""

    def found(self, asked: Asked) -> Recommended:
        return Recommended(reports_asked(asked), shown_recommendation)

    def shown(self, rows: list[Shown]) -> list[Shown]:
        return rows


class Terms(Listing):
    """Every term with its words."""

    known = frozenset({"kind"})

    def found(self, asked: Asked) -> Any:  # noqa: ARG002
        kinds = [one_of("kind", kind, TermKind.values) for kind in self.request.GET.getlist("kind")] or TermKind.values
        return Term.objects.filter(kind__in=kinds).select_related("successor").order_by("kind", "slug")

    def shown(self, rows: list[Term]) -> list[Shown]:
        return [shown_term(term, self.request.partnership.origin) for term in rows]


def _with_terms_too(editions: EditionQuerySet) -> EditionQuerySet:
    return with_partnership(editions).prefetch_related("terms")


def _with_terms(kind: str, slugs: tuple[str, ...]) -> Any:
    through = getattr(BriefingPage, FIELDS[kind]).through
    return through.objects.filter(term__kind=kind, term__slug__in=slugs).values("briefingpage")


def _shown_briefing(entry: Entry, of_pages: dict[int, list[Term]], beside: dict[int, Edition]) -> Shown:
    review = _review_of(entry)
    if review is None:
        [page] = numbers_of([entry.key], "page")
        return shown_briefing(entry, of_pages[page], None)
    return shown_briefing(entry, beside[review].terms.all(), beside[review])


def _review_of(row: Entry) -> int | None:
    return next(iter(numbers_of([row.key], "review")), None)
