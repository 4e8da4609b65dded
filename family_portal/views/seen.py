"""A person sees who of staff has opened their record."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from family_portal.access import own_record
from family_portal.readings import readings_of

PER_PAGE = 50


@require_safe
def seen(request: HttpRequest) -> HttpResponse:
    """Their own list, the latest first."""
    page = Paginator(readings_of(own_record(request.user)), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/seen.html", {"page_obj": page})
