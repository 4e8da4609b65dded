"""Whether the installation works: for those who run it, and see nothing of any review."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.alarm_kinds import codes_of
from people.alarms import settle_alarm
from people.daily import is_silent, last_heard_of
from people.models import Alarm, DutyRun, OutgoingMail
from people.permissions import must_somewhere
from people.roles import Deed

PER_PAGE = 20
CHECK = "check_publication"


@require_safe
def operations(request: HttpRequest) -> HttpResponse:
    """The worker, the daily check, the mail that waits, and every alarm about the installation itself."""
    now = timezone.now()
    page = Paginator(_alarms(request).filter(settled_at=None), PER_PAGE).get_page(request.GET.get("page"))
    waiting = OutgoingMail.objects.filter(state__in=[OutgoingMail.State.WAITING, OutgoingMail.State.SENDING])
    context: dict[str, Any] = {
        "page_obj": page,
        "heard": last_heard_of(now),
        "is_silent": is_silent(now),
        "check": DutyRun.objects.filter(name=CHECK).exclude(done_at=None).first(),
        "waiting": waiting.count(),
        "oldest": waiting.order_by("created_at").values_list("created_at", flat=True).first(),
        "failed": OutgoingMail.objects.filter(state=OutgoingMail.State.FAILED).count(),
    }
    return render(request, "people/operations.html", context)


@require_POST
def settle(request: HttpRequest, number: int) -> HttpResponse:
    settle_alarm(get_object_or_404(_alarms(request), pk=number), by=request.user, now=timezone.now())
    messages.success(request, _("The alarm is settled."))
    return redirect("people:operations")


def _alarms(request: HttpRequest) -> QuerySet[Alarm]:
    must_somewhere(request.user, Deed.SEE_OPERATIONS)
    about = Q(partnership=None) | Q(kind__in=codes_of(operational=True))
    return Alarm.objects.filter(about).select_related("partnership")
