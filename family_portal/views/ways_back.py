"""Helping somebody back in: staff check who it is, another agrees, and there is a new letter."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from family_portal import recovering
from family_portal.access import cases_of, member_for
from family_portal.models import Recovery
from family_portal.states import OPEN_RECOVERY, RecoveryState
from lifecycles.moves import MoveRefused
from people.permissions import NotAllowed, partnerships_where
from people.roles import Deed

DEEDS: dict[str, Callable[..., None]] = {
    "check": recovering.check,
    "agree": recovering.agree,
    "vouch": recovering.vouch,
    "refuse": recovering.refuse,
}


class HowForm(forms.Form):
    how = forms.CharField(
        label=gettext_lazy("How you made sure who it is, or why not"),
        help_text=gettext_lazy("This is sealed, and read by nobody but those who work with the person."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say how you made sure who it is")},
    )


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Who waits for help; no name is read here."""
    waiting = _open_to(request).select_related("member__review").order_by("asked_at")[:200]
    return render(request, "portal/back_list.html", {"waiting": waiting})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One request for help: who asks (for those who work with them), and what can be done next."""
    recovery, form = _find(request, uuid), HowForm()
    if request.method == "POST" and request.POST.get("deed") == "issue":
        return _issued(request, recovery)
    if request.method == "POST":
        form = HowForm(request.POST)
        if form.is_valid() and _done(request, recovery, form):
            return redirect("back:index" if recovery.state == RecoveryState.REFUSED else request.path)
    works_here = cases_of(request.user, now=timezone.now()).filter(pk=recovery.member.review_id).exists()
    return render(request, "portal/back.html", {"form": form} | _shown(request, recovery, works_here))


def _open_to(request: HttpRequest) -> QuerySet[Recovery]:
    own = cases_of(request.user, now=timezone.now()).values("pk")
    appoints_in = partnerships_where(request.user, Deed.APPOINT_CASE_STAFF).values("pk")
    mine = Q(member__review__in=own) | Q(member__review__partnership__in=appoints_in)
    return Recovery.objects.filter(mine, state__in=OPEN_RECOVERY)


def _find(request: HttpRequest, uuid: UUID) -> Recovery:
    found = _open_to(request).select_related("member__review__partnership", "key").filter(uuid=uuid).first()
    if found is None:
        raise NotAllowed
    return found


def _shown(request: HttpRequest, recovery: Recovery, works_here: bool) -> dict[str, object]:
    name = ""
    if works_here:
        name = member_for(request.user, recovery.member.uuid, reading="recovery", now=timezone.now()).words()["name"]
    return {
        "recovery": recovery,
        "name": name,
        "works_here": works_here,
        "is_over": timezone.now() >= recovery.waits_until,
        "checked_by_me": recovery.checked_by_id == request.user.pk,
    }


def _done(request: HttpRequest, recovery: Recovery, form: HowForm) -> bool:
    deed = DEEDS.get(request.POST.get("deed", ""))
    try:
        if deed is None:
            raise NotAllowed
        deed(recovery, how=form.cleaned_data["how"], by=request.user, now=timezone.now())
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("That is recorded."))
    return True


def _issued(request: HttpRequest, recovery: Recovery) -> HttpResponse:
    try:
        code, proof = recovering.issue(recovery, by=request.user, now=timezone.now())
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(request.path)
    return render(request, "portal/back_letter.html", {"code": code, "proof": proof})
