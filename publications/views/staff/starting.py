"""A review is started before there is a report, and a Word file is brought into it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from pages.attempting import attempt
from pages.forms import Problem
from people.permissions import must_somewhere
from people.roles import Deed
from publications.forms.particulars import StartForm, WordFileForm
from publications.importing import Imported, import_into
from publications.models import Review
from publications.recording.about import BEGINNING_ALONE
from publications.recording.refusals import NotInPreparation, ReleaseIsPrepared
from publications.recording.starting import start_review
from publications.states import ReviewState
from publications.views.staff.asking import find_review, open_release
from publications.views.staff.bringing_in import is_too_long, source_of
from publications.views.staff.standing import called
from publications.word import UnreadableReport
from publications.word.manuscripts import REFUSALS


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Begin the record of a review."""
    partnerships = must_somewhere(request.user, Deed.KEEP_RECORD)
    form = StartForm(request.POST or None, partnerships=partnerships, kinds=BEGINNING_ALONE)

    def begin() -> Review:
        return start_review(**form.cleaned_data, by=request.user, now=timezone.now())

    if form.is_valid():
        is_done, review = attempt(form, begin)
        if is_done and review:
            messages.success(request, "The review is started. Nothing is public.")
            return redirect("review", uuid=review.uuid)
    return render(request, "publications/staff/review_start.html", {"form": form})


# Exempt only from the check before the view, which would read the whole body; the view checks the token itself.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def bring_into(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a .docx in place of the draft of this review; what is too long is refused before it is read."""
    review = find_review(request, uuid, Deed.IMPORT_REPORT)
    if is_too_long(request):
        return _show(request, review, WordFileForm(), problems=[Problem(REFUSALS["too_big"], "id_file")])
    return _take(request, review)


@csrf_protect
def _take(request: HttpRequest, review: Review) -> HttpResponse:
    form = WordFileForm(request.POST, request.FILES) if request.method == "POST" else WordFileForm()
    if form.is_valid() and _brought(form, request, review):
        messages.success(request, "The Word file took the place of the draft. Nothing is public.")
        return redirect("review_notes", uuid=review.uuid)
    return _show(request, review, form)


def _brought(form: WordFileForm, request: HttpRequest, review: Review) -> bool:
    chosen = form.cleaned_data

    def bring() -> Imported:
        source = source_of(chosen["file"])
        return import_into(review, source, by=request.user, now=timezone.now(), accept_changes=chosen["accept_changes"])

    try:
        return attempt(form, bring)[0]
    except UnreadableReport as refused:
        form.add_error("file", str(refused))
        return False


def _show(request: HttpRequest, review: Review, form: WordFileForm, problems: Any = ()) -> HttpResponse:
    context = {
        "review": review,
        "called": called(review),
        "form": form,
        "problems": list(problems),
        "refusal": _refusal(review),
        "has_text": any(page.body or page.summary for page in review.drafts()),
    }
    return render(request, "publications/staff/review_import.html", context, status=413 if problems else 200)


def _refusal(review: Review) -> str:
    if review.state != ReviewState.PREPARING:
        return str(NotInPreparation())
    return str(ReleaseIsPrepared()) if open_release(review) else ""
