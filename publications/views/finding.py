"""The list of reports, the search, and what it suggests while somebody types."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from publications.finding import list_reports, wanted_from
from publications.finding.asking import NotReady
from publications.finding.question import Question
from publications.finding.searching import results_of, suggestions_for
from publications.views.public import revalidated

RETRY_SECONDS = "10"


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The list of published reports, newest first, narrowed by year, theme and type."""
    wanted = wanted_from(request.GET)
    listing = list_reports(request.partnership, get_language(), wanted, request.GET.get("page", ""))
    context = {
        "page_obj": listing.page,
        "groups": listing.groups,
        "clear_url": request.path,
        "is_narrowed": bool(wanted.years or wanted.themes or wanted.types),
    }
    return revalidated(render(request, "publications/reports.html", context))


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything public that has all the words that were asked for, of this partnership or of all."""
    question = Question(request.GET, request.partnership, get_language())
    context: dict[str, Any] = {"question": question, "words": question.words}
    try:
        context["results"] = results_of(question)
    except NotReady:
        response = render(request, "publications/search/not_ready.html", context, status=503)
        response.headers["Retry-After"] = RETRY_SECONDS
        return revalidated(response)
    return revalidated(render(request, "publications/search.html", context))


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Titles and terms that begin with what has been typed so far."""
    question = Question(request.GET, request.partnership, get_language())
    try:
        found = suggestions_for(question)
    except NotReady:
        found = []
    return revalidated(JsonResponse({"suggestions": found}))
