"""Statutory copies: what was sent to whom, and preparing a pack that leaves."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from lifecycles.moves import MoveRefused
from pages.attempting import attempt
from pages.days_in_words import moment_in_words
from partnerships.working_days import LONDON, london_day
from people.permissions import may
from people.roles import Deed
from publications.forms.notices import PackForm
from publications.models import Pack, Review
from publications.notices.conditions import CARRY_TEXT, Purpose, is_through_repository
from publications.notices.letters import improvements_for, letter_for
from publications.notices.packing import is_unnamed, possible_recipients, prepare_pack, usual_kinds
from publications.notices.recipients import is_stale
from publications.notices.sending import recipients_of, refuse_to_send, send_pack
from publications.views.staff.asking import find_review, open_release
from publications.views.staff.dispatches import line_of

PER_PAGE = 20
WITH_MOMENT = (*CARRY_TEXT, Purpose.NEW_DATE)


@require_safe
def overview(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Every copy of this review with what became of it, the latest first, and the packs that were not sent."""
    review = find_review(request, uuid, Deed.SEND_COPIES)
    found = review.dispatches.select_related("recipient", "pack", "mail", "sent_by").order_by("-asked_at", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    unsent = review.packs.filter(dispatches=None).order_by("-prepared_at", "-pk")[:PER_PAGE]
    context = {
        "review": review,
        "page_obj": page,
        "lines": [line_of(review, dispatch) for dispatch in page.object_list],
        "unsent": [(pack, moment_in_words(pack.prepared_at)) for pack in unsent],
        "may_decide": may(request.user, Deed.DECIDE_MATERIAL, review.partnership),
        "purposes": [(code, label) for code, label in Purpose.choices if code != Purpose.NSPCC],
    }
    return render(request, "publications/staff/notices.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def new(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Prepare a pack for the purpose in ?purpose=; with ?pack=, beginning from one that was prepared before."""
    review, now = find_review(request, uuid, Deed.SEND_COPIES), timezone.now()
    purpose = request.GET.get("purpose", Purpose.FINAL_COPY)
    if purpose not in Purpose.values:
        raise Http404
    form = _form(request, review, Purpose(purpose))
    if form.is_valid():
        is_done, made = attempt(form, lambda: _prepare(request, review, purpose, form.cleaned_data, now))
        if is_done:
            return redirect("notice", uuid=review.uuid, row=made.row)
    context = {
        "title": Purpose(purpose).label,
        "form": form,
        "text": "Nothing is sent from this page. The next one shows exactly what would leave.",
        "button": "Show what would leave",
        "back": reverse("notices", args=[review.uuid]),
        "back_label": "Statutory copies",
    }
    return render(request, "publications/staff/notice_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def pack(request: HttpRequest, uuid: UUID, row: UUID) -> HttpResponse:
    """Exactly what leaves, and the button by which it does."""
    review, now = find_review(request, uuid, Deed.SEND_COPIES), timezone.now()
    found = get_object_or_404(Pack.objects.select_related("prepared_by"), review=review, row=row)
    found.review = review
    words, form = found.words(), forms.Form(request.POST if request.method == "POST" else None)
    if "body" not in words:
        raise Http404
    if form.is_valid() and attempt(form, lambda: send_pack(found, by=request.user, now=now))[0]:
        messages.success(request, "It is on its way. This page says what becomes of each copy.")
        return redirect("repository" if found.purpose == Purpose.NSPCC else "notices", uuid=review.uuid)
    context = {"review": review, "pack": found, "words": words, "form": form}
    return render(request, "publications/staff/notice.html", context | _shown(found, words, now))


@require_safe
def file(request: HttpRequest, uuid: UUID, row: UUID, number: int) -> HttpResponse:
    """One file of a pack, as it leaves."""
    review = find_review(request, uuid, Deed.SEND_COPIES)
    found = get_object_or_404(Pack, review=review, row=row)
    if not 0 < number <= len(found.files):
        raise Http404
    chosen = found.files[number - 1]
    if not default_storage.exists(chosen["stored"]):
        raise Http404
    return FileResponse(default_storage.open(chosen["stored"]), filename=chosen["name"], content_type=chosen["mime"])


def _form(request: HttpRequest, review: Review, purpose: Purpose) -> PackForm:
    recipients = possible_recipients(review, purpose)
    asked = {"has_moment": purpose in WITH_MOMENT, "has_summary": purpose in CARRY_TEXT, "recipients": recipients}
    if request.method == "POST":
        return PackForm(request.POST, **asked)
    earlier = review.packs.filter(row=_uuid(request.GET.get("pack", "")), purpose=purpose).first()
    return PackForm(initial=_begun(review, purpose, earlier), **asked)


def _begun(review: Review, purpose: Purpose, earlier: Pack | None) -> dict[str, Any]:
    """Return what the form begins with: an earlier pack, or the record of the review."""
    release = open_release(review)
    moment = earlier.moment if earlier else (release.moment if release else None)
    local = moment.astimezone(LONDON) if moment else None
    when = {"day": local.date(), "time": f"{local:%H:%M}"} if local else {}
    if earlier and (words := earlier.words()).get("letter"):
        chosen = [row["recipient"] for row in words["to"]]
        return when | {"recipients": chosen} | {name: words[name] for name in ("letter", "improvements")}
    usual = review.partnership.recipients.filter(kind__in=usual_kinds(purpose))
    letter = letter_for(review, purpose, moment=moment, is_anonymous=is_through_repository(review))
    summary = improvements_for(review) if purpose in CARRY_TEXT else ""
    return when | {"recipients": list(usual), "letter": letter, "improvements": summary}


def _prepare(request: HttpRequest, review: Review, purpose: str, said: dict[str, Any], now: datetime) -> Pack:
    kept = {name: said[name] for name in ("recipients", "letter")} | {"improvements": said.get("improvements", "")}
    return prepare_pack(review, purpose, **kept, moment=said.get("moment"), by=request.user, now=now)


def _shown(found: Pack, words: dict[str, Any], now: datetime) -> dict[str, Any]:
    recipients = recipients_of(found)
    addresses = {row["recipient"]: row["address"] for row in words["to"]}
    where = [found.review.uuid, found.row]
    change = f"{reverse('notice_new', args=where[:1])}?purpose={found.purpose}&pack={found.row}"
    return {
        "to": [{"key": str(each), "value": addresses[each.pk] or "No address is set"} for each in recipients],
        "stale": [str(each) for each in recipients if is_stale(each, london_day(now))],
        "files": [(each, reverse("notice_file", args=[*where, n])) for n, each in enumerate(found.files, start=1)],
        "refusal": _refusal(found, now),
        "change": change,
        "is_unnamed": is_unnamed(found),
        "reply_to": found.review.partnership.mailbox,
    }


def _refusal(found: Pack, now: datetime) -> str:
    try:
        refuse_to_send(found, now)
    except MoveRefused as refused:
        return str(refused)
    return ""


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
