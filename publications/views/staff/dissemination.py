"""Who was sent what of a review, with what use was reported beside it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pages.attempting import attempt
from pages.days_in_words import day_in_words
from partnerships.working_days import london_day
from people.roles import Deed
from publications.dissemination import (
    add_dissemination,
    as_csv,
    change_dissemination,
    counted,
    remove_dissemination,
    uses_of,
    values_of,
)
from publications.forms.dissemination import DisseminationForm
from publications.models import Agency, Dissemination, Review
from publications.views.staff.asking import find_review
from publications.views.staff.record_forms import Listed, show_form
from publications.views.staff.record_lists import lines
from publications.views.staff.standing import called

PER_PAGE, MOST_USES = 20, 20
BACK = Listed("dissemination", "Who was sent what")


@require_safe
def overview(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Everything that was sent, newest first, and what readers reported."""
    review = find_review(request, uuid, Deed.KEEP_LEARNING)
    page = Paginator(_sent(review), PER_PAGE).get_page(request.GET.get("page"))
    uses = counted(uses_of(review), most=MOST_USES)
    context = {
        "review": review,
        "called": called(review),
        "page_obj": page,
        "rows": [_row(review, row) for row in page],
        "uses": uses,
        "reported": [_use(use) for use in uses.rows],
        "count": sum(number for _, number in uses.settings),
    }
    return render(request, "publications/staff/actions/dissemination.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Record that something was sent."""
    review = find_review(request, uuid, Deed.KEEP_LEARNING)
    form = DisseminationForm(request.POST or None, agencies=_agencies(review))
    if form.is_valid() and attempt(form, lambda: add_dissemination(review, form.cleaned_data, **_by(request)))[0]:
        messages.success(request, "Recorded.")
        return redirect("dissemination", uuid=review.uuid)
    return show_form(request, review, form, title="Record what was sent", button="Record it", back=BACK)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, uuid: UUID, row: UUID) -> HttpResponse:
    """Change what was recorded, or add what use was reported."""
    review, found = _find(request, uuid, row)
    form = DisseminationForm(request.POST or None, initial=values_of(found), agencies=_agencies(review))
    if form.is_valid() and attempt(form, lambda: change_dissemination(found, form.cleaned_data, **_by(request)))[0]:
        messages.success(request, "Saved.")
        return redirect("dissemination", uuid=review.uuid)
    words = {"title": "Change what was recorded", "button": "Save", "remove": "dissemination_remove", "row": found.uuid}
    return show_form(request, review, form, back=BACK, **words)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, uuid: UUID, row: UUID) -> HttpResponse:
    """Ask once more, then take it out of the record."""
    review, found = _find(request, uuid, row)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: remove_dissemination(found, **_by(request)))[0]:
        messages.success(request, "Removed. The record says that it was there, and not what it said.")
        return redirect("dissemination", uuid=review.uuid)
    words = {"title": "Remove what was recorded", "button": "Remove it", "kind": "warning"}
    sentences = [f"{found.what}, to {found.to}.", "Remove only what was written down by mistake."]
    return show_form(request, review, form, back=BACK, sentences=sentences, **words)


@require_safe
def table(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Everything that was sent as a table for spreadsheets."""
    review = find_review(request, uuid, Deed.KEEP_LEARNING)
    response = HttpResponse(as_csv(_sent(review)).encode(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="who-was-sent-what.csv"'
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _sent(review: Review) -> Any:
    return review.disseminations.select_related("agency")


def _agencies(review: Review) -> Any:
    return Agency.objects.filter(partnership=review.partnership)


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "now": timezone.now()}


def _find(request: HttpRequest, uuid: UUID, row: UUID) -> tuple[Review, Dissemination]:
    review = find_review(request, uuid, Deed.KEEP_LEARNING)
    found = Dissemination.objects.select_related("review__partnership")
    return review, get_object_or_404(found, review=review, uuid=row)


def _row(review: Review, row: Dissemination) -> dict[str, Any]:
    said = [row.what, f"To {row.to}", row.agency.name if row.agency else "", row.get_channel_display()]
    said += [f"Use reported: {row.use}"] if row.use else []
    url = reverse("dissemination_change", args=[review.uuid, row.uuid])
    change = {"label": "Change", "url": url, "about": f"{row.what}, {day_in_words(row.on)}"}
    return {"key": day_in_words(row.on), "value": lines(said), "actions": [change]}


def _use(use: Any) -> dict[str, Any]:
    people = f"{use.people} took part" if use.people else ""
    briefing = use.briefing.title if use.briefing else ""
    said = [use.get_setting_display(), use.agency.label if use.agency else "", people, briefing, use.changed]
    return {"key": day_in_words(london_day(use.at)), "value": lines(said)}
