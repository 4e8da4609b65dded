"""Closing a review without its report, and beginning what is published in its place."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lifecycles.stepping import steps_of
from pages.attempting import attempt
from pages.days_in_words import moment_in_words
from people.roles import Deed
from publications.closing import close_review, closing_checklist, outcome_of
from publications.forms import ReasonForm
from publications.improving import start_improvements
from publications.milestone_rules import Outcome
from publications.models import Review
from publications.states import REVIEW, ReviewState
from publications.views.staff.asking import find_review
from publications.views.staff.wording import checklist_items


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say what closing asks for and does, ask for the reason, and close."""
    review, now = find_review(request, uuid, Deed.CLOSE_REVIEW), timezone.now()
    form = ReasonForm(request.POST or None)
    form.fields["reason"].help_text = "The page of the review shows it to everybody who works on it. Write no names."
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: close_review(review, by=request.user, reason=reason, now=now))[0]:
            messages.success(request, "The review is closed. Its report is not published.")
            return redirect("review", uuid=review.uuid)
    review = Review.objects.select_related("partnership").get(pk=review.pk)
    checked = closing_checklist(review, now=now)
    context = {
        "review": review,
        "form": form,
        "is_open": REVIEW.allows("close", review.state),
        "checklist": checklist_items(checked),
        "is_ready": all(item.answer.holds for item in checked),
        "outcome": _label(outcome_of(review, now)),
    }
    return render(request, "publications/staff/close.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def improvements(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin the review that is published in the place of the report."""
    review, now = find_review(request, uuid, Deed.CLOSE_REVIEW), timezone.now()
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        _is_done, begun = attempt(form, lambda: start_improvements(review, by=request.user, now=now))
        if begun:
            messages.success(request, "Begun. Write the page in the editor; the report is not in it.")
            return redirect("review", uuid=begun.uuid)
    may_begin = review.state == ReviewState.CLOSED and outcome_of(review, now) == Outcome.IMPROVEMENTS
    context = {"review": review, "form": form, "may_begin": may_begin and not hasattr(review, "improvements")}
    return render(request, "publications/staff/improvements.html", context)


def closing_facts(review: Review, deeds: set[Deed], now: datetime) -> dict[str, Any] | None:
    """Return what the page of a closed review, or of one that stands in its place, says about that; None for others."""
    if review.instead_of_id:
        return {"instead_of": reverse("review", args=[review.instead_of.uuid])}
    if review.state != ReviewState.CLOSED:
        return None
    step = steps_of(review).filter(move="close").last()
    found = getattr(review, "improvements", None)
    outcome = outcome_of(review, now)
    may_begin = Deed.CLOSE_REVIEW in deeds and found is None and outcome == Outcome.IMPROVEMENTS
    return {
        "outcome": _label(outcome),
        "when": moment_in_words(step.at) if step else "",
        "why": step.reason if step else "",
        "improvements": reverse("review", args=[found.uuid]) if found else "",
        "may_begin": may_begin,
    }


def _label(outcome: str) -> str:
    return str(Outcome(outcome).label) if outcome else ""
