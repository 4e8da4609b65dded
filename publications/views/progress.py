"""The public action plan of a review, under the address of its report: what has been done since."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from publications.actions.tables import recommendations_of
from publications.models import Edition, PlanEdition
from publications.printing import public_path
from publications.states import PlanEditionState, ReviewState
from publications.views.public import revalidated, show_pause, show_removal
from publications.vocabulary import Progress


@require_safe
def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """The published plan, or what the state of its review lets the public see instead; of an archived one, nothing."""
    # What agencies report is written in English, and there is one address for it.
    if get_language() != settings.LANGUAGE_CODE:
        raise Http404
    found = Edition.objects.current().filter(
        slug=slug,
        language=settings.LANGUAGE_CODE,
        review__partnership=request.partnership,
        review__plan_editions__state=PlanEditionState.PUBLISHED,
    )
    edition = found.select_related("review__partnership__site").defer(*Edition.LONG).first()
    view = _BY_STATE.get(edition.review.state) if edition else None
    if view is None:
        raise Http404
    return view(request, edition)


def plan_context(plan: PlanEdition, edition: Edition) -> dict[str, Any]:
    """Return what the page of a public plan is rendered with."""
    address = f"{public_path(edition)}progress/"
    return {
        "plan": plan,
        "edition": edition,
        "groups": recommendations_of(plan),
        "meanings": list(Progress.labels) if "rating" in plan.fields else [],
        "report_address": public_path(edition),
        "address": f"{edition.review.partnership.origin}{address}",
    }


def _show(request: HttpRequest, edition: Edition) -> HttpResponse:
    plan = PlanEdition.objects.public().filter(review=edition.review_id).first()
    if plan is None:
        raise Http404
    return revalidated(render(request, "publications/progress.html", plan_context(plan, edition)))


_BY_STATE = {
    ReviewState.PUBLISHED: _show,
    ReviewState.PAUSED: show_pause,
    ReviewState.REMOVED: show_removal,
}
