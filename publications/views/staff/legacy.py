"""Stating that a report was public before this record began."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pages.attempting import attempt
from people.roles import Deed
from publications.forms.corrections import EarlierPublicationForm
from publications.legacy import state_earlier_publication, withdraw_statement
from publications.models import Review
from publications.states import ReviewState
from publications.views.staff.asking import find_review, open_release


@require_http_methods(["GET", "HEAD", "POST"])
def published_before(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """State when the report was first public, or that nobody knows; or take that statement back."""
    review = find_review(request, uuid, Deed.DECIDE_PUBLICATION)
    is_bound = request.method == "POST"
    form = EarlierPublicationForm(request.POST if is_bound else None, initial=_known(review))
    if "withdraw" in request.POST:
        form = EarlierPublicationForm({}, initial=_known(review))
        form.full_clean()
        form.errors.clear()
        if attempt(form, lambda: withdraw_statement(review, by=request.user, now=timezone.now()))[0]:
            messages.success(request, "Taken back. Everything that a new report needs is asked again.")
            return redirect("review", uuid=review.uuid)
    elif form.is_valid() and _is_stated(request, review, form):
        messages.success(request, "Stated. What is still needed stands on this page.")
        return redirect("review", uuid=review.uuid)
    review = Review.objects.select_related("partnership").get(pk=review.pk)
    is_open = review.state == ReviewState.PREPARING and open_release(review) is None and not review.is_improvements
    context = {"review": review, "form": form, "is_open": is_open}
    return render(request, "publications/staff/published_before.html", context)


def _is_stated(request: HttpRequest, review: Review, form: EarlierPublicationForm) -> bool:
    said = {name: form.cleaned_data[name] for name in ("kind", "published_on", "statement")}
    return attempt(form, lambda: state_earlier_publication(review, **said, by=request.user, now=timezone.now()))[0]


def _known(review: Review) -> dict[str, object]:
    known = {"kind": review.kind, "published_on": review.legacy_published_on, "statement": review.legacy_statement}
    return known | ({"is_known": "yes" if review.legacy_published_on else "no"} if review.is_legacy else {})
