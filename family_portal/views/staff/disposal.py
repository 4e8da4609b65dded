"""Proposing, agreeing and the certificate: no page of these shows a word about a family."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from family_portal.access import review_to_dispose
from family_portal.certificates import SAYS, certificate_rows, counted_rows, make_certificate
from family_portal.disposing import agree, disposal_of, propose, what_stands_against, withdraw
from family_portal.models import Disposal
from family_portal.staff_forms import SureForm
from family_portal.states import DisposalState
from family_portal.views.staff.asking import attempt, posted
from pages.typesetting import TypesettingError
from people.permissions import may
from people.roles import Deed
from publications.models import Review
from publications.views.staff.standing import called

FILE_NAME = "certificate.pdf"
SAID = {"propose": "Proposed. Somebody else has to agree.", "withdraw": "Withdrawn.", "agree": "It is destroyed."}


@require_http_methods(["GET", "HEAD", "POST"])
def disposal(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Propose it, take the proposal back, agree; once it is done, the certificate."""
    review, now = review_to_dispose(request.user, uuid, now=timezone.now()), timezone.now()
    found, form, what = disposal_of(review), SureForm(posted(request)), request.POST.get("what", "")
    if form.is_valid() and what in SAID:
        is_done, _ = attempt(form, lambda: _do(what, review, found, request, now))
        if is_done:
            messages.success(request, SAID[what])
            return redirect("cases:disposal", uuid=review.uuid)
    return render(request, "cases/disposal.html", _facts(request, review, found) | {"form": form})


@require_safe
def certificate_file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The certificate as a PDF."""
    review = review_to_dispose(request.user, uuid, now=timezone.now())
    found = disposal_of(review)
    if found is None or found.state != DisposalState.DONE:
        raise Http404
    try:
        certificate = make_certificate(found, name=called(review))
    except TypesettingError as refused:
        messages.error(request, str(refused))
        return redirect("cases:disposal", uuid=review.uuid)
    answer = HttpResponse(certificate, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return answer


def _do(what: str, review: Review, found: Disposal | None, request: HttpRequest, now: Any) -> None:
    if what == "propose":
        propose(review, by=request.user, now=now)
        return
    if found is None:
        raise Http404
    verb = agree if what == "agree" else withdraw
    verb(found, by=request.user, now=now)


def _facts(request: HttpRequest, review: Review, found: Disposal | None) -> dict[str, Any]:
    name, is_done = called(review), found is not None and found.state == DisposalState.DONE
    may_agree = may(request.user, Deed.AGREE_DISPOSAL, review.partnership)
    rows = certificate_rows(found, name=name) if is_done else []
    return {
        "review": review,
        "name": name,
        "disposal": found,
        "is_done": is_done,
        "against": [] if is_done else [str(reason) for reason in what_stands_against(review)],
        "may_agree": may_agree and found is not None and found.proposed_by_id != request.user.pk,
        "back_to_team": may_agree,
        "says": SAYS,
        "rows": [{"key": key, "value": value} for key, value in rows],
        "counts": counted_rows(found) if is_done else [],
    }
