"""The people of the partnerships for which somebody manages people."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partnerships.models import Partnership
from people import inviting, leaving, throttling
from people.forms import InviteForm, RoleForm
from people.models import Invitation, User
from people.permissions import NotAllowed, partner_in, partnerships_where, roles_of
from people.roles import Deed, Role


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    partnerships = partnerships_where(request.user, Deed.MANAGE_PEOPLE)
    if not partnerships:
        raise NotAllowed(Deed.MANAGE_PEOPLE.label)
    return render(request, "people/people.html", {"lists": [_list(partnership) for partnership in partnerships]})


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    partnership = _managed(request, slug)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _invited(request, partnership, form):
        return redirect("people:people")
    return render(request, "people/invite.html", {"form": form, "of": partnership})


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one person; POST gives them another role."""
    partnership = _managed(request, slug)
    user = _person(partnership, number)
    roles = roles_of(user, partnership)
    form = RoleForm(request.POST or None, initial={"role": roles[0], "partner": partner_in(user, partnership)})
    if request.method == "POST" and form.is_valid():
        role, partner = Role(form.cleaned_data["role"]), form.cleaned_data["partner"]
        leaving.change_role(user, partnership, role, by=request.user, now=timezone.now(), partner=partner)
        messages.success(request, _("The role has changed."))
        return redirect("people:people")
    context = {"form": form, "of": partnership, "person": user, "roles": roles, "is_self": user.pk == request.user.pk}
    return render(request, "people/person.html", context)


@require_POST
def remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    partnership = _managed(request, slug)
    leaving.remove(_person(partnership, number), partnership, by=request.user, now=timezone.now())
    messages.success(request, _("They no longer have a role here."))
    return redirect("people:people")


@require_POST
def unlock(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    throttling.unlock(_person(_managed(request, slug), number).email)
    messages.success(request, _("They can try to sign in again at once."))
    return redirect("people:people")


@require_POST
def invite_again(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    partnership = _managed(request, slug)
    inviting.invite_again(_person(partnership, number), partnership, by=request.user, now=timezone.now())
    messages.success(request, _("Their password, app, codes and sessions have ended. A new invitation is on its way."))
    return redirect("people:people")


@require_POST
def revoke(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=number, partnership=_managed(request, slug))
    inviting.revoke(invitation, by=request.user, now=timezone.now())
    messages.success(request, _("The invitation no longer works."))
    return redirect("people:people")


def _managed(request: HttpRequest, slug: str) -> Partnership:
    return get_object_or_404(partnerships_where(request.user, Deed.MANAGE_PEOPLE), slug=slug)


def _person(partnership: Partnership, number: int) -> User:
    return get_object_or_404(User.objects.filter(memberships__partnership=partnership).distinct(), pk=number)


def _list(partnership: Partnership) -> dict[str, Any]:
    users = User.objects.filter(memberships__partnership=partnership).distinct().order_by("name")
    waiting = partnership.invitations.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())
    held = _roles_in_words(partnership)
    rows = [{"person": user, "roles": sorted(held[user.pk])} for user in users]
    return {"partnership": partnership, "rows": rows, "invitations": waiting.select_related("user")}


def _roles_in_words(partnership: Partnership) -> dict[int, list[str]]:
    held: dict[int, list[str]] = defaultdict(list)
    for membership in partnership.memberships.all():
        held[membership.user_id].append(membership.in_words)
    return held


def _invited(request: HttpRequest, partnership: Partnership, form: InviteForm) -> bool:
    asked = form.cleaned_data
    role = Role(asked["role"])
    try:
        now, partner = timezone.now(), asked["partner"]
        inviting.invite(asked["email"], asked["name"], partnership, role, by=request.user, now=now, partner=partner)
    except inviting.CannotInvite as refusal:
        form.add_error("email", str(refusal))
        return False
    messages.success(request, _("The invitation is on its way."))
    return True
