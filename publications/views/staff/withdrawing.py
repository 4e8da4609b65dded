"""Pausing, archiving, removing, and proposing or confirming that a report is put back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lifecycles.moves import UnknownMove
from pages.attempting import attempt
from partnerships.working_days import london_day
from people.permissions import NotAllowed
from people.roles import Deed
from publications.forms import ProposalForm
from publications.models import Proposal, Review
from publications.states import REVIEW, ProposalState
from publications.views.staff.asking import deeds_in, find_review
from publications.views.staff.changes import CHANGES
from publications.views.staff.standing import archive_sentence
from publications.withdrawing import NEEDS_TWO, REMOVE, confirm, withdraw_proposal

# What the page of a proposal says: title, what confirming does, and the button.
PROPOSED = {
    False: {
        "title": "Put the report back",
        "effect": "When it is confirmed, the report is public again at once, exactly as it was published.",
        "button": "Confirm: put it back",
    },
    True: {
        "title": "Remove the report for good",
        "effect": "When it is confirmed, the report is gone at once, and nobody can put it back.",
        "button": "Confirm: remove it for good",
    },
}
OTHER_PROPOSAL = "This proposal has been replaced meanwhile. Read the one below; it is not the one that you saw."


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, uuid: UUID, move: str) -> HttpResponse:
    """Say what the change does, ask for a reason, and make it or propose it."""
    chosen = CHANGES[move]
    review, now = find_review(request, uuid, chosen.deed), timezone.now()
    form = chosen.form(request.POST or None)
    if form.is_valid():
        typed = {name: value for name, value in form.cleaned_data.items() if name != "sure"}
        is_done, _ = attempt(form, lambda: chosen.verb(review, by=request.user, **typed, now=now))
        if is_done:
            messages.success(request, chosen.done)
            return redirect("review", uuid=review.uuid)
    context = {
        "review": review,
        "change": chosen,
        "form": form,
        "refusal": _refusal(move, Review.objects.get(pk=review.pk)),
        "archive_sentence": archive_sentence(review, london_day(now)) if move == "archive" else "",
    }
    return render(request, "publications/staff/change.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, uuid: UUID, *, is_removal: bool = False) -> HttpResponse:
    """Read what is proposed and why; confirm it as a second person, or take it back."""
    review = find_review(request, uuid, Deed.SEE_REPORTS)
    proposing, confirming = NEEDS_TWO["remove" if is_removal else "restore"]
    deeds = deeds_in(request.user, review.partnership) & {proposing, confirming}
    if not deeds:
        raise NotAllowed
    waiting = review.proposals.filter(state=ProposalState.PROPOSED).select_related("proposed_by")
    found = (waiting.filter(move=REMOVE) if is_removal else waiting.exclude(move=REMOVE)).first()
    if found is None:
        messages.error(request, "No proposal for this report is waiting any more.")
        return redirect("review", uuid=review.uuid)
    form = ProposalForm(request.POST or None, initial={"proposal": found.pk})
    if _is_decided(request, form, found):
        return redirect("review", uuid=review.uuid)
    if form.is_bound:
        form.data = form.data.copy()
        form.data["proposal"] = found.pk
    context = {
        "review": review,
        "proposal": found,
        "form": form,
        "is_own": found.proposed_by_id == request.user.pk,
        "may_confirm": confirming in deeds,
        "may_withdraw": proposing in deeds,
        "words": PROPOSED[is_removal],
        "is_removal": is_removal,
    }
    return render(request, "publications/staff/proposal.html", context)


def _is_decided(request: HttpRequest, form: ProposalForm, found: Proposal) -> bool:
    if not form.is_valid():
        return False
    if form.cleaned_data["proposal"] != found.pk:
        form.add_error(None, OTHER_PROPOSAL)
        return False
    verb, said = _VERBS["withdraw" if "withdraw" in request.POST else "confirm"]
    said = "Confirmed. The report is removed." if (verb, found.move) == (confirm, REMOVE) else said
    is_done, _ = attempt(form, lambda: verb(found, by=request.user, now=timezone.now()))
    if is_done:
        messages.success(request, said)
    return is_done


def _refusal(move: str, review: Review) -> str:
    try:
        REVIEW.find(move, review.state)
    except UnknownMove as refused:
        return str(refused)
    return ""


_VERBS: dict[str, tuple[Any, str]] = {
    "confirm": (confirm, "Confirmed. The report is public again."),
    "withdraw": (withdraw_proposal, "The proposal is withdrawn."),
}
