"""One copy: when it left, what came back; and copies that went another way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from pages.attempting import attempt
from pages.days_in_words import day_in_words, moment_in_words
from people.roles import Deed
from publications.forms.notices import AcknowledgeForm, BounceForm, RecordCopyForm
from publications.models import Dispatch, Review
from publications.notices.answering import acknowledge, bounce
from publications.notices.sending import send_again
from publications.notifying import record_copy
from publications.states import DispatchState
from publications.views.staff.asking import find_review

COLOURS = {
    DispatchState.SENDING: "yellow",
    DispatchState.SENT: "green",
    DispatchState.FAILED: "red",
    DispatchState.ACKNOWLEDGED: "blue",
    DispatchState.BOUNCED: "red",
}
PERHAPS_TWICE = "It may have arrived twice: the line broke while it was sent, so it was sent again."
MAY_LEAVE_AGAIN = (DispatchState.FAILED, DispatchState.BOUNCED)


def line_of(review: Review, dispatch: Dispatch) -> dict[str, Any]:
    """Return what a list says of one copy; needs recipient, pack and mail."""
    when = f"Sent {moment_in_words(dispatch.sent_at)}." if dispatch.sent_at else ""
    return {
        "url": reverse("dispatch", args=[review.uuid, dispatch.row]),
        "recipient": str(dispatch.recipient),
        "what": dispatch.pack.get_purpose_display(),
        "state": dispatch.get_state_display(),
        "colour": COLOURS[DispatchState(dispatch.state)],
        "when": when or f"Asked for {moment_in_words(dispatch.asked_at)}.",
        "warning": PERHAPS_TWICE if dispatch.mail and dispatch.mail.perhaps_twice else "",
    }


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def dispatch(request: HttpRequest, uuid: UUID, row: UUID) -> HttpResponse:
    """One copy; a receipt or a returned mail is recorded here, and what failed is sent again."""
    review, now = find_review(request, uuid, Deed.SEND_COPIES), timezone.now()
    found = _find(review, row)
    receipt = AcknowledgeForm(request.POST if "acknowledge" in request.POST else None, prefix="receipt")
    returned = BounceForm(request.POST if {"bounce", "again"} & set(request.POST) else None, prefix="returned")
    by: dict[str, Any] = {"by": request.user, "now": now}
    if "acknowledge" in request.POST:
        form, verb, done = receipt, lambda: acknowledge(found, **receipt.cleaned_data, **by), "The receipt is recorded."
    elif "bounce" in request.POST:
        form, verb, done = returned, lambda: bounce(found, **returned.cleaned_data, **by), "It counts as never sent."
    else:
        form, verb, done = returned, lambda: send_again(found, **by), "It is on its way again."
    if form.is_valid() and attempt(form, verb)[0]:
        messages.success(request, done)
        return redirect("notices", uuid=review.uuid)
    found = _find(review, row)
    context = {"review": review, "line": line_of(review, found), "facts": _facts(found)}
    choices = {
        "receipt": receipt if found.state == DispatchState.SENT else None,
        "returned": returned if found.state in (DispatchState.SENT, DispatchState.ACKNOWLEDGED) else None,
        "may_leave_again": found.state in MAY_LEAVE_AGAIN and bool(found.pack.words().get("body")),
        "shown_errors": form,
    }
    return render(request, "publications/staff/dispatch.html", context | choices)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def record(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write down a copy that went another way than through this installation."""
    review = find_review(request, uuid, Deed.SEND_COPIES)
    form = RecordCopyForm(request.POST or None, review=review)

    def keep() -> None:
        said = form.cleaned_data
        kept = {name: said[name] for name in ("recipient", "purpose", "address", "evidence")}
        record_copy(review, **kept, sent_at=said["moment"], by=request.user, now=timezone.now())

    if form.is_valid() and attempt(form, keep)[0]:
        messages.success(request, "The copy is recorded. It counts for the text as it is now.")
        return redirect("notices", uuid=review.uuid)
    context = {
        "title": "Record a copy that went another way", "form": form, "button": "Record it",
        "text": "Record only a copy of the text as it is now. What was edited since has to be sent again.",
        "back": reverse("notices", args=[review.uuid]), "back_label": "Statutory copies",
    }  # fmt: skip
    return render(request, "publications/staff/notice_form.html", context)


def _find(review: Review, row: UUID) -> Dispatch:
    found = get_object_or_404(
        Dispatch.objects.select_related("recipient__partnership", "pack", "mail", "sent_by"), review=review, row=row
    )
    found.review = found.pack.review = review
    return found


def _facts(found: Dispatch) -> list[dict[str, str]]:
    words, sent = found.words(), found.sent_at
    told = parse_date(words.get("acknowledged_on", ""))
    rows = [
        ("Address", found.address),
        ("By", str(found.sent_by) if found.sent_by else "The service"),
        ("Asked for", moment_in_words(found.asked_at)),
        ("Sent", moment_in_words(sent) if sent else "Not yet"),
        ("Message", found.message_id),
        ("Text (SHA-256)", found.pack.content_hash),
        ("Day of publication named", moment_in_words(found.pack.moment) if found.pack.moment else ""),
        ("Evidence", words.get("evidence", "")),
        ("Acknowledged on", day_in_words(told) if told else ""),
        ("Acknowledgement", words.get("acknowledgement", "")),
        ("Came back with", words.get("bounce", "")),
        ("Why it could not be sent", found.mail.fault if found.mail else ""),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]
