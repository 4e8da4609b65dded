"""One review's anonymity on one page, for the people who are named for it: check, read what was found, sign."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from pages.attempting import attempt
from pages.days_in_words import moment_in_words
from people.roles import Deed
from publications.anonymity.checking_texts import check_review
from publications.anonymity.forms import AcceptForm
from publications.anonymity.naming import must_be_named
from publications.anonymity.passing import is_checked, open_findings, pass_of, sign
from publications.anonymity.resolving import accept, acceptance_of, confirm_acceptance, withdraw_acceptance
from publications.anonymity.wording import Shown, shown
from publications.content_hash import content_hash
from publications.models import Acceptance, AnonymityCheck, AnonymityFinding, Review, Severity
from publications.views.staff.asking import deeds_in
from publications.views.staff.standing import name_of

PER_PAGE = 50


def find_named_review(request: HttpRequest, uuid: UUID) -> Review:
    """Return the review for which the person is named; NotAllowed or Http404, both of which show as 404."""
    review = get_object_or_404(Review.objects.select_related("partnership__site"), uuid=uuid)
    must_be_named(request.user, review)
    return review


@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Where the review stands and what was found; pressing the button checks it again."""
    review = find_named_review(request, uuid)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: check_review(review, by=request.user, now=timezone.now()))[0]:
        messages.success(request, "Checked. What was found is listed below.")
        return redirect("anonymity", uuid=review.uuid)
    return _show(request, review, form)


@require_POST
def passing(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Sign that the text as it stands identifies nobody."""
    review = find_named_review(request, uuid)
    form = forms.Form(request.POST)
    if form.is_valid() and attempt(form, lambda: sign(review, by=request.user, now=timezone.now()))[0]:
        messages.success(request, "Signed.")
        return redirect("anonymity", uuid=review.uuid)
    return _show(request, review, form)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: HttpRequest, uuid: UUID, row: UUID) -> HttpResponse:
    """One thing that was found: accept it with a reason, or confirm or take back what was accepted."""
    review = find_named_review(request, uuid)
    found = get_object_or_404(review.anonymity_findings, row=row)
    form = AcceptForm(request.POST) if "reason" in request.POST else forms.Form(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _settle(request, found, form))[0]:
        return redirect("anonymity", uuid=review.uuid)
    return _show_finding(request, review, found, form)


def _settle(request: HttpRequest, found: AnonymityFinding, form: forms.Form) -> None:
    now = timezone.now()
    if "confirm" in request.POST:
        confirm_acceptance(found, by=request.user, now=now)
        messages.success(request, "Confirmed: it may stay.")
    elif "withdraw" in request.POST:
        withdraw_acceptance(found, by=request.user, now=now)
        messages.success(request, "Taken back: it has to be mended or accepted.")
    else:
        accept(found, by=request.user, reason=form.cleaned_data.get("reason", ""), now=now)
        messages.success(request, "Accepted. A second person has to confirm it.")


@sensitive_variables()
def _show_finding(request: HttpRequest, review: Review, found: AnonymityFinding, form: forms.Form) -> HttpResponse:
    acceptance = acceptance_of(found)
    may_edit = Deed.EDIT_REPORT in deeds_in(request.user, review.partnership)
    context = {
        "review": review,
        "line": shown(found, acceptance, may_edit=may_edit),
        "acceptance": acceptance,
        "reason": acceptance.words()["reason"] if acceptance else "",
        "is_own": bool(acceptance and acceptance.accepted_by_id == request.user.pk),
        "form": form if isinstance(form, AcceptForm) else AcceptForm(),
        "refusal": form,
    }
    return render(request, "publications/staff/anonymity_finding.html", context)


@sensitive_variables()
def _show(request: HttpRequest, review: Review, form: forms.Form) -> HttpResponse:
    drafts = review.drafts()
    digest = content_hash([*drafts, *review.companion_drafts()])
    check = AnonymityCheck.objects.filter(review=review).select_related("checked_by").first()
    deeds = deeds_in(request.user, review.partnership)
    show = request.GET.get("show") if request.GET.get("show") in _SHOWN else "open"
    page = Paginator(_SHOWN[show][1](review.anonymity_findings.all()), PER_PAGE).get_page(request.GET.get("page"))
    signed, open_now = pass_of(review, digest), open_findings(review, digest).count()
    is_current = is_checked(review, digest)
    context = {
        "review": review,
        "name": name_of(drafts[0].pseudonym, drafts[0].title),
        "form": form,
        "check": check,
        "is_current": is_current,
        "signed": signed,
        "has_signed": bool(signed and signed.first_by_id == request.user.pk),
        "standing": _standing(check, is_current, open_now, signed),
        "may_sign": is_current and not open_now and not (signed and signed.second_by_id),
        "facts": _facts(review, check),
        "jigsaw": check.words()["jigsaw"] if check else None,
        "groups": _groups(review, show),
        "page_obj": page,
        "lines": lines_of(review, page.object_list, may_edit=Deed.EDIT_REPORT in deeds),
        "may_name": Deed.NAME_STAFF in deeds,
        "terms": review.watch_terms.count(),
    }
    return render(request, "publications/staff/anonymity.html", context)


def lines_of(review: Review, findings: Any, *, may_edit: bool) -> list[Shown]:
    """Return findings opened for a page, each with what became of it."""
    known = Acceptance.objects.filter(review=review).select_related("accepted_by", "confirmed_by")
    by_fingerprint = {acceptance.fingerprint: acceptance for acceptance in known}
    return [shown(found, by_fingerprint.get(found.fingerprint), may_edit=may_edit) for found in findings]


def _standing(check: AnonymityCheck | None, is_current: bool, open_now: int, signed: Any) -> str:
    if check is None:
        return "This review has not been checked yet."
    if not is_current:
        return "The text or the watch-list has changed since the last check. Check again."
    if open_now:
        return f"{open_now} of what was found {'has' if open_now == 1 else 'have'} to be mended or accepted."
    if signed is None:
        return "Nothing that was found stands in the way. Two people who are named have to sign."
    if signed.second_by_id is None:
        return f"{signed.first_by} has signed. A second person has to sign."
    return f"Passed: signed by {signed.first_by} and {signed.second_by}. Any edit undoes it."


def _facts(review: Review, check: AnonymityCheck | None) -> list[dict[str, Any]]:
    if check is None:
        return []
    counts = {severity: review.anonymity_findings.filter(severity=severity).count() for severity in Severity.values}
    rows: list[tuple[str, Any]] = [
        ("Last checked", f"{moment_in_words(check.checked_at)}, by {check.checked_by}"),
        ("Against", f"{check.terms} terms of the watch-list, and patterns"),
        ("Read", f"{check.documents} texts: drafts, their PDFs and earlier public versions"),
        *((str(Severity(severity).label), number) for severity, number in counts.items()),
    ]
    return [{"key": key, "value": value} for key, value in rows]


def _open(findings: QuerySet[AnonymityFinding]) -> QuerySet[AnonymityFinding]:
    return findings.open()


def _accepted(findings: QuerySet[AnonymityFinding]) -> QuerySet[AnonymityFinding]:
    return findings.with_acceptance().filter(is_accepted=True)


def _notes(findings: QuerySet[AnonymityFinding]) -> QuerySet[AnonymityFinding]:
    return findings.filter(severity=Severity.NOTE)


def _all(findings: QuerySet[AnonymityFinding]) -> QuerySet[AnonymityFinding]:
    return findings


_SHOWN = {
    "open": ("To be settled", _open),
    "accepted": ("Accepted", _accepted),
    "notes": ("Worth knowing", _notes),
    "all": ("Everything", _all),
}


def _groups(review: Review, show: str) -> list[dict[str, Any]]:
    return [
        {"value": value, "label": label, "count": narrow(review.anonymity_findings.all()).count(), "on": value == show}
        for value, (label, narrow) in _SHOWN.items()
    ]
