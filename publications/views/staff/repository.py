"""The submission of a report to the national case review repository."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from pages.attempting import attempt
from pages.days_in_words import day_in_words, days_left_in_words
from partnerships.working_days import london_day
from people.roles import Deed
from publications.forms import ReasonForm
from publications.forms.notices import RecordSubmissionForm, ReferenceForm
from publications.models import Submission
from publications.notices.submitting import (
    acknowledge_submission,
    record_submission,
    return_submission,
    waive_submission,
)
from publications.states import SubmissionState
from publications.views.staff.asking import find_review
from publications.views.staff.dispatches import line_of

State = SubmissionState
COLOURS = {State.DUE: "yellow", State.SUBMITTED: "blue", State.ACKNOWLEDGED: "green", State.NOT_NEEDED: "grey"}


def _record(found: Submission, said: dict[str, Any], by: dict[str, Any]) -> None:
    record_submission(found, sent_at=said["moment"], evidence=said["evidence"], **by)


# What can be done in which state: the name of the button, the form, the verb, what is said afterwards.
DEEDS: dict[str, tuple[type[forms.Form], Callable[..., None], str, tuple[str, ...]]] = {
    "record": (RecordSubmissionForm, _record, "Recorded as sent.", (State.DUE,)),
    "waive": (
        ReasonForm,
        lambda found, said, by: waive_submission(found, reason=said["reason"], **by),
        "Recorded. It is not submitted.",
        (State.DUE,),
    ),
    "acknowledge": (
        ReferenceForm,
        lambda found, said, by: acknowledge_submission(found, **said, **by),
        "The reference is recorded.",
        (State.SUBMITTED,),
    ),
    "again": (
        ReasonForm,
        lambda found, said, by: return_submission(found, reason=said["reason"], **by),
        "It can be sent again.",
        (State.SUBMITTED, State.ACKNOWLEDGED),
    ),
}


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def repository(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Where the submission stands, and what can be done about it."""
    review, now = find_review(request, uuid, Deed.SEND_COPIES), timezone.now()
    found = _find(review)
    pressed = next((name for name in DEEDS if name in request.POST), "") if found else ""
    asked = {
        name: form(request.POST if name == pressed else None, prefix=name)
        for name, (form, _, _, states) in DEEDS.items()
        if (found and found.state in states) or name == pressed
    }
    if pressed and (form := asked[pressed]).is_valid():
        _, verb, done, _ = DEEDS[pressed]
        by = {"by": request.user, "now": now}
        if attempt(form, lambda: verb(found, form.cleaned_data, by))[0]:
            messages.success(request, done)
            return redirect("repository", uuid=review.uuid)
    found = _find(review)
    context = {"review": review, "found": found, "asked": asked, "errors": asked.get(pressed)}
    return render(request, "publications/staff/repository.html", context | _shown(found, london_day(now)))


def _find(review: Any) -> Submission | None:
    related = "dispatch__recipient", "dispatch__pack", "dispatch__mail"
    found = Submission.objects.filter(review=review).select_related(*related).first()
    if found:
        found.review = review
    return found


def _shown(found: Submission | None, today: date) -> dict[str, Any]:
    if found is None:
        return {}
    is_due = found.state == State.DUE
    rows = [
        ("Due", f"{day_in_words(found.due_on)}: {days_left_in_words(found.due_on, today)}" if is_due else ""),
        ("How", "Without naming the partnership" if found.is_anonymous else ""),
        ("Reference", found.reference),
        ("Acknowledged on", day_in_words(found.acknowledged_on) if found.acknowledged_on else ""),
    ]
    return {
        "colour": COLOURS[State(found.state)],
        "facts": [{"key": key, "value": value} for key, value in rows if value],
        "line": line_of(found.review, found.dispatch) if found.dispatch else None,
        "is_due": is_due,
    }
