"""One person of a family: how to reach them safely comes first, and nobody else of the family stands here."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from family_portal import contacting
from family_portal.access import act_for, member_for
from family_portal.inviting import open_invitation
from family_portal.models import FamilyMember
from family_portal.readings import readings_of
from family_portal.staff_forms import SureForm
from family_portal.states import IN_TOUCH, MemberState
from family_portal.views.staff import profile as facts
from family_portal.views.staff.asking import attempt, name_of, posted, words_of
from family_portal.views.staff.deeds import DOINGS, offered, open_recovery
from people.permissions import NotAllowed

PER_PAGE = 50
INVITABLE = {MemberState.CONTACTED, MemberState.INVITED}
WAY_VERBS = {"confirm": contacting.confirm_way, "stop": contacting.stop_way}


@require_safe
def member(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Everything that is recorded about one person, and what can be done."""
    now = timezone.now()
    found = member_for(request.user, uuid, reading="profile", now=now)
    return render(request, "cases/member.html", {"member": found} | _facts(found, request, now))


@require_http_methods(["GET", "HEAD", "POST"])
def deed(request: HttpRequest, uuid: UUID, page: str) -> HttpResponse:
    """Ask what a deed needs, and do it."""
    doing, now = DOINGS.get(page), timezone.now()
    if doing is None:
        raise Http404
    found = member_for(request.user, uuid, reading=page, now=now)
    _refuse_looking_on(request, found, page, now)
    initial = doing.initial(found) if words_of(found) else {}
    form = doing.form(posted(request), initial=initial)
    if form.is_valid():
        is_done, _ = attempt(form, lambda: doing.verb(found, form.cleaned_data, request.user, now))
        if is_done:
            messages.success(request, doing.done)
            return redirect("cases:member", uuid=found.uuid)
    context = {"member": found, "name": name_of(found), "doing": doing, "form": form}
    return render(request, "cases/doing.html", context)


@require_POST
def way(request: HttpRequest, uuid: UUID, number: int, what: str) -> HttpResponse:
    """Confirm or stop one way to reach the person."""
    now = timezone.now()
    found = member_for(request.user, uuid, reading="way", now=now)
    verb = WAY_VERBS.get(what)
    if verb is None:
        raise Http404
    chosen = get_object_or_404(found.channels.select_related("member__review__partnership"), pk=number)
    form = SureForm(request.POST)
    is_done, _ = attempt(form, lambda: verb(chosen, by=request.user, now=now))
    if is_done:
        messages.success(request, "Saved.")
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("cases:member", uuid=found.uuid)


@require_safe
def readings(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who has opened this record: the list that the person can be given."""
    found = member_for(request.user, uuid, reading="readings", now=timezone.now())
    page = Paginator(readings_of(found), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "cases/readings.html", {"member": found, "name": name_of(found), "page_obj": page})


def _facts(found: FamilyMember, request: HttpRequest, now: datetime) -> dict[str, Any]:
    words, may_act = words_of(found), _may_act(request, found, now)
    return {
        "name": name_of(found),
        "is_readable": bool(words),
        "quiet": contacting.why_not_written_to(found, now=now) if words and found.state in IN_TOUCH else "",
        "safe": facts.safe_rows(found, words, now),
        "ways": facts.way_rows(found),
        "about": facts.about_rows(found, words),
        "history": facts.history_rows(words),
        "must_not_learn": words.get("must_not_learn", ""),
        "invitation": open_invitation(found),
        "recovery": open_recovery(found),
        "now": now,
        "may_act": may_act,
        "may_invite": may_act and found.state in INVITABLE,
        "may_stop": found.state in DOINGS["stop"].states,
        "deeds": [(slug, title) for slug, title in offered(found) if slug != "stop"] if may_act else [],
    }


def _may_act(request: HttpRequest, found: FamilyMember, now: datetime) -> bool:
    try:
        act_for(found.review, by=request.user, now=now)
    except NotAllowed:
        return False
    return True


def _refuse_looking_on(request: HttpRequest, found: FamilyMember, page: str, now: datetime) -> None:
    # Whoever has the case open for an hour may stop contact, and changes nothing else.
    if page != "stop":
        act_for(found.review, by=request.user, now=now)
