"""Requests for copies of archived reports: what waits, until when, and the answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.attempting import attempt
from pages.days_in_words import day_in_words, days_left_in_words, moment_in_words
from partnerships.working_days import london_day
from people.permissions import must_somewhere
from people.roles import Deed
from publications.copies import LINK_DAYS, MOST_OPENINGS, approve, print_copy, refuse, revoke
from publications.forms import RefusalForm
from publications.models import CopyRequest
from publications.states import CopyState, ReviewState
from publications.views.staff.asking import find_copy_request
from publications.views.staff.wording import COPY_COLOURS

PER_PAGE = 20


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The requests of one's partnerships: those that wait, the most urgent first, or those that are answered."""
    partnerships = must_somewhere(request.user, Deed.ANSWER_COPY_REQUESTS)
    shows_answered = request.GET.get("show") == "answered"
    found = CopyRequest.objects.filter(review__partnership__in=partnerships).select_related("review__partnership")
    if shows_answered:
        found = found.exclude(state=CopyState.RECEIVED).order_by("-answered_at", "-pk")
    else:
        found = found.filter(state=CopyState.RECEIVED).order_by("due_on", "received_at", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "lines": [_line(copy) for copy in page.object_list], "shows_answered": shows_answered}
    return render(request, "publications/staff/copies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One request; pressing a button approves it or withdraws the link."""
    found, now = find_copy_request(request, uuid), timezone.now()
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        verb = revoke if "revoke" in request.POST else approve
        if attempt(form, lambda: verb(found, by=request.user, now=now))[0]:
            messages.success(request, _said_after(found))
            return redirect("copy_request", uuid=found.uuid)
    return _show(request, uuid, form)


@require_http_methods(["GET", "HEAD", "POST"])
def refusal(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Refuse a request, with the reason that the person who asked will read."""
    found, now = find_copy_request(request, uuid), timezone.now()
    form = RefusalForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: refuse(found, by=request.user, reason=reason, now=now))[0]:
            messages.success(request, "The request is refused.")
            return redirect("copy_request", uuid=found.uuid)
    return render(request, "publications/staff/copy_refusal.html", {"copy": _anew(uuid), "form": form})


@require_POST
def printed(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The PDF marked for this request, to be printed and posted."""
    found, form = find_copy_request(request, uuid), forms.Form(request.POST)
    is_done, pdf = attempt(form, lambda: print_copy(found, by=request.user, now=timezone.now()))
    if not is_done:
        return _show(request, uuid, form)
    disposition = {"Content-Disposition": f'attachment; filename="copy-{found.reference}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=disposition)


def _show(request: HttpRequest, uuid: UUID, form: forms.Form) -> HttpResponse:
    # Found anew: a refused verb may have left its marks on the object that it was given.
    found, now = _anew(uuid), timezone.now()
    is_waiting = found.state == CopyState.RECEIVED
    context = {
        "copy": found,
        "form": form,
        "colour": COPY_COLOURS[found.state],
        "facts": _facts(found),
        "days_left": days_left_in_words(found.due_on, london_day(now)) if is_waiting else "",
        "is_waiting": is_waiting,
        "is_archived": found.review.state == ReviewState.ARCHIVED,
        "has_link": found.state == CopyState.SENT and found.link_expires_at and found.link_expires_at > now,
        "goes_by_post": found.state == CopyState.SENT and bool(found.post) and not found.email,
        "link_days": LINK_DAYS,
    }
    return render(request, "publications/staff/copy.html", context)


def _anew(uuid: UUID) -> CopyRequest:
    return CopyRequest.objects.select_related("review__partnership", "answered_by").get(uuid=uuid)


def _line(copy: CopyRequest) -> dict[str, Any]:
    return {
        "copy": copy,
        "colour": COPY_COLOURS[copy.state],
        "due": day_in_words(copy.due_on),
        "left": days_left_in_words(copy.due_on, london_day(timezone.now())),
    }


def _facts(copy: CopyRequest) -> list[dict[str, str]]:
    rows = [
        ("Reference", copy.reference),
        ("Asked on", moment_in_words(copy.received_at)),
        ("Answer by", day_in_words(copy.due_on)),
        *(_person(copy) if copy.forgotten_at is None else []),
        ("Answered", f"{moment_in_words(copy.answered_at)}, by {copy.answered_by}" if copy.answered_at else ""),
        ("Reason for the refusal", copy.refusal),
        ("Link opened", f"{copy.opened} of {MOST_OPENINGS} times" if copy.state == CopyState.SENT else ""),
        ("Link works until", moment_in_words(copy.link_expires_at) if copy.link_expires_at else ""),
        ("Details", f"Details deleted on {day_in_words(london_day(copy.forgotten_at))}" if copy.forgotten_at else ""),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _person(copy: CopyRequest) -> list[tuple[str, str]]:
    return [
        ("Name", copy.name or "Not given"),
        ("E-mail", copy.email or "Not given"),
        ("Postal address", copy.post or "Not given"),
        ("Note", copy.note or "None"),
    ]


def _said_after(copy: CopyRequest) -> str:
    if copy.state == CopyState.REVOKED:
        return "The link does not work any more."
    return "The link is on its way by e-mail." if copy.email else "Noted as sent by post. Print the copy below."
