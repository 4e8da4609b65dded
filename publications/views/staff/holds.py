"""Putting a review on hold, and lifting a hold."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from pages.attempting import attempt
from pages.days_in_words import moment_in_words
from people.roles import Deed
from publications.forms.particulars import HoldForm, LiftForm
from publications.models import Hold, Release, Review
from publications.recording.holding import lift_hold, place_hold
from publications.states import ReleaseState, ReviewState
from publications.views.staff.asking import deeds_in, find_review, find_review_for
from publications.views.staff.record_forms import Listed, show_form
from publications.views.staff.record_lists import lines, show_lists

DEEDS = frozenset({Deed.PLACE_HOLD, Deed.LIFT_HOLD})
INTRO = "While a hold stands, the review is neither notified, nor scheduled, nor released. What is public stays public."
PUBLIC = "The report is public, and a hold does not change that. To take it offline, use the page of the review."


BACK = Listed("review_holds", "Holds")


@require_safe
@sensitive_variables()
def holds(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Every hold of the review, standing or lifted, with its reason."""
    review = find_review_for(request, uuid, DEEDS)
    deeds, found = deeds_in(request.user, review.partnership), review.holds.select_related("placed_by", "lifted_by")
    groups = [
        {
            "heading": "Standing",
            "empty": "The review is not on hold.",
            "rows": [_row(review, hold, Deed.LIFT_HOLD in deeds) for hold in found if not hold.lifted_at],
            "add": ("Put it on hold", reverse("hold_place", args=[review.uuid])) if Deed.PLACE_HOLD in deeds else None,
        },
        {
            "heading": "Lifted",
            "empty": "No hold was lifted.",
            "rows": [_row(review, hold, False) for hold in found if hold.lifted_at],
        },
    ]
    is_standing = bool(groups[0]["rows"])
    warning = _stopped(review, "The release planned for") if is_standing else ""
    return show_lists(request, review, "Holds", groups, intro=INTRO, warning=warning)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def place(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put the review on hold."""
    review = find_review(request, uuid, Deed.PLACE_HOLD)
    form = HoldForm(request.POST or None)

    def write() -> None:
        place_hold(review, **form.cleaned_data, by=request.user, now=timezone.now())

    if form.is_valid() and attempt(form, write)[0]:
        stopped = _stopped(Review.objects.get(pk=review.pk), "The release planned for")
        messages.warning(request, f"The review is on hold. {stopped}".strip())
        return redirect("review_holds", uuid=review.uuid)
    words: dict[str, Any] = {"title": "Put the review on hold", "button": "Put it on hold", "kind": "warning"}
    words["sentences"] = [INTRO, *([PUBLIC] if review.state == ReviewState.PUBLISHED else [])]
    words["warning"] = _stopped(review, "If you put it on hold, the release planned for")
    return show_form(request, review, form, back=BACK, **words)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def lift(request: HttpRequest, uuid: UUID, row: int) -> HttpResponse:
    """Lift one hold, with the reason."""
    review = find_review(request, uuid, Deed.LIFT_HOLD)
    hold = get_object_or_404(Hold, review=review, pk=row)
    form = LiftForm(request.POST or None)

    def write() -> None:
        lift_hold(hold, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())

    if form.is_valid() and attempt(form, write)[0]:
        messages.success(request, "The hold is lifted.")
        return redirect("review_holds", uuid=review.uuid)
    sentences = [f"It is on hold: {hold.get_kind_display()}.", hold.words()["reason"]]
    words = {"title": "Lift the hold", "button": "Lift it", "sentences": sentences}
    return show_form(request, review, form, back=BACK, **words)


def _row(review: Review, hold: Hold, may_lift: bool) -> dict[str, Any]:
    words = hold.words()
    said = [f"Placed by {hold.placed_by} on {moment_in_words(hold.placed_at)}.", words["reason"]]
    if hold.lifted_at:
        said += [f"Lifted by {hold.lifted_by} on {moment_in_words(hold.lifted_at)}.", words["lifted_because"]]
    lift = {"label": "Lift", "url": reverse("hold_lift", args=[review.uuid, hold.pk]), "about": "this hold"}
    return {"key": hold.get_kind_display(), "value": lines(said), "actions": [lift] if may_lift else []}


def _stopped(review: Review, beginning: str) -> str:
    if review.state != ReviewState.SCHEDULED:
        return ""
    release = Release.objects.filter(review=review, state=ReleaseState.CONFIRMED).first()
    if release is None:
        return ""
    moment = moment_in_words(release.moment)
    return f"{beginning} {moment} will be stopped at its hour, unless every hold is lifted before."
