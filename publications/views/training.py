"""Training and events, as anybody reads them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from publications.learning.training import ahead, over
from publications.views.english import in_english
from publications.views.public import revalidated

PAST_ON_A_PAGE = 10


@in_english
@require_safe
def training(request: HttpRequest) -> HttpResponse:
    """What lies ahead, the next first; and below it what is over."""
    now = timezone.now()
    past = Paginator(over(request.partnership, now), PAST_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"ahead": ahead(request.partnership, now), "page_obj": past}
    return revalidated(render(request, "publications/briefings/training.html", context))
