"""The milestones of a review: one page of all kinds, one of each kind, one form to record, one to take back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from pages.attempting import attempt
from pages.days_in_words import moment_in_words
from people.permissions import NotAllowed, partner_in
from people.roles import Deed
from publications.content_hash import hash_of
from publications.evidence import keep_evidence
from publications.forms import ReasonForm
from publications.forms.milestones import FORMS, MilestoneForm, OwnApprovalForm
from publications.milestone_rules import RULES, Kind, NonInvolvement
from publications.milestones import is_delegate, may_read, record_milestone, take_back
from publications.models import Milestone, Release, Review
from publications.questions import ReleaseQuestion
from publications.states import ReviewState
from publications.views.staff.asking import deeds_in, find_review, open_release
from publications.views.staff.milestone_lines import GROUPS, Reader, latest_of_each, line_of

PER_PAGE = 20
OTHER_RELEASE = "The day or hour has changed since you opened this page. Read the one below, and record it again."
A_FAILURE = "Recorded. This is a failure of the review and not of the person: somebody should act on it now."


@require_safe
@sensitive_variables()
def overview(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Every kind of milestone: where it stands, by whom, when, and for which text."""
    review, now = find_review(request, uuid, Deed.SEE_REPORTS), timezone.now()
    reader, question = _reader(request, review), _question(review, now)
    groups = [
        {"label": label, "kinds": [_kind(kind, question, reader) for kind in kinds if _is_shown(kind, review)]}
        for label, kinds in GROUPS
    ]
    return render(request, "publications/staff/milestones.html", {"review": review, "groups": groups})


@require_safe
@sensitive_variables()
def kind(request: HttpRequest, uuid: UUID, kind: str) -> HttpResponse:
    """Everything that was ever recorded of one kind, the newest first."""
    review, now = find_review(request, uuid, Deed.SEE_REPORTS), timezone.now()
    _known(kind)
    reader, question = _reader(request, review), _question(review, now)
    rows = review.milestones.filter(kind=kind, withdraws=None).order_by("-at", "-pk")
    page = Paginator(rows.select_related("by", "withdrawn_by__by"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "review": review,
        "kind": kind,
        "label": Kind(kind).label,
        "page_obj": page,
        "lines": [line_of(row, question, reader) for row in page],
        "may_record": reader.may_record(kind),
        "may_open": reader.may_read(RULES[kind]),
    }
    return render(request, "publications/staff/milestone_kind.html", context)


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, uuid: UUID, kind: str) -> HttpResponse:
    """Record one milestone."""
    review, now = find_review(request, uuid, Deed.SEE_REPORTS), timezone.now()
    _known(kind)
    if not _reader(request, review).may_record(kind):
        raise NotAllowed
    release = open_release(review) if RULES[kind].binds_moment else None
    form = _form(request, review, kind, release)
    if form.is_bound and form.is_valid() and _is_recorded(request, review, kind, form, release, now):
        return redirect("milestones", uuid=review.uuid)
    return _show_form(request, review, kind, form, release)


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, uuid: UUID, kind: str, row: UUID) -> HttpResponse:
    """Take one milestone back, with a reason."""
    review, now = find_review(request, uuid, Deed.SEE_REPORTS), timezone.now()
    reader, found = _reader(request, review), _find(review, kind, row)
    if not reader.may_take_back(found):
        raise NotAllowed
    form = ReasonForm(request.POST or None)
    if RULES[kind].is_about_family:
        form.fields["reason"].help_text = "Only those who record for the family read it."
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: take_back(found, by=request.user, reason=reason, now=now))[0]:
            messages.success(request, "Taken back. From now on it counts for nothing.")
            return redirect("milestone_kind", uuid=review.uuid, kind=kind)
    line = line_of(found, _question(review, now), reader)
    context = {"review": review, "kind": kind, "label": Kind(kind).label, "line": line, "form": form}
    return render(request, "publications/staff/milestone_withdraw.html", context)


@require_safe
def evidence(request: HttpRequest, uuid: UUID, kind: str, row: UUID) -> HttpResponse:
    """Hand out the file that proves a milestone, to those who may read its words."""
    review = find_review(request, uuid, Deed.SEE_REPORTS)
    found = _find(review, kind, row)
    if found.document is None or not may_read(request.user, found):
        raise Http404
    name = found.document.file.name
    handle = default_storage.open(name)
    shown = f"evidence{name[name.rindex('.') :]}"
    response = FileResponse(handle, as_attachment=True, filename=shown, content_type="application/octet-stream")
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _known(kind: str) -> None:
    if kind not in RULES:
        raise Http404


def _find(review: Review, kind: str, row: UUID) -> Milestone:
    found = review.milestones.filter(kind=kind, withdraws=None).select_related("by", "document", "withdrawn_by__by")
    return get_object_or_404(found, row=row)


def _reader(request: HttpRequest, review: Review) -> Reader:
    deeds = frozenset(deeds_in(request.user, review.partnership))
    delegate = is_delegate(request.user, review)
    return Reader(deeds, delegate, partner_in(request.user, review.partnership) if delegate else "")


def _question(review: Review, now: datetime) -> ReleaseQuestion:
    release = open_release(review)
    return ReleaseQuestion(review, release.moment if release else now, now, release)


def _is_shown(kind: str, review: Review) -> bool:
    # A decision whether a change is material belongs to a correction, and is made there.
    return kind != Kind.MATERIALITY or review.state == ReviewState.PUBLISHED


def _kind(kind: str, question: ReleaseQuestion, reader: Reader) -> dict[str, Any]:
    standing = question.standing(kind)
    return {
        "kind": kind,
        "label": Kind(kind).label,
        "rule": RULES[kind].source,
        "lines": [line_of(row, question, reader) for row in latest_of_each(standing, question)],
        "may_record": reader.may_record(kind) and question.review.state != ReviewState.CLOSED,
        "may_open": reader.may_read(RULES[kind]),
    }


def _form(request: HttpRequest, review: Review, kind: str, release: Release | None) -> MilestoneForm:
    form_class: type[MilestoneForm] = FORMS[kind]
    partner = ""
    if kind == Kind.APPROVAL and is_delegate(request.user, review):
        form_class, partner = OwnApprovalForm, partner_in(request.user, review.partnership)
    has_text = RULES[kind].binds_content and review.pages.exists()
    shown = {"read_hash": hash_of(review) if has_text else "", "release": str(release.uuid) if release else ""}
    more = {"has_panel": review.partnership.has_case_review_panel, "partner": partner}
    if request.method != "POST":
        return form_class(initial=shown, **more)
    return form_class(request.POST, request.FILES, initial=shown, **more)


def _is_recorded(
    request: HttpRequest, review: Review, kind: str, form: MilestoneForm, release: Release | None, now: datetime
) -> bool:
    if release and form.cleaned_data["release"] != str(release.uuid):
        form.add_error(None, OTHER_RELEASE)
        return False
    file = form.cleaned_data["document"]

    def keep() -> Milestone:
        document = keep_evidence(file, review.partnership, by=request.user) if file else None
        return record_milestone(
            review, kind, by=request.user, now=now, words=form.words(), facts=form.facts(), about=form.about,
            moment=release.moment if release else None, document=document,
            read_hash=form.cleaned_data["read_hash"],
        )  # fmt: skip

    is_done, _ = attempt(form, keep)
    if is_done and form.words().get("reason") == NonInvolvement.ACCESS:
        messages.warning(request, A_FAILURE)
    elif is_done:
        messages.success(request, "Recorded.")
    return is_done


def _show_form(
    request: HttpRequest, review: Review, kind: str, form: MilestoneForm, release: Release | None
) -> HttpResponse:
    if form.is_bound:
        # What is shown now is what a second attempt vouches for.
        form.data = form.data.copy()
        for name, value in form.initial.items():
            form.data[name] = value
    context = {
        "review": review,
        "kind": kind,
        "label": Kind(kind).label,
        "form": form,
        "moment": moment_in_words(release.moment) if release else "",
        "lacks_release": RULES[kind].binds_moment and release is None,
        "shows_draft": RULES[kind].binds_content and review.pages.exists(),
    }
    return render(request, "publications/staff/milestone_form.html", context)
