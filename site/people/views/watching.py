"""Alarms that wait for somebody, and mail that did not leave."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.alarms import settle_alarm
from people.models import Alarm, OutgoingMail
from people.permissions import NotAllowed, partnerships_where
from people.posting import try_again
from people.roles import Deed

NOT_SENT = [OutgoingMail.State.WAITING, OutgoingMail.State.SENDING, OutgoingMail.State.FAILED]


@require_safe
def alarms(request: HttpRequest) -> HttpResponse:
    return render(request, "people/alarms.html", {"alarms": _alarms(request)})


@require_POST
def settle(request: HttpRequest, number: int) -> HttpResponse:
    settle_alarm(get_object_or_404(_alarms(request), pk=number), by=request.user, now=timezone.now())
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


def _alarms(request: HttpRequest) -> QuerySet[Alarm]:
    partnerships = partnerships_where(request.user, Deed.SEE_ALARMS)
    if not partnerships:
        raise NotAllowed(Deed.SEE_ALARMS.label)
    return Alarm.objects.filter(partnership__in=partnerships, settled_at=None).select_related("partnership")


def _mails(request: HttpRequest) -> QuerySet[OutgoingMail]:
    partnerships = partnerships_where(request.user, Deed.SEE_MAIL)
    if not partnerships:
        raise NotAllowed(Deed.SEE_MAIL.label)
    mails = OutgoingMail.objects.filter(partnership__in=partnerships, state__in=NOT_SENT)
    return mails.select_related("partnership").defer("sealed_text")
