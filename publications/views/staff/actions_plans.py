"""The action plan of one review: its recommendations, what was agreed for each, and the decision about each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lifecycles.moves import MoveRefused
from pages.attempting import attempt
from partnerships.working_days import london_day
from people.roles import Deed
from publications.actions.lines import RATING_COLOURS, STATE_COLOURS, due_in_words
from publications.actions.progress import is_overdue
from publications.actions.reading import learning_points_of, recommended_in
from publications.actions.recommending import (
    add_recommendation,
    change_recommendation,
    decide_adoption,
    mark_of,
    remove_recommendation,
    take_over,
    values_of,
)
from publications.actions.refusals import ChangedMeanwhile
from publications.forms.actions import AdoptionForm, ReadForm, RecommendationForm
from publications.models import Action, Recommendation, Review, Term
from publications.states import PlanEditionState
from publications.views.staff.asking import deeds_in, find_review, find_review_for
from publications.views.staff.record_forms import Listed, show_form
from publications.views.staff.standing import called
from publications.vocabulary import Adopted, Progress, TermKind

READ_PLANS = frozenset({Deed.KEEP_ACTIONS, Deed.PUBLISH_PLAN})
BACK = Listed("review_actions", "Action plan")


@require_safe
def overview(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The whole plan, and what may be done with it."""
    review = find_review_for(request, uuid, READ_PLANS)
    deeds, today = deeds_in(request.user, review.partnership), london_day(timezone.now())
    actions = Action.objects.select_related("agency").order_by("number")
    found = list(review.recommendations.prefetch_related("themes", Prefetch("actions", actions)))
    taken = {recommendation.number for recommendation in found}
    keeps = Deed.KEEP_ACTIONS in deeds
    context = {
        "review": review,
        "called": called(review),
        "groups": [_group(review, recommendation, keeps, today) for recommendation in found],
        "keeps": keeps,
        "publishes": Deed.PUBLISH_PLAN in deeds,
        "new": [said for said in recommended_in(review) if said.number not in taken] if keeps else [],
        "editions": _editions(review),
    }
    return render(request, "publications/staff/actions/plan.html", context)


@require_POST
def take(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take the report's recommendations over."""
    review = find_review(request, uuid, Deed.KEEP_ACTIONS)
    try:
        rows = take_over(review, by=request.user, now=timezone.now())
        messages.success(request, f"Taken over: {len(rows)}. Check for each to whom it is addressed.")
    except MoveRefused as refused:
        messages.warning(request, str(refused))
    return redirect("review_actions", uuid=review.uuid)


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Add a recommendation by hand."""
    review = find_review(request, uuid, Deed.KEEP_ACTIONS)
    form = _form(request, review, initial={"target": "partnership"})
    values = lambda: _values(form)  # noqa: E731
    if form.is_valid() and attempt(form, lambda: add_recommendation(review, values(), **_by(request)))[0]:
        messages.success(request, "Added.")
        return redirect("review_actions", uuid=review.uuid)
    return show_form(request, review, form, title="Add a recommendation", button="Add", back=BACK)


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, uuid: UUID, number: int) -> HttpResponse:
    """Change what a recommendation says."""
    review, found = _find(request, uuid, number)
    form = _form(request, review, initial=values_of(found) | {"read": mark_of(found)}, themes=found.themes.all())

    def write() -> Recommendation:
        return change_recommendation(found, _values(form), read=form.cleaned_data["read"], **_by(request))

    if form.is_valid() and attempt(form, write)[0]:
        messages.success(request, "Saved.")
        return redirect("review_actions", uuid=review.uuid)
    found.refresh_from_db()
    sentences = told_again(form, mark_of(found), f"It says now: {found.text} Intended outcome: {found.outcome}")
    words = {"title": f"Change recommendation {number}", "button": "Save", "sentences": sentences}
    return show_form(request, review, form, back=BACK, **words)


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, uuid: UUID, number: int) -> HttpResponse:
    """Record whether the partnership adopts it."""
    review, found = _find(request, uuid, number)
    form = AdoptionForm(request.POST or None, initial={"adopted": found.adopted, "reason": found.reason_not_adopted})

    def write() -> Recommendation:
        said = form.cleaned_data
        return decide_adoption(found, said["adopted"], reason=said["reason"], **_by(request))

    if form.is_valid() and attempt(form, write)[0]:
        messages.success(request, "The decision is recorded.")
        return redirect("review_actions", uuid=review.uuid)
    words = {"title": f"Decide about recommendation {number}", "button": "Record it", "sentences": [found.text]}
    return show_form(request, review, form, back=BACK, **words)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, uuid: UUID, number: int) -> HttpResponse:
    """Ask once more, then take a recommendation out of the plan."""
    review, found = _find(request, uuid, number)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: remove_recommendation(found, **_by(request)))[0]:
        messages.success(request, "Removed. The record says that it was there, and not what it said.")
        return redirect("review_actions", uuid=review.uuid)
    words = {"title": f"Remove recommendation {number}", "button": "Remove it", "kind": "warning"}
    return show_form(request, review, form, back=BACK, sentences=[found.text], **words)


def told_again(form: ReadForm, mark: str, said: str) -> list[str]:
    """Return what stands there now when somebody else changed it meanwhile, and let a second attempt vouch for it."""
    if not form.is_bound or str(ChangedMeanwhile()) not in form.non_field_errors():
        return []
    form.read_again(mark)
    return [said]


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "now": timezone.now()}


def _find(request: HttpRequest, uuid: UUID, number: int) -> tuple[Review, Recommendation]:
    review = find_review(request, uuid, Deed.KEEP_ACTIONS)
    return review, get_object_or_404(Recommendation, review=review, number=number)


def _form(request: HttpRequest, review: Review, *, initial: dict[str, Any], themes: Any = None) -> RecommendationForm:
    offered = Term.objects.filter(kind=TermKind.THEME)
    valid = offered.valid_on(london_day(timezone.now()))
    if themes is not None:
        valid = offered.filter(pk__in=[*valid.values_list("pk", flat=True), *themes.values_list("pk", flat=True)])
    sent = (request.POST,) if request.method == "POST" else ()
    return RecommendationForm(*sent, initial=initial, points=learning_points_of(review), themes=valid)


def _values(form: RecommendationForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "read"}


def _group(review: Review, recommendation: Recommendation, keeps: bool, today: Any) -> dict[str, Any]:
    return {
        "row": recommendation,
        "facts": _facts(review, recommendation, keeps),
        "actions": [_line(action, today) for action in recommendation.actions.all()],
        "may_agree": keeps and recommendation.adopted != Adopted.NO,
    }


def _facts(review: Review, row: Recommendation, keeps: bool) -> list[dict[str, Any]]:
    def to(name: str, about: str, label: str = "Change") -> list[dict[str, str]]:
        url = reverse(name, args=[review.uuid, row.number])
        return [{"label": label, "url": url, "about": f"{about} {row.number}"}] if keeps else []

    reason = f": {row.reason_not_adopted}" if row.reason_not_adopted else ""
    return [
        {"key": "Recommendation", "value": row.text, "actions": to("recommendation", "recommendation")},
        {"key": "Addressed to", "value": row.get_target_display()},
        {"key": "Intended outcome", "value": row.outcome or "Not written yet"},
        {"key": "Learning point", "value": row.learning_point or "None"},
        {"key": "Themes", "value": ", ".join(theme.label for theme in row.themes.all()) or "None"},
        {
            "key": "Adopted",
            "value": f"{row.get_adopted_display()}{reason}",
            "actions": to("recommendation_decide", "about recommendation", "Decide"),
        },
    ]


def _line(action: Action, today: Any) -> dict[str, Any]:
    return {
        "action": action,
        "due": due_in_words(action, today),
        "is_overdue": is_overdue(action, today),
        "colour": RATING_COLOURS[Progress(action.rating)],
        "state_colour": STATE_COLOURS.get(action.state, "grey"),
    }


def _editions(review: Review) -> dict[str, Any]:
    shown = [PlanEditionState.PREPARED, PlanEditionState.PUBLISHED]
    return {edition.state: edition for edition in review.plan_editions.filter(state__in=shown)}
