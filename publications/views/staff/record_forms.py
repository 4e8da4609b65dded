"""Adding, changing and removing the rows of a review's record: one table says how each sort is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from pages.attempting import attempt
from publications.forms.particulars import (
    ProcessForm,
    RestrictionForm,
    ReviewerForm,
    SensitiveDateForm,
    TeamMemberForm,
)
from publications.models import Review
from publications.recording.documents import keep_document
from publications.recording.rows import SORTS, add_row, change_row, own_documents, remove_row, values_of
from publications.views.staff.asking import find_review
from publications.views.staff.standing import called


@dataclass(frozen=True)
class Asked:
    """How one sort of row is asked for, and the page that lists it."""

    form: Callable[..., forms.Form]
    listed: str
    listed_as: str
    thing: str
    advice: str = "Remove only what was written down by mistake."


_PEOPLE = ("review_people", "Reviewers and team")
_LAW = ("review_law", "Proceedings and restrictions")
_LAST = "Remove only what was written down by mistake. When it is over, fill in its last day instead."
ASKED = {
    "reviewer": Asked(ReviewerForm, *_PEOPLE, "a reviewer"),
    "team_member": Asked(TeamMemberForm, *_PEOPLE, "a member of the review team"),
    "process": Asked(ProcessForm, *_LAW, "a process", _LAST),
    "restriction": Asked(RestrictionForm, *_LAW, "a restriction", _LAST),
    "sensitive_date": Asked(SensitiveDateForm, "review_dates", "Sensitive dates", "a sensitive date"),
}


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def add(request: HttpRequest, uuid: UUID, sort: str) -> HttpResponse:
    """Ask for a new row, and add it."""
    review, asked = find_review(request, uuid, SORTS[sort].deed), ASKED[sort]
    form = _form(request, review, sort)

    def write() -> None:
        add_row(review, sort, _values(form, review, request), by=request.user, now=timezone.now())

    if _is_done(form, write):
        messages.success(request, "Added.")
        return redirect(asked.listed, uuid=review.uuid)
    return show_form(request, review, form, title=f"Add {asked.thing}", button="Add", back=asked)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def change(request: HttpRequest, uuid: UUID, sort: str, row: int) -> HttpResponse:
    """Show what a row says, and write over it."""
    review, asked = find_review(request, uuid, SORTS[sort].deed), ASKED[sort]
    found = get_object_or_404(SORTS[sort].model, review=review, pk=row)
    form = _form(request, review, sort, initial=values_of(found, sort))

    def write() -> None:
        change_row(found, sort, _values(form, review, request), by=request.user, now=timezone.now())

    if _is_done(form, write):
        messages.success(request, "Saved.")
        return redirect(asked.listed, uuid=review.uuid)
    more = {"remove": f"{sort}_remove", "row": found.pk}
    return show_form(request, review, form, title=f"Change {asked.thing}", button="Save", back=asked, **more)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, uuid: UUID, sort: str, row: int) -> HttpResponse:
    """Ask once more, then take the row out of the record."""
    review, asked = find_review(request, uuid, SORTS[sort].deed), ASKED[sort]
    found = get_object_or_404(SORTS[sort].model, review=review, pk=row)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if _is_done(form, lambda: remove_row(found, sort, by=request.user, now=timezone.now())):
        messages.success(request, "Removed. The record says that it was there, and not what it said.")
        return redirect(asked.listed, uuid=review.uuid)
    words = {"title": f"Remove {asked.thing}", "button": "Remove it", "kind": "warning", "sentences": [asked.advice]}
    return show_form(request, review, form, back=asked, **words)


@dataclass(frozen=True)
class Listed:
    """The page to which a form leads back: the name of its address, and its label."""

    listed: str
    listed_as: str


def show_form(request: HttpRequest, review: Review, form: forms.Form, *, back: Any, **words: Any) -> HttpResponse:
    """Show one form about a review. `back` has `listed` (the name of an address) and `listed_as` (its label)."""
    context = {"review": review, "form": form, "called": called(review), "back": back} | words
    return render(request, "publications/staff/record_form.html", context)


def _form(request: HttpRequest, review: Review, sort: str, **more: Any) -> forms.Form:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    if sort == "restriction":
        more["documents"] = own_documents(review)
    return ASKED[sort].form(*sent, **more)


def _values(form: forms.Form, review: Review, request: HttpRequest) -> dict[str, Any]:
    values = dict(form.cleaned_data)
    if file := values.pop("upload", None):
        values["document"] = keep_document(review, file, by=request.user)
    return values


def _is_done(form: forms.Form, write: Callable[[], None]) -> bool:
    def whole() -> None:
        # A document that was sent with what is refused is not kept.
        with transaction.atomic():
            write()

    return form.is_valid() and attempt(form, whole)[0]
