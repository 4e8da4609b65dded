"""Public pages on which anyone asks for another format, or says what does not work (R59, R62)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from home.enquiring import ANSWER_WORKING_DAYS, answer_day, ask
from home.forms import BarrierForm, EnquiryForm, FormatForm, page_of
from home.models import EnquiryKind
from pages.quiet import quiet
from pages.same_origin import same_origin_form
from people.asking_often import AskedTooOften, count_request


@dataclass(frozen=True)
class Door:
    """One of the two forms: what it takes, what it shows, and where it leads."""

    kind: EnquiryKind
    form: type[EnquiryForm]
    template: str
    sent: str


FORMAT = Door(EnquiryKind.FORMAT, FormatForm, "home/ask_for_format.html", "format_asked")
BARRIER = Door(EnquiryKind.ACCESSIBILITY, BarrierForm, "home/report_barrier.html", "barrier_reported")


@same_origin_form
@require_http_methods(["GET", "HEAD", "POST"])
def enquire(request: HttpRequest, door: Door) -> HttpResponse:
    """Take a question for another format, or a barrier."""
    if request.method != "POST":
        return _show(request, door, door.form(initial={"path": page_of(request.GET.get("page", ""))}))
    form = door.form(request.POST)
    return _take(request, door, form) if form.is_valid() else _show(request, door, form)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say that it has arrived, and by when there is an answer; the address tells nothing of who asked."""
    context = {"days": ANSWER_WORKING_DAYS, "by": answer_day(timezone.now())}
    return quiet(render(request, "home/enquiry_sent.html", context))


def _take(request: HttpRequest, door: Door, form: EnquiryForm) -> HttpResponse:
    now, typed = timezone.now(), {"wanted": ""} | form.cleaned_data
    try:
        count_request(request, "enquiries", recipient=typed["email"] or typed["phone"] or typed["post"], now=now)
    except AskedTooOften:
        form.add_error(None, _too_often(request))
        return _show(request, door, form, status=429)
    ask(request.partnership, kind=door.kind, language=get_language(), **typed, now=now)
    return redirect(door.sent)


def _too_often(request: HttpRequest) -> str:
    words = _(
        "We have had many messages in a short time and could not take this one. What you wrote is still here. "
        "Try again later today, or write to %(mailbox)s."
    )
    return words % {"mailbox": request.partnership.mailbox}


def _show(request: HttpRequest, door: Door, form: EnquiryForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "days": ANSWER_WORKING_DAYS}
    return quiet(render(request, door.template, context, status=status))
