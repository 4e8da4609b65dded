"""The text was changed after the statutory copies went: a named person decides whether that is material (R10)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pages.attempting import attempt
from people.roles import Deed
from publications.content_hash import hash_of
from publications.correcting import decide_change_since_copy, sent_hash
from publications.forms.corrections import MaterialityForm
from publications.models import Milestone
from publications.questions import ReleaseQuestion
from publications.views.staff.asking import find_review


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say what the decision means, and record it."""
    review, now = find_review(request, uuid, Deed.DECIDE_MATERIAL), timezone.now()
    form = MaterialityForm(request.POST or None)
    if form.is_valid():
        verb = lambda: decide_change_since_copy(review, **form.cleaned_data, by=request.user, now=now)  # noqa: E731
        if attempt(form, verb)[0]:
            messages.success(request, "Your decision is recorded. A later edit needs another one.")
            return redirect("review", uuid=review.uuid)
    sent, digest = sent_hash(review), hash_of(review)
    decided = ReleaseQuestion(review, now, now).standing(Milestone.Kind.MATERIALITY)
    context = {
        "review": review,
        "form": form,
        "is_changed": bool(sent) and sent != digest,
        "is_sent": bool(sent),
        "decision": next((row for row in reversed(decided) if row.content_hash == digest), None),
    }
    return render(request, "publications/staff/changed_copies.html", context)
