"""The public list of briefings; a briefing itself is served from the page tree, or beside its report."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from publications.learning.listing import entries_of, filter_groups, listed_briefings, narrowed, wanted_from
from publications.learning.newsletters import public_issues
from publications.views.english import in_english
from publications.views.public import revalidated

PER_PAGE = 20


@in_english
@require_safe
def briefings(request: HttpRequest) -> HttpResponse:
    """Every public briefing of the partnership, newest first, narrowed by theme, role and agency."""
    everything, wanted = listed_briefings(request.partnership), wanted_from(request.GET)
    page = Paginator(narrowed(everything, wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "entries": entries_of(list(page.object_list), request.partnership),
        "groups": filter_groups(everything, wanted),
        "is_narrowed": any(wanted.values()),
        "clear_url": request.path,
    }
    return revalidated(render(request, "publications/briefings/list.html", context))


@in_english
@require_safe
def newsletters(request: HttpRequest) -> HttpResponse:
    """Every issue of the newsletter, newest first."""
    page = Paginator(public_issues(request.partnership), PER_PAGE).get_page(request.GET.get("page"))
    return revalidated(render(request, "publications/briefings/newsletters.html", {"page_obj": page}))
