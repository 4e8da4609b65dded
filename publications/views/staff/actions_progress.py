"""How far a partnership's actions are: a dashboard with pictures, and the progress report as page, PDF and table."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pages.typesetting import TypesettingError
from partnerships.models import Partnership
from partnerships.working_days import london_day
from publications.actions.lines import due_in_words, overdue_first
from publications.actions.picturing import Line, adopted_actions, by_agency, by_theme, picture_of
from publications.actions.progress import COLUMNS, Report, as_csv, as_pdf, progress_report
from publications.actions.reminding import OPEN
from publications.models import Review
from publications.views.staff.actions_agencies import find_partnership
from publications.views.staff.standing import name_of, standing_reviews
from publications.vocabulary import Progress

# The longest list of what is overdue; the report has all of it.
MOST = 20


@require_safe
def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """By agency and by theme: a picture with a table beside it, and what is overdue."""
    partnership = find_partnership(request, slug)
    today = london_day(timezone.now())
    late = adopted_actions(partnership).filter(due_on__lt=today, state__in=OPEN)
    beside = ("agency", "recommendation__review__partnership")
    found = list(overdue_first(late, today).select_related(*beside)[:MOST])
    agencies, themes = by_agency(partnership, today), by_theme(partnership, today)
    context = {
        "of": partnership,
        "as_of": today,
        "charts": [_chart("agency", "By agency", agencies), _chart("theme", "By theme", themes)],
        "total": sum(line.total for line in agencies),
        "late": sum(line.overdue for line in agencies),
        "overdue": [(action, due_in_words(action, today)) for action in found],
    }
    return render(request, "publications/staff/actions/progress.html", context)


@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """The progress report as a page: over all reviews, or one."""
    partnership = find_partnership(request, slug)
    review, names = _chosen(request, partnership), _names(partnership)
    found = progress_report(partnership, names, now=timezone.now(), review=review)
    context = {
        "of": partnership,
        "review": review,
        "report": found,
        "tables": [(section.title, _table(section.title, section.rows)) for section in found.sections],
        "meanings": Progress.labels,
        "query": f"?review={review.uuid}" if review else "",
    }
    return render(request, "publications/staff/actions/progress_report.html", context)


@require_safe
def report_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a tagged PDF."""
    try:
        return _sent(as_pdf(_report(request, slug)), "application/pdf", "progress-report.pdf")
    except TypesettingError as error:
        messages.warning(request, str(error))
        return redirect("actions_report", slug=slug)


@require_safe
def report_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a table for spreadsheets."""
    return _sent(as_csv(_report(request, slug)).encode(), "text/csv; charset=utf-8", "progress-report.csv")


def _report(request: HttpRequest, slug: str) -> Report:
    partnership = find_partnership(request, slug)
    review = _chosen(request, partnership)
    return progress_report(partnership, _names(partnership), now=timezone.now(), review=review)


def _sent(content: bytes, mime: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=mime)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _chosen(request: HttpRequest, partnership: Partnership) -> Review | None:
    wanted = request.GET.get("review")
    if not wanted:
        return None
    try:
        return get_object_or_404(Review, partnership=partnership, uuid=UUID(wanted))
    except ValueError as error:
        raise Http404 from error


def _names(partnership: Partnership) -> dict[int, str]:
    reviews = standing_reviews(Partnership.objects.filter(pk=partnership.pk)).prefetch_related(None)
    return {review.pk: name_of(review.draft_pseudonym, review.draft_title) for review in reviews}


def _table(caption: str, rows: list[list[str]]) -> dict[str, Any]:
    return {"caption": caption, "header": "row", "rows": [list(COLUMNS), *rows]}


def _chart(name: str, title: str, lines: list[Line]) -> dict[str, Any]:
    head = [title.removeprefix("By ").capitalize(), "Actions", *(rating.word for rating in Progress), "Overdue"]
    rows = [[line.label, str(line.total), *map(str, line.counts.values()), str(line.overdue)] for line in lines]
    table = {"caption": f"{title}: numbers of actions", "header": "both", "rows": [head, *rows]}
    return {"title": title, "picture": picture_of(name, lines), "table": table, "lines": lines}
