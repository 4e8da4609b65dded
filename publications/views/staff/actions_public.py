"""What the public reads of a plan: one person chooses the fields, another publishes, anyone of them takes it away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pages.attempting import attempt
from people.roles import Deed
from publications.actions.showing import prepare_plan, publish_plan, withdraw_plan
from publications.actions.tables import table_of
from publications.forms.actions import EditionForm, ShownForm
from publications.models import PlanEdition, Review
from publications.states import PlanEditionState
from publications.views.staff.asking import find_review
from publications.views.staff.standing import called

SHOWN = [PlanEditionState.PREPARED, PlanEditionState.PUBLISHED]


@require_http_methods(["GET", "HEAD", "POST"])
def public_plan(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What is public, what waits for its second person, and a form to prepare another."""
    review = find_review(request, uuid, Deed.PUBLISH_PLAN)
    form = ShownForm(request.POST if request.method == "POST" else None)

    def write() -> PlanEdition:
        return prepare_plan(review, form.cleaned_data["fields_shown"], by=request.user, now=timezone.now())

    if form.is_valid() and attempt(form, write)[0]:
        messages.success(request, "Prepared. A second person has to publish it.")
        return redirect("public_plan", uuid=review.uuid)
    return _show(request, review, form)


@require_POST
def publish(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Publish what another person prepared."""
    return _decide(request, uuid, publish_plan, "Published.")


@require_POST
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a plan away."""
    return _decide(request, uuid, withdraw_plan, "Withdrawn. Nobody can read it any more.")


def _decide(request: HttpRequest, uuid: UUID, verb: Any, done: str) -> HttpResponse:
    review = find_review(request, uuid, Deed.PUBLISH_PLAN)
    form = EditionForm(request.POST)
    if form.is_valid():
        editions = PlanEdition.objects.select_related("review__partnership")
        edition = get_object_or_404(editions, review=review, uuid=form.cleaned_data["edition"])
        if attempt(form, lambda: verb(edition, by=request.user, now=timezone.now()))[0]:
            messages.success(request, done)
            return redirect("public_plan", uuid=review.uuid)
    return _show(request, review, ShownForm(), failed=form)


def _show(request: HttpRequest, review: Review, form: forms.Form, *, failed: Any = None) -> HttpResponse:
    editions = review.plan_editions.filter(state__in=SHOWN).select_related("prepared_by", "published_by")
    by_state = {edition.state: edition for edition in editions}
    prepared, published = (by_state.get(state) for state in SHOWN)
    context = {
        "review": review,
        "called": called(review),
        "form": form,
        "failed": failed,
        "prepared": prepared,
        "published": published,
        "prepared_table": table_of(prepared) if prepared else None,
        "published_table": table_of(published) if published else None,
        "is_own": bool(prepared and prepared.prepared_by_id == request.user.pk),
    }
    return render(request, "publications/staff/actions/public.html", context)
