"""Alarms that wait for somebody, and mail that did not leave."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from partnerships.models import Partnership
from people.alarm_kinds import kind_of
from people.alarms import settle_alarm
from people.models import Alarm, OutgoingMail
from people.permissions import NotAllowed, partnerships_where
from people.posting import try_again
from people.roles import Deed

PER_PAGE = 20
SEVERAL = 2
NEWEST = {False: ["-raised_at", "-pk"], True: ["-settled_at", "-pk"]}
NOT_SENT = [OutgoingMail.State.WAITING, OutgoingMail.State.SENDING, OutgoingMail.State.FAILED]


@require_safe
def alarms(request: HttpRequest) -> HttpResponse:
    """The alarms of the person's partnerships: those that wait, or with ?show=settled those that do not any more."""
    partnerships = _watched(request)
    wanted = [slug for slug in request.GET.getlist("partnership") if slug in {p.slug for p in partnerships}]
    shows_settled = request.GET.get("show") == "settled"
    found = _alarms(partnerships)
    found = found.exclude(settled_at=None) if shows_settled else found.filter(settled_at=None)
    if wanted:
        found = found.filter(partnership__slug__in=wanted)
    page = Paginator(found.order_by(*NEWEST[shows_settled]), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "shows_settled": shows_settled,
        "is_narrowed": bool(wanted),
        "several": len(partnerships) > 1,
        "groups": _groups(partnerships, wanted, shows_settled),
        "lines": [{"alarm": alarm, "kind": kind_of(alarm.kind)} for alarm in page.object_list],
    }
    return render(request, "people/alarms.html", context)


@require_POST
def settle(request: HttpRequest, number: int) -> HttpResponse:
    settle_alarm(get_object_or_404(_alarms(_watched(request)), pk=number), by=request.user, now=timezone.now())
    messages.success(request, _("The alarm is settled."))
    return redirect("people:alarms")


@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    return render(request, "people/mail.html", {"mails": _mails(request)})


@require_POST
def send_again(request: HttpRequest, number: int) -> HttpResponse:
    try_again(get_object_or_404(_mails(request), pk=number), now=timezone.now())
    messages.success(request, _("The mail will be tried again now."))
    return redirect("people:mail")


def _watched(request: HttpRequest) -> list[Partnership]:
    partnerships = list(partnerships_where(request.user, Deed.SEE_ALARMS))
    if not partnerships:
        raise NotAllowed(Deed.SEE_ALARMS.label)
    return partnerships


def _alarms(partnerships: list[Partnership]) -> QuerySet[Alarm]:
    return Alarm.objects.filter(partnership__in=partnerships).select_related("partnership", "settled_by")


def _groups(partnerships: list[Partnership], wanted: list[str], shows_settled: bool) -> list[dict[str, Any]]:
    if len(partnerships) < SEVERAL:
        return []
    options = [{"value": p.slug, "label": p.name, "checked": p.slug in wanted} for p in partnerships]
    settled = [{"value": "settled", "label": _("Settled alarms"), "checked": shows_settled}]
    return [
        {"name": "partnership", "label": _("Partnership"), "options": options, "chosen": len(wanted)},
        {"name": "show", "label": _("Settled"), "options": settled, "chosen": int(shows_settled)},
    ]


def _mails(request: HttpRequest) -> QuerySet[OutgoingMail]:
    partnerships = partnerships_where(request.user, Deed.SEE_MAIL)
    if not partnerships:
        raise NotAllowed(Deed.SEE_MAIL.label)
    mails = OutgoingMail.objects.filter(partnership__in=partnerships, state__in=NOT_SENT)
    return mails.select_related("partnership").defer("sealed_text")
