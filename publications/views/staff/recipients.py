"""Where the statutory recipients want their copies, for each partnership of the person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pages.attempting import attempt
from pages.days_in_words import day_in_words
from partnerships.working_days import london_day
from people.permissions import NotAllowed, must, partnerships_where
from people.roles import Deed
from publications.forms.notices import RecipientForm, VerifyForm
from publications.models import Recipient
from publications.notices.recipients import is_stale, save_recipient, verify_recipient


@require_safe
def recipients(request: HttpRequest) -> HttpResponse:
    """Every recipient of one's partnerships, with its address and when that was verified."""
    found = partnerships_where(request.user, Deed.KEEP_RECIPIENTS).prefetch_related("recipients__verified_by")
    if not found:
        raise NotAllowed
    today = london_day(timezone.now())
    shown = [(each, [_line(row, today) for row in _own(each)]) for each in found]
    return render(request, "publications/staff/recipients.html", {"partnerships": shown})


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Set the address of a recipient."""
    found = _find(request, slug, kind)
    form = RecipientForm(
        request.POST or None, initial={"address": found.address, "is_required": found.is_required}
    )  # fmt: skip

    def save() -> None:
        save_recipient(found, **form.cleaned_data, by=request.user, now=timezone.now())

    if form.is_valid() and attempt(form, save)[0]:
        messages.success(request, "Saved. An address that nobody has verified is not written to.")
        return redirect("recipients")
    return _ask(request, found, form, button="Save", text="")


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Say on which day one made sure that the address is right."""
    found = _find(request, slug, kind)
    form = VerifyForm(request.POST or None, initial={"address": found.address})

    def save() -> None:
        verify_recipient(found, **form.cleaned_data, by=request.user, now=timezone.now())

    if form.is_valid() and attempt(form, save)[0]:
        messages.success(request, "The address is verified.")
        return redirect("recipients")
    return _ask(request, found, form, button="It is right", text=found.address or "No address is set yet.")


def _find(request: HttpRequest, slug: str, kind: str) -> Recipient:
    found = get_object_or_404(Recipient.objects.select_related("partnership"), partnership__slug=slug, kind=kind)
    must(request.user, Deed.KEEP_RECIPIENTS, found.partnership)
    return found


def _ask(request: HttpRequest, found: Recipient, form: Any, **words: str) -> HttpResponse:
    context = {"title": str(found), "form": form, "back": reverse("recipients"), "back_label": "Recipients"}
    return render(request, "publications/staff/notice_form.html", context | words)


def _own(partnership: Any) -> list[Recipient]:
    rows = list(partnership.recipients.all())
    for row in rows:
        row.partnership = partnership
    return rows


def _line(row: Recipient, today: date) -> dict[str, Any]:
    where = [row.partnership.slug, row.kind]
    actions = [{"label": "Change", "url": reverse("recipient", args=where), "about": str(row)}]
    if row.address:
        actions.append({"label": "Verify", "url": reverse("recipient_verify", args=where), "about": str(row)})
    return {"key": str(row), "value": _said(row, today), "actions": actions}


def _said(row: Recipient, today: date) -> str:
    waits = "Publication waits for this copy." if row.is_required else "A copy is not required before publication."
    if not row.address:
        return f"No address. {waits}"
    if row.verified_on is None:
        return f"{row.address}. Not verified: nothing is sent there yet. {waits}"
    who = f", by {row.verified_by}" if row.verified_by else ""
    old = " That is long ago: verify it again." if is_stale(row, today) else ""
    return f"{row.address}. Last verified on {day_in_words(row.verified_on)}{who}.{old} {waits}"
