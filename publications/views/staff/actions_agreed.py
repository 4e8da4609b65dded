"""One agreed action as its keeper sees it: what was agreed, what was reported, and its next step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from lifecycles.guards import ask_guards
from pages.attempting import attempt
from partnerships.working_days import london_day
from people.roles import Deed
from publications.actions.agreeing import (
    KEEPERS_MOVES,
    adopt,
    agree_action,
    change_action,
    endorse,
    mark_of,
    remove_action,
    reopen,
    sustain,
    values_of,
)
from publications.actions.leading import in_use
from publications.actions.lines import RATING_COLOURS, STATE_COLOURS, columns_of, reported
from publications.actions.progress import is_overdue
from publications.actions.reading import recommended_in
from publications.forms import ReasonForm
from publications.forms.actions import ActionForm
from publications.models import Action, Agency, Recommendation, Review
from publications.states import ACTION
from publications.views.staff.actions_plans import BACK, told_again
from publications.views.staff.asking import find_review
from publications.views.staff.record_forms import show_form
from publications.views.staff.standing import called
from publications.views.staff.wording import checklist_items
from publications.vocabulary import Progress

PER_PAGE = 20


@dataclass(frozen=True)
class Step:
    """A keeper's step as a page offers it."""

    verb: Callable[..., None]
    button: str
    sentence: str


STEPS = {
    "endorse": Step(endorse, "Endorse it", "The group that steers the reviews supports this action."),
    "adopt": Step(adopt, "Adopt it", "From now on the lead of its agency sees it and reports on it."),
    "sustain": Step(sustain, "Say that it lasts", "What was shown to have worked still works."),
    "reopen": Step(reopen, "Reopen it", "Its agency is asked to work on it again."),
}


@require_safe
def action(request: HttpRequest, uuid: UUID, row: UUID) -> HttpResponse:
    """Everything about one action."""
    review, found = _find(request, uuid, row)
    today = london_day(timezone.now())
    moves = [move for move in ACTION.open_from(found.state) if move in KEEPERS_MOVES]
    page = Paginator(found.updates.select_related("by"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "review": review,
        "called": called(review),
        "action": found,
        "columns": columns_of(found, today),
        "is_overdue": is_overdue(found, today),
        "colour": RATING_COLOURS[Progress(found.rating)],
        "state_colour": STATE_COLOURS.get(found.state, "grey"),
        "moves": [(move, STEPS[move].button, reverse(f"action_{move}", args=[uuid, row])) for move in moves],
        "checklist": checklist_items([c for move in moves for c in ask_guards(ACTION.name, move, found)]),
        "page_obj": page,
        "updates": [(update, reported(update)) for update in page],
    }
    return render(request, "publications/staff/actions/action.html", context)


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: HttpRequest, uuid: UUID, number: int) -> HttpResponse:
    """Agree an action for a recommendation; its timescale begins as the report says it."""
    review = find_review(request, uuid, Deed.KEEP_ACTIONS)
    recommendation = get_object_or_404(Recommendation, review=review, number=number)
    said = {item.number: item.by_when for item in recommended_in(review)}
    form = _form(request, _agencies(review), initial={"timescale": said.get(number, "")})

    def write() -> Action:
        return agree_action(recommendation, _values(form), by=request.user, now=timezone.now())

    if form.is_valid() and attempt(form, write)[0]:
        messages.success(request, "Agreed. It is proposed until it is endorsed and adopted.")
        return redirect("review_actions", uuid=review.uuid)
    words = {"title": f"Agree an action for recommendation {number}", "button": "Agree it"}
    sentences = [recommendation.text, *([] if _agencies(review).exists() else ["Add an agency first."])]
    return show_form(request, review, form, back=BACK, sentences=sentences, **words)


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, uuid: UUID, row: UUID) -> HttpResponse:
    """Change what was agreed."""
    review, found = _find(request, uuid, row)
    own = Agency.objects.filter(pk__in=[found.agency_id, *_agencies(review).values_list("pk", flat=True)])
    form = _form(request, own, initial=values_of(found) | {"read": mark_of(found)})

    def write() -> Action:
        read = form.cleaned_data["read"]
        return change_action(found, _values(form), by=request.user, now=timezone.now(), read=read)

    if form.is_valid() and attempt(form, write)[0]:
        messages.success(request, "Saved.")
        return redirect("action", uuid=review.uuid, row=found.uuid)
    found.refresh_from_db()
    said = f"Agreed: {found.agreed} Responsible: {found.responsible}. Actions taken: {found.taken}"
    sentences = told_again(form, mark_of(found), said)
    words = {"title": "Change what was agreed", "button": "Save", "sentences": sentences}
    return show_form(request, review, form, back=BACK, **words)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, uuid: UUID, row: UUID, move: str) -> HttpResponse:
    """Take a keeper's step."""
    review, found = _find(request, uuid, row)
    has_reason, sent = move == "reopen", request.POST if request.method == "POST" else None
    form = ReasonForm(sent) if has_reason else forms.Form(sent)

    def take() -> None:
        more = {"reason": form.cleaned_data["reason"]} if has_reason else {}
        STEPS[move].verb(found, by=request.user, now=timezone.now(), **more)

    if form.is_valid() and attempt(form, take)[0]:
        messages.success(request, f"The action is now: {found.get_state_display().lower()}.")
        return redirect("action", uuid=review.uuid, row=found.uuid)
    words = {"title": STEPS[move].button, "button": STEPS[move].button}
    return show_form(request, review, form, back=BACK, sentences=[found.agreed, STEPS[move].sentence], **words)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, uuid: UUID, row: UUID) -> HttpResponse:
    """Ask once more, then take an action out of the plan that nobody has endorsed."""
    review, found = _find(request, uuid, row)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: remove_action(found, by=request.user, now=timezone.now()))[0]:
        messages.success(request, "Removed. The record says that it was there, and not what it said.")
        return redirect("review_actions", uuid=review.uuid)
    words = {"title": "Remove an action", "button": "Remove it", "kind": "warning"}
    return show_form(request, review, form, back=BACK, sentences=[found.agreed], **words)


def _find(request: HttpRequest, uuid: UUID, row: UUID) -> tuple[Review, Action]:
    review = find_review(request, uuid, Deed.KEEP_ACTIONS)
    beside = ("agency", "recommendation__review__partnership")
    return review, get_object_or_404(Action.objects.select_related(*beside), recommendation__review=review, uuid=row)


def _agencies(review: Review) -> Any:
    return in_use(review.partnership, london_day(timezone.now()))


def _form(request: HttpRequest, agencies: Any, *, initial: dict[str, Any]) -> ActionForm:
    sent = (request.POST,) if request.method == "POST" else ()
    return ActionForm(*sent, initial=initial, agencies=agencies)


def _values(form: ActionForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "read"}
