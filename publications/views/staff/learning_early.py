"""What has to be known before learning is published earlier than its report, recorded for the very text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from pages.attempting import attempt
from pages.days_in_words import moment_in_words
from people.permissions import must
from people.roles import Deed
from publications.anonymity.naming import is_named
from publications.forms.early import ClearanceForm
from publications.learning.clearing import clear_early, found_in, gives_its_review_away, standing, take_back_clearance
from publications.learning.drafts import draft_digest
from publications.learning.readiness import GIVEN_AWAY
from publications.learning.sources import is_early
from publications.models import BriefingPage, EarlyClearance
from publications.views.staff.standing import called


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def early(request: HttpRequest, number: int) -> HttpResponse:
    """The three facts, what was said about each, and the form to record one."""
    draft = _find(request, number)
    form = ClearanceForm(request.POST or None, initial={"read": draft_digest(draft)})

    def write() -> None:
        clear_early(draft, **form.cleaned_data, by=request.user, now=timezone.now())

    if form.is_valid() and attempt(form, write)[0]:
        messages.success(request, "Recorded for exactly this text. Any edit makes it lapse.")
        return redirect("briefing_early", number=number)
    return render(request, "publications/staff/learning/early.html", _context(request, draft, form))


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, number: int, row: int) -> HttpResponse:
    """Ask once more, then take back what was recorded."""
    draft = _find(request, number)
    found = get_object_or_404(EarlyClearance, briefing_id=draft.pk, pk=row)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(
        form, lambda: take_back_clearance(found, by=request.user, now=timezone.now())
    )[0]:  # fmt: skip
        messages.success(request, "It does not hold any more.")
        return redirect("briefing_early", number=number)
    words = {"title": f"Take back: {found.get_kind_display()}", "button": "Take it back", "kind": "warning"}
    context = {"form": form, "partnership": draft.partnership, "back": draft.pk} | words
    return render(request, "publications/staff/learning/form.html", context)


def _find(request: HttpRequest, number: int) -> Any:
    page = get_object_or_404(BriefingPage, pk=number)
    must(request.user, Deed.CLEAR_EARLY_LEARNING, page.partnership)
    return page.get_latest_revision_as_object()


def _context(request: HttpRequest, draft: Any, form: forms.Form) -> dict[str, Any]:
    review = draft.source_review
    is_own = review is not None and review.partnership_id == draft.partnership.pk
    may_see = is_own and is_named(request.user, review)
    known = {row.kind: row for row in standing(draft)} if is_own else {}
    return {
        "draft": draft,
        "form": form,
        "is_early": is_own and is_early(draft),
        "called": called(review) if is_own else "",
        "lines": [_line(kind, known.get(kind)) for kind in EarlyClearance.Kind],
        "given_away": GIVEN_AWAY if is_own and is_early(draft) and gives_its_review_away(draft) else "",
        "may_see": may_see,
        "found": found_in(draft) if may_see else [],
    }


def _line(kind: Any, row: EarlyClearance | None) -> dict[str, Any]:
    if row is None:
        return {"label": kind.label, "row": None}
    return {
        "label": kind.label,
        "row": row,
        "words": row.words()["words"],
        "when": f"Recorded by {row.by} on {moment_in_words(row.at)}.",
    }
