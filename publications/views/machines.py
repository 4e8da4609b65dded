"""Tables for researchers: the list of reports and the recommendations in them, as long as they like."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from partnerships.working_days import london_day
from publications.api.often import not_too_often
from publications.csv_cells import csv_lines
from publications.entries import Entry, recommendation_entry, report_entry
from publications.finding import wanted_from
from publications.models import Edition
from publications.models.releases import EditionQuerySet
from publications.newest_reports import NewestReports, reports_wanted, with_partnership
from publications.recommended import Recommended
from publications.vocabulary import TermKind

EVERYBODY = "all"
REPORTS = (
    *("id", "title", "type", "partnership", "published", "updated", "age band", "period", "reviewer", "introduction"),
    *("themes", "types of harm", "agencies", "language", "address", "PDF"),
)
RECOMMENDATIONS = (
    *("id", "number", "recommendation", "for whom", "by when", "intended outcome"),
    *("report id", "report", "partnership", "published", "language", "address"),
)


@require_safe
@not_too_often
def reports_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The list of reports, narrowed by the same words of the address; `partnership=all` gives everybody's."""
    return _table("reports.csv", REPORTS, map(_report, _asked(request, loaded=_with_terms)))


@require_safe
@not_too_often
def recommendations_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The recommendations in those reports."""
    return _table("recommendations.csv", RECOMMENDATIONS, iter(Recommended(_asked(request), _recommendation)))


def _asked(request: HttpRequest, **more: Any) -> NewestReports:
    of = None if request.GET.get("partnership") == EVERYBODY else request.partnership
    return reports_wanted(wanted_from(request.GET), get_language(), of, **more)


def _with_terms(editions: EditionQuerySet) -> EditionQuerySet:
    return with_partnership(editions).prefetch_related("terms")


def _report(edition: Edition) -> tuple[Any, ...]:
    entry = report_entry(edition)
    terms: dict[str, list[str]] = {kind: [] for kind in TermKind.values}
    for term in edition.terms.all():
        terms[term.kind].append(term.label)
    return (
        *(edition.review.uuid, entry.title, entry.label, entry.partnership.name, _day(entry.at), _day(entry.updated)),
        *(edition.get_age_band_display(), edition.period, edition.reviewer, edition.introduction),
        *("; ".join(terms[kind]) for kind in (TermKind.THEME, TermKind.HARM, TermKind.AGENCY)),
        *(entry.language, entry.url, f"{entry.url}report.pdf"),
    )


def _recommendation(edition: Edition, value: dict[str, Any]) -> tuple[Any, ...]:
    entry: Entry = recommendation_entry(edition, value)
    return (
        *(entry.guid.rpartition(":")[2], value["number"], entry.title),
        *(value.get(name) or "" for name in ("target", "by_when", "outcome")),
        *(edition.review.uuid, edition.title, entry.partnership.name, _day(entry.at), entry.language, entry.url),
    )


def _day(moment: Any) -> str:
    return london_day(moment).isoformat() if moment else ""


def _table(name: str, head: Iterable[str], rows: Iterable[Iterable[Any]]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(csv_lines(head, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
