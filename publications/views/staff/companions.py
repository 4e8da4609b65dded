"""What goes out with a report: what is part of it, what is still missing, what is left out and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from pages.attempting import attempt
from people.permissions import must
from people.roles import Deed
from publications.companions.agreeing import is_agreed, record_agreement
from publications.companions.bundling import BUNDLED_IN, add_companion, choose_languages, leave_out_companion
from publications.companions.wholeness import has_text, missing_in
from publications.forms.companions import AgreementForm, LeaveOutForm
from publications.models import Companion, CompanionPage, Review
from publications.views.staff.asking import deeds_in, find_review, open_release
from publications.vocabulary import CompanionKind

FORMS: dict[str, tuple[type[forms.Form], Deed, str]] = {
    "add": (forms.Form, Deed.EDIT_REPORT, "Added. It goes out with the report when it is finished."),
    "leave": (LeaveOutForm, Deed.EDIT_REPORT, "Left out. What was written is kept."),
    "first": (forms.Form, Deed.EDIT_REPORT, "It is published in the first language only."),
    "every": (forms.Form, Deed.EDIT_REPORT, "It is published in every language of the report."),
    "agree": (AgreementForm, Deed.RECORD_FAMILY, "Recorded. Any edit of the words undoes it."),
}


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def companions(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Read what goes out with the report; add to it, leave something out, record that the family agreed."""
    review, failed = find_review(request, uuid, Deed.SEE_REPORTS), None
    if request.method == "POST":
        name, kind = request.POST.get("form", ""), request.POST.get("kind", "")
        if name not in FORMS or kind not in CompanionKind.values:
            raise Http404
        make, deed, done = FORMS[name]
        must(request.user, deed, review.partnership)
        form = make(request.POST, prefix=kind)
        if form.is_valid() and attempt(form, _verb(request, review, name, kind, form))[0]:
            messages.success(request, done)
            return redirect("companions", uuid=review.uuid)
        failed = (name, kind, form)
    return _show(request, review, failed)


def _verb(request: HttpRequest, review: Review, name: str, kind: str, form: forms.Form) -> Callable[[], object]:
    said, how = form.cleaned_data, {"by": request.user, "now": timezone.now()}
    return {
        "add": lambda: add_companion(review, kind, **how),
        "leave": lambda: leave_out_companion(review, kind, reason=said["reason"], **how),
        "first": lambda: choose_languages(review, kind, first_only=True, **how),
        "every": lambda: choose_languages(review, kind, first_only=False, **how),
        "agree": lambda: record_agreement(review, said["agreed_by"], **how),
    }[name]


@sensitive_variables()
def _show(request: HttpRequest, review: Review, failed: tuple[str, str, forms.Form] | None) -> HttpResponse:
    deeds, review = deeds_in(request.user, review.partnership), Review.objects.get(pk=review.pk)
    drafts, pages = review.drafts(), review.companion_drafts()
    known = {companion.kind: companion for companion in review.companions.select_related("review")}
    missing = missing_in(review, drafts, pages)
    context = {
        "review": review,
        "has_report": bool(drafts),
        "lines": [
            _line(kind, known.get(kind), [page for page in pages if page.kind == kind], len(drafts), missing, deeds)
            | _forms(kind, failed)
            for kind in CompanionKind
        ],
        "may_edit": Deed.EDIT_REPORT in deeds,
        "may_record": Deed.RECORD_FAMILY in deeds,
        "is_open": review.state in BUNDLED_IN and open_release(review) is None,
        "release": open_release(review),
        "failed": failed[2] if failed else None,
    }
    return render(request, "publications/staff/companions.html", context)


def _line(
    kind: CompanionKind,
    companion: Companion | None,
    pages: list[CompanionPage],
    languages: int,
    missing: list[Any],
    deeds: set[Deed],
) -> dict[str, Any]:
    is_in = companion is not None and companion.left_out_at is None
    lacks = [lack.said for lack in missing if is_in and lack.companion.pk == companion.pk]
    words = companion.words() if companion else {}
    is_statement = is_in and kind == CompanionKind.FAMILY_STATEMENT
    return {
        "kind": kind.value,
        "label": str(kind.label),
        "companion": companion,
        "is_in": is_in,
        "tag": ("Unfinished" if lacks else "Goes out with the report") if is_in else _absence(companion),
        "colour": ("yellow" if lacks else "green") if is_in else "grey",
        "lacks": lacks,
        "pages": [_page(page) for page in pages],
        "more_languages": languages > 1,
        "lacks_page": is_in and any("is missing in" in said for said in lacks),
        "reason": words.get("reason", "") if companion and not is_in else "",
        "is_statement": is_statement,
        "is_agreed": is_statement and bool(pages) and is_agreed(companion, pages),
        "agreed_by": words.get("agreed_by", "") if is_statement and Deed.RECORD_FAMILY in deeds else "",
    }


def _absence(companion: Companion | None) -> str:
    return "Left out" if companion else "Not added"


def _page(page: CompanionPage) -> dict[str, Any]:
    return {
        "title": page.title,
        "language": page.locale.get_display_name(),
        "edit": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "has_text": has_text(page),
    }


def _forms(kind: str, failed: tuple[str, str, forms.Form] | None) -> dict[str, forms.Form]:
    name, of, form = failed or ("", "", None)
    blank = {"leave": LeaveOutForm(prefix=kind), "agree": AgreementForm(prefix=kind)}
    chosen = {each: form if (each, kind) == (name, of) else empty for each, empty in blank.items()}
    return {"leave_form": chosen["leave"], "agree_form": chosen["agree"], "is_leaving": (name, of) == ("leave", kind)}
