"""Preparing a release, reading exactly what will go out, confirming it as a second person, withdrawing it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from people.roles import Deed
from publications.editions import london_day
from publications.forms import MomentForm, ReleaseForm, ReleaseReasonForm
from publications.models import Edition, EditionFile, Release, Review
from publications.releasing import checklist, confirm_release, prepare_release, withdraw_release
from publications.states import REVIEW, ReleaseState
from publications.views.preview import show_privately
from publications.views.public import report_context
from publications.views.staff.asking import attempt, find_open_release, find_review, open_release
from publications.views.staff.record import guards_until_release, release_facts
from publications.views.staff.wording import checklist_items, moment_in_words

REPLACED = "This release has been replaced meanwhile. Read the one below; it is not the one that you saw."
SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "application/pdf": ".pdf"}


@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Choose the moment, see which guards hold at it, and prepare the release."""
    review, now = find_review(request, uuid, Deed.PREPARE_RELEASE), timezone.now()
    form = MomentForm(request.POST or None)
    if form.is_valid() and "check" not in request.POST:
        moment = form.cleaned_data["moment"]
        is_done, _ = attempt(form, lambda: prepare_release(review, moment=moment, by=request.user, now=now))
        if is_done:
            messages.success(request, "The release is prepared. A second person has to read and confirm it.")
            return redirect("review", uuid=review.uuid)
    context = {
        "review": review,
        "form": form,
        "checklist": _guards_at(review, form, now),
        "moment": form.cleaned_data.get("moment") if form.is_bound else None,
        "is_open": REVIEW.allows("schedule", review.state) and open_release(review) is None,
    }
    return render(request, "publications/staff/release_prepare.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A second person reads what was prepared and confirms it."""
    review = find_review(request, uuid, Deed.CONFIRM_RELEASE)
    release, now = open_release(review), timezone.now()
    if release is None:
        return _nothing_waits(request, review)
    form = ReleaseForm(request.POST or None, initial={"release": release.uuid})
    if _is_done(form, release, lambda: confirm_release(release, by=request.user, now=now)):
        messages.success(request, f"Confirmed. It is published on {moment_in_words(release.moment)}.")
        return redirect("review", uuid=review.uuid)
    return _show_release(request, uuid, "release_confirm.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take an open release back, with a reason."""
    review = find_review(request, uuid, Deed.WITHDRAW_RELEASE)
    release, now = open_release(review), timezone.now()
    if release is None:
        return _nothing_waits(request, review)
    form = ReleaseReasonForm(request.POST or None, initial={"release": release.uuid})

    def take_back() -> None:
        withdraw_release(release, by=request.user, reason=form.cleaned_data["reason"], now=now)

    if _is_done(form, release, take_back):
        messages.success(request, "The release is withdrawn. The report is in preparation again.")
        return redirect("review", uuid=review.uuid)
    return _show_release(request, uuid, "release_withdraw.html", form)


@require_safe
def preview(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Exactly what will be published: the edition, never the draft."""
    release = find_open_release(find_review(request, uuid, Deed.SEE_REPORTS))
    edition = _edition_of(release, request.GET.get("language"))
    context = report_context(edition, day=london_day(release.moment), pdf=_pdf_of(edition))
    said = f"Prepared for {moment_in_words(release.moment)}. Nobody outside the partnership can see it yet."
    context |= {"banner": said, "pdf_address": f"../report.pdf?language={edition.language}"}
    return show_privately(request, context)


@require_safe
def picture(request: HttpRequest, uuid: UUID, name: str) -> HttpResponse:
    """A picture of the edition that is being read, as its text names it."""
    release = find_open_release(find_review(request, uuid, Deed.SEE_REPORTS))
    digest = PurePosixPath(name).stem
    wanted = EditionFile.objects.filter(edition__release=release, role=EditionFile.Role.PICTURE, digest=digest)
    return _send(wanted.first())


@require_safe
def pdf(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The PDF that will be published."""
    release = find_open_release(find_review(request, uuid, Deed.SEE_REPORTS))
    return _send(_pdf_of(_edition_of(release, request.GET.get("language"))))


def _guards_at(review: Review, form: MomentForm, now: datetime) -> list[dict[str, object]]:
    moment = form.cleaned_data.get("moment") if form.is_bound else None
    if moment is None:
        return guards_until_release(review, None, now)
    return checklist_items(checklist(review, moment, now=now))


def _is_done(form: Any, release: Release, verb: Callable[[], None]) -> bool:
    if not form.is_valid():
        return False
    if form.cleaned_data["release"] != release.uuid:
        form.add_error(None, REPLACED)
        return False
    return attempt(form, verb)[0]


def _show_release(request: HttpRequest, uuid: UUID, template: str, form: Any) -> HttpResponse:
    # Found anew: a refused verb may have left its marks on the objects that it was given.
    review = Review.objects.select_related("partnership").get(uuid=uuid)
    release = open_release(review)
    if release is None:
        return _nothing_waits(request, review)
    if form.is_bound:
        form.data = form.data.copy()
        form.data["release"] = str(release.uuid)
    context = {
        "review": review,
        "release": release,
        "made": release_facts(release),
        "form": form,
        "is_own": release.prepared_by_id == request.user.pk,
        "is_prepared": release.state == ReleaseState.PREPARED,
    }
    return render(request, f"publications/staff/{template}", context)


def _nothing_waits(request: HttpRequest, review: Review) -> HttpResponse:
    messages.error(request, "No release of this report is waiting any more.")
    return redirect("review", uuid=review.uuid)


def _edition_of(release: Release, language: str | None) -> Edition:
    editions = release.editions.select_related("review__partnership__site").order_by("pk")
    found = (editions.filter(language=language) if language else editions).first()
    if found is None:
        raise Http404
    return found


def _pdf_of(edition: Edition) -> EditionFile | None:
    return edition.files.filter(role=EditionFile.Role.PDF).first()


def _send(file: EditionFile | None) -> HttpResponse:
    if file is None:
        raise Http404
    handle = default_storage.open(f"{file.digest[:2]}/{file.digest}{SUFFIXES[file.mime]}")
    return FileResponse(handle, content_type=file.mime, filename=file.name)
