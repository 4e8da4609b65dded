"""Correcting a public report step by step, and reading in private what was public before."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pages.attempting import attempt
from pages.days_in_words import moment_in_words
from people.roles import Deed
from publications.attachments.reading import lines_of, papers_of
from publications.correcting import decide_materiality, write_note
from publications.differences import MOST, differences
from publications.first_published import day_of_release
from publications.forms.corrections import MaterialityForm, NoteForm
from publications.models import Milestone, Release, Review
from publications.questions import ReleaseQuestion
from publications.views.preview import show_privately
from publications.views.public import report_context
from publications.views.staff.asking import deeds_in, find_review, open_release
from publications.views.staff.record import guards_until_release
from publications.views.staff.releasing import edition_of, pdf_of, send_file, send_picture


@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What differs from the public text, whether that is material, the public note, and what is still to do."""
    review, now = find_review(request, uuid, Deed.SEE_REPORTS), timezone.now()
    chosen = request.POST.get("form", "")
    if request.method == "POST":
        find_review(request, uuid, Deed.DECIDE_MATERIAL if chosen == "decide" else Deed.PREPARE_RELEASE)
    decide = MaterialityForm(request.POST if chosen == "decide" else None)
    note = NoteForm(request.POST if chosen == "note" else None, initial={"note": review.correction_note})
    form = {"decide": decide, "note": note}.get(chosen)
    if form is not None and form.is_valid() and _is_done(request, review, form, now):
        return redirect("correction", uuid=review.uuid)
    context = _context(request, Review.objects.select_related("partnership").get(pk=review.pk), now)
    forms_shown = {"decide_form": decide, "note_form": note, "failed": form if form is not None else decide}
    return render(request, "publications/staff/correction.html", context | forms_shown)


@require_safe
def version(request: HttpRequest, uuid: UUID, release: UUID) -> HttpResponse:
    """What the public read from one release on, in private: earlier texts are kept and never shown in public."""
    found = _released(request, uuid, release)
    edition = edition_of(found, request.GET.get("language"))
    paper, attached = papers_of(edition)
    context = report_context(edition, day=day_of_release(found), pdf=paper)
    said = f"Public from {moment_in_words(found.released_at)}. This is kept in private."
    context |= {"banner": said, "pdf_address": f"report.pdf?language={edition.language}"}
    context["attached"] = lines_of(attached)
    return show_privately(request, context)


@require_safe
def version_picture(request: HttpRequest, uuid: UUID, release: UUID, name: str) -> HttpResponse:
    """A picture or an attached file of an earlier text."""
    return send_picture(_released(request, uuid, release), name)


@require_safe
def version_pdf(request: HttpRequest, uuid: UUID, release: UUID) -> HttpResponse:
    """The PDF of an earlier text."""
    found = _released(request, uuid, release)
    return send_file(pdf_of(edition_of(found, request.GET.get("language"))))


def _is_done(request: HttpRequest, review: Review, form: forms.Form, now: datetime) -> bool:
    if isinstance(form, MaterialityForm):
        done, _ = attempt(form, lambda: decide_materiality(review, **form.cleaned_data, by=request.user, now=now))
        said = "Your decision is recorded. A later edit needs another one."
    else:
        done, _ = attempt(form, lambda: write_note(review, form.cleaned_data["note"], by=request.user, now=now))
        said = "The note is kept. It has to pass the anonymity check together with the report."
    if done:
        messages.success(request, said)
    return done


def _context(request: HttpRequest, review: Review, now: datetime) -> dict[str, Any]:
    release, is_open = open_release(review), review.is_in_public_or_paused
    deeds = deeds_in(request.user, review.partnership)
    changes = differences(review) if is_open else []
    return {
        "review": review,
        "page": review.source_page(),
        "is_open": is_open,
        "release": release,
        "differences": changes,
        "has_more": len(changes) == MOST,
        "decision": _decision(review, now) if is_open else None,
        "checklist": guards_until_release(review, release, now) if is_open and changes else [],
        "versions": review.releases.exclude(released_at=None).select_related("correction").order_by("-released_at"),
        "may_edit": Deed.EDIT_REPORT in deeds,
        "may_decide": Deed.DECIDE_MATERIAL in deeds,
        "may_prepare": Deed.PREPARE_RELEASE in deeds,
    }


def _decision(review: Review, now: datetime) -> Milestone | None:
    """The decision about the draft as it is now, compared with what is public now; None while there is none."""
    question = ReleaseQuestion(review, now, now)
    rows = [row for row in question.standing(Milestone.Kind.MATERIALITY) if row.content_hash == question.content_hash]
    return rows[-1] if rows and rows[-1].facts["earlier_hash"] == question.earlier_hash else None


def _released(request: HttpRequest, uuid: UUID, release: UUID) -> Release:
    review = find_review(request, uuid, Deed.SEE_REPORTS)
    found = Release.objects.select_related("review__partnership__site")
    return get_object_or_404(found, review=review, uuid=release, released_at__isnull=False)
