"""What recipients said about their copies, and what they were answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from pages.attempting import attempt
from pages.days_in_words import day_in_words, moment_in_words
from people.roles import Deed
from publications.forms.notices import AnswerForm, CommentForm
from publications.models import Comment, Review
from publications.notices.answering import add_comment, answer_comment
from publications.views.staff.asking import find_review

PER_PAGE = 20


@require_safe
def overview(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The comments on this review: those without an answer first."""
    review = find_review(request, uuid, Deed.SEND_COPIES)
    found = review.comments.select_related("recipient").order_by("answered_at", "-recorded_at", "-pk")
    waiting = [row for row in found if row.answered_at is None]
    page = Paginator([*waiting, *(row for row in found if row.answered_at)], PER_PAGE).get_page(request.GET.get("page"))
    lines = [_line(review, row) for row in page.object_list]
    context = {"review": review, "page_obj": page, "lines": lines, "waiting": len(waiting)}
    return render(request, "publications/staff/comments.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def new(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Keep what a recipient said."""
    review = find_review(request, uuid, Deed.SEND_COPIES)
    form = CommentForm(request.POST or None, review=review)

    def keep() -> None:
        add_comment(review, **form.cleaned_data, by=request.user, now=timezone.now())

    if form.is_valid() and attempt(form, keep)[0]:
        messages.success(request, "The comment is kept. Nothing is published until it is answered.")
        return redirect("comments", uuid=review.uuid)
    context = {
        "title": "Add a comment", "form": form, "button": "Keep it", "text": "",
        "back": reverse("comments", args=[review.uuid]), "back_label": "Comments",
    }  # fmt: skip
    return render(request, "publications/staff/notice_form.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def comment(request: HttpRequest, uuid: UUID, comment: UUID) -> HttpResponse:
    """Read one comment; answer it."""
    review = find_review(request, uuid, Deed.SEND_COPIES)
    found = _find(review, comment)
    form = AnswerForm(request.POST or None)

    def answer() -> None:
        answer_comment(found, **form.cleaned_data, by=request.user, now=timezone.now())

    if form.is_valid() and attempt(form, answer)[0]:
        messages.success(request, _said_after(form.cleaned_data["outcome"]))
        return redirect("comments", uuid=review.uuid)
    found = _find(review, comment)
    context = {"review": review, "comment": found, "words": found.words(), "form": form, "facts": _facts(found)}
    return render(request, "publications/staff/comment.html", context)


def _find(review: Review, uuid: UUID) -> Comment:
    rows = Comment.objects.select_related("recipient", "recorded_by", "answered_by")
    found = get_object_or_404(rows, review=review, uuid=uuid)
    found.review = review
    return found


def _line(review: Review, row: Comment) -> dict[str, Any]:
    return {
        "url": reverse("comment", args=[review.uuid, row.uuid]),
        "recipient": str(row.recipient),
        "received": day_in_words(row.received_on),
        "state": row.get_outcome_display() if row.answered_at else "Waits for an answer",
        "colour": "green" if row.answered_at else "yellow",
    }


def _facts(found: Comment) -> list[dict[str, str]]:
    rows = [
        ("Received on", day_in_words(found.received_on)),
        ("Kept by", str(found.recorded_by)),
        ("What became of it", found.get_outcome_display()),
        ("Answered", f"{moment_in_words(found.answered_at)}, by {found.answered_by}" if found.answered_at else ""),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _said_after(outcome: str) -> str:
    if outcome == Comment.Outcome.ACCEPTED:
        return "Answered. Change the text now: approvals, anonymity and copies are then needed anew."
    return "Answered."
