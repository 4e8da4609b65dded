"""Whom the portal could not tell something: staff tell them, and say so. No name is read here."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from family_portal.access import cases_of
from family_portal.models import Notice
from family_portal.notice_states import NoticeState
from family_portal.notifying import settle_notice
from family_portal.wordings import SENTENCES
from lifecycles.moves import MoveRefused

PER_PAGE = 20


@require_safe
def untold(request: HttpRequest) -> HttpResponse:
    """What waits for staff in the cases of whoever asks, the longest waiting first."""
    page = Paginator(_waiting(request), PER_PAGE).get_page(request.GET.get("page"))
    items = [{"notice": notice, "says": SENTENCES[notice.template]["en"]} for notice in page.object_list]
    return render(request, "cases/untold.html", {"page_obj": page, "items": items})


@require_POST
def told(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Somebody of staff has told the person."""
    notice = get_object_or_404(_waiting(request), uuid=uuid)
    try:
        settle_notice(notice, by=request.user, now=timezone.now())
        messages.success(request, "Recorded.")
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("cases:untold")


def _waiting(request: HttpRequest) -> QuerySet[Notice]:
    cases = cases_of(request.user, now=timezone.now())
    found = Notice.objects.filter(state=NoticeState.WITH_STAFF, member__review__in=cases)
    return found.select_related("member__review__partnership")
