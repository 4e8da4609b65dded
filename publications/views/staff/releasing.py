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

from pages.attempting import attempt
from pages.days_in_words import moment_in_words
from people.permissions import may
from people.roles import Deed
from publications.attachments.reading import lines_of, papers_of
from publications.conflicts import Conflict, conflicts_at
from publications.first_published import day_of_release
from publications.forms import ReleaseForm, ReleaseReasonForm
from publications.forms.moments import ReleaseMomentForm
from publications.models import Edition, EditionFile, Purpose, Release, Review
from publications.planner.stages import after_preparing
from publications.planning import earliest
from publications.questions import ReleaseQuestion
from publications.releasing import checklist, confirm_release, prepare_release, withdraw_release
from publications.states import REVIEW, ReleaseState
from publications.views.preview import show_privately
from publications.views.public import report_context
from publications.views.staff.asking import find_open_release, find_review, open_release
from publications.views.staff.record import guards_until_release, release_facts
from publications.views.staff.wording import checklist_items

WITHDRAWN = {
    False: "The release is withdrawn. The report is in preparation again.",
    True: "The correction is withdrawn. The public reads what it read before.",
}
REPLACED = "This release has been replaced meanwhile. Read the one below; it is not the one that you saw."
SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "application/pdf": ".pdf"}


@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Choose the moment, see which guards hold at it, and prepare the release."""
    review, now = find_review(request, uuid, Deed.PREPARE_RELEASE), timezone.now()
    form = _moment_form(request)
    if form.is_valid() and request.method == "POST" and "check" not in request.POST:
        facts = {name: form.cleaned_data[name] for name in ("moment", "conflict_reason")}
        is_done, _ = attempt(form, lambda: prepare_release(review, by=request.user, now=now, **facts))
        if is_done:
            messages.success(request, "The release is prepared. A second person has to read and confirm it.")
            return redirect("review", uuid=review.uuid)
    guards, moment = _guards_at(review, form, now), _moment_in(form)
    conflicts = _conflicts_shown(request, review, moment)
    form.ask_for_reason(bool(conflicts))
    context = {
        "review": review,
        "form": form,
        "checklist": guards,
        "later": _guards_later(review, moment, now) if moment else [],
        "moment": moment,
        "conflicts": conflicts,
        "earliest": earliest(review, now=now),
        "is_open": _may_be_prepared(review),
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
        messages.success(request, WITHDRAWN[release.purpose == Purpose.CORRECTION])
        return redirect("review", uuid=review.uuid)
    return _show_release(request, uuid, "release_withdraw.html", form)


@require_safe
def preview(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Exactly what will be published: the edition, never the draft."""
    release = find_open_release(find_review(request, uuid, Deed.SEE_REPORTS))
    edition = edition_of(release, request.GET.get("language"))
    paper, attached = papers_of(edition)
    context = report_context(edition, day=day_of_release(release), pdf=paper)
    said = f"Prepared for {moment_in_words(release.moment)}. Nobody outside the partnership can see it yet."
    context |= {"banner": said, "pdf_address": f"../report.pdf?language={edition.language}"}
    context["attached"] = lines_of(attached)
    return show_privately(request, context)


@require_safe
def picture(request: HttpRequest, uuid: UUID, name: str) -> HttpResponse:
    """A picture or an attached file of the edition that is being read, as its page names it."""
    release = find_open_release(find_review(request, uuid, Deed.SEE_REPORTS))
    return send_picture(release, name)


@require_safe
def pdf(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The PDF that will be published."""
    release = find_open_release(find_review(request, uuid, Deed.SEE_REPORTS))
    return send_file(pdf_of(edition_of(release, request.GET.get("language"))))


def _moment_form(request: HttpRequest) -> ReleaseMomentForm:
    """Return the form as it was sent, or filled in from an address that names a moment, such as the planner's."""
    if request.method == "POST":
        return ReleaseMomentForm(request.POST)
    return ReleaseMomentForm(request.GET if {"day", "time"} <= set(request.GET) else None)


def _moment_in(form: ReleaseMomentForm) -> datetime | None:
    return form.cleaned_data.get("moment") if form.is_bound else None


def _may_be_prepared(review: Review) -> bool:
    is_time = review.is_in_public_or_paused or REVIEW.allows("schedule", review.state)
    return is_time and open_release(review) is None


def _guards_at(review: Review, form: ReleaseMomentForm, now: datetime) -> list[dict[str, object]]:
    moment = _moment_in(form)
    if moment is None:
        return guards_until_release(review, None, now)
    reason = form.cleaned_data.get("conflict_reason", "")
    return checklist_items(checklist(review, moment, now=now, conflict_reason=reason))


def _guards_later(review: Review, moment: datetime, now: datetime) -> list[dict[str, object]]:
    return checklist_items(after_preparing(ReleaseQuestion(review, moment, now)))


def _conflicts_shown(request: HttpRequest, review: Review, moment: datetime | None) -> list[Conflict]:
    if moment is None:
        return []
    return conflicts_at(review, moment, reveal=may(request.user, Deed.SEE_SENSITIVE_DATES, review.partnership))


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
        "conflicts": _conflicts_shown(request, review, release.moment),
        "is_prepared": release.state == ReleaseState.PREPARED,
    }
    return render(request, f"publications/staff/{template}", context)


def _nothing_waits(request: HttpRequest, review: Review) -> HttpResponse:
    messages.error(request, "No release of this report is waiting any more.")
    return redirect("review", uuid=review.uuid)


def edition_of(release: Release, language: str | None) -> Edition:
    """Return the edition of `release` in `language`, or its first; Http404 when there is none."""
    editions = release.editions.select_related("review__partnership__site").order_by("pk")
    found = (editions.filter(language=language) if language else editions).first()
    if found is None:
        raise Http404
    return found


def pdf_of(edition: Edition) -> EditionFile | None:
    """Return the PDF of `edition`, or None."""
    return edition.files.filter(role=EditionFile.Role.PDF).first()


def send_picture(release: Release, name: str) -> HttpResponse:
    """Return a picture or an attached file of `release`, as its page names it; Http404 when there is none."""
    beside = EditionFile.objects.filter(edition__release=release).exclude(role=EditionFile.Role.PDF)
    return send_file(beside.filter(digest=PurePosixPath(name).stem).first())


def send_file(file: EditionFile | None) -> HttpResponse:
    """Return a file of an edition to a member of staff; Http404 when there is none."""
    if file is None:
        raise Http404
    handle = default_storage.open(f"{file.digest[:2]}/{file.digest}{SUFFIXES[file.mime]}")
    return FileResponse(handle, content_type=file.mime, filename=file.name)
