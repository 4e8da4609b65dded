"""Links of public pages that lead nowhere."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.links.checking import SECOND_NIGHT
from home.links.collecting import INTERNAL
from home.models import BrokenLink
from pages.days_in_words import day_in_words
from partnerships.working_days import london_day
from people.permissions import must_somewhere
from people.roles import Deed

PER_PAGE = 50


@require_safe
def broken(request: HttpRequest) -> HttpResponse:
    """The broken links of one's partnerships, the oldest first."""
    partnerships = must_somewhere(request.user, Deed.PUBLISH_PAGES)
    found = BrokenLink.objects.filter(partnership__in=partnerships).select_related("partnership", "page")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    lines = [_line(row) for row in page.object_list]
    return render(request, "home/staff/links.html", {"page_obj": page, "lines": lines})


def _line(row: BrokenLink) -> dict[str, Any]:
    return {
        "row": row,
        "is_inside": row.url.startswith(INTERNAL),
        "since": day_in_words(london_day(row.first_seen_at)),
        "is_known": row.checked_at - row.first_seen_at >= SECOND_NIGHT,
    }
