"""Questions for another format and reported barriers: what waits, until when, and the answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from home.enquiring import Wanted, answer
from home.forms import AnswerForm
from home.models import Enquiry, EnquiryState
from pages.attempting import attempt
from pages.days_in_words import day_in_words, days_left_in_words, moment_in_words
from pages.languages import OWN_NAMES
from partnerships.working_days import london_day
from people.permissions import must, must_somewhere
from people.roles import Deed

PER_PAGE = 20
COLOURS = {EnquiryState.RECEIVED: "yellow", EnquiryState.ANSWERED: "green"}


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The questions to one's partnerships: those that wait, the most urgent first, or those that are answered."""
    partnerships = must_somewhere(request.user, Deed.ANSWER_ENQUIRIES)
    shows_answered = request.GET.get("show") == "answered"
    found = Enquiry.objects.filter(partnership__in=partnerships).select_related("partnership")
    page = Paginator(_in_order(found, shows_answered=shows_answered), PER_PAGE).get_page(request.GET.get("page"))
    lines = [_line(enquiry) for enquiry in page.object_list]
    context = {"page_obj": page, "lines": lines, "shows_answered": shows_answered}
    return render(request, "home/staff/enquiries.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def enquiry(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One question; it is answered here."""
    found = _find(request, uuid)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        text, now = form.cleaned_data["text"], timezone.now()
        if attempt(form, lambda: answer(found, by=request.user, text=text, now=now))[0]:
            messages.success(request, _said_after(found))
            return redirect("enquiry", uuid=found.uuid)
        # Found anew: a refused verb may have left its marks on the object that it was given.
        found = _find(request, uuid)
    return _show(request, found, form)


def _find(request: HttpRequest, uuid: UUID) -> Enquiry:
    found = get_object_or_404(Enquiry.objects.select_related("partnership__site", "answered_by"), uuid=uuid)
    must(request.user, Deed.ANSWER_ENQUIRIES, found.partnership)
    return found


def _show(request: HttpRequest, found: Enquiry, form: AnswerForm) -> HttpResponse:
    is_waiting = found.state == EnquiryState.RECEIVED
    context = {
        "enquiry": found,
        "form": form,
        "colour": COLOURS[found.state],
        "facts": _facts(found),
        "is_waiting": is_waiting,
        "days_left": days_left_in_words(found.due_on, london_day(timezone.now())) if is_waiting else "",
    }
    return render(request, "home/staff/enquiry.html", context)


def _in_order(found: QuerySet[Enquiry], *, shows_answered: bool) -> QuerySet[Enquiry]:
    if shows_answered:
        return found.filter(state=EnquiryState.ANSWERED).order_by("-answered_at", "-pk")
    return found.filter(state=EnquiryState.RECEIVED).order_by("due_on", "received_at", "pk")


def _line(enquiry: Enquiry) -> dict[str, Any]:
    return {
        "enquiry": enquiry,
        "colour": COLOURS[enquiry.state],
        "due": day_in_words(enquiry.due_on),
        "left": days_left_in_words(enquiry.due_on, london_day(timezone.now())),
    }


def _facts(enquiry: Enquiry) -> list[dict[str, str]]:
    forgotten = f"Details deleted on {day_in_words(london_day(enquiry.forgotten_at))}" if enquiry.forgotten_at else ""
    rows = [
        ("Reference", enquiry.reference),
        ("Partnership", enquiry.partnership.name),
        ("About", enquiry.get_kind_display()),
        ("Wanted", str(dict(Wanted.choices).get(enquiry.wanted, ""))),
        ("Read the site in", OWN_NAMES.get(enquiry.language, enquiry.language)),
        ("Asked on", moment_in_words(enquiry.received_at)),
        ("Answer by", day_in_words(enquiry.due_on)),
        *(_person(enquiry) if enquiry.forgotten_at is None else []),
        ("Answered", _answered(enquiry)),
        ("The answer", enquiry.answer),
        ("Details", forgotten),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _person(enquiry: Enquiry) -> list[tuple[str, str]]:
    return [
        ("Page", enquiry.path),
        ("What they wrote", enquiry.message),
        ("Name", enquiry.name or "Not given"),
        ("E-mail", enquiry.email),
        ("Telephone", enquiry.phone),
        ("Postal address", enquiry.post),
    ]


def _answered(enquiry: Enquiry) -> str:
    return f"{moment_in_words(enquiry.answered_at)}, by {enquiry.answered_by}" if enquiry.answered_at else ""


def _said_after(enquiry: Enquiry) -> str:
    return "The answer is on its way by e-mail." if enquiry.email else "Noted as answered."
