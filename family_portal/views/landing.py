"""After signing in: a page that tells nothing, and a second step behind it."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from family_portal.access import own_record
from family_portal.sessions import Stage, ends_at
from family_portal.views.signing_in import FAILED, LAST_TIME
from people.models import Membership
from people.roles import Deed, roles_for


@require_safe
def front(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return redirect("portal:here")


@require_safe
def here(request: HttpRequest) -> HttpResponse:
    """Whoever looks over a shoulder sees an account and nothing about what it is for."""
    last = request.session.get(LAST_TIME)
    context = {
        "last_time": datetime.fromtimestamp(last, tz=UTC) if last else None,
        "failed": request.session.get(FAILED, 0),
        "further": _further(request),
        "is_staff_here": request.stage is Stage.STAFF,
    }
    return render(request, "portal/here.html", context)


@require_safe
def inside(request: HttpRequest) -> HttpResponse:
    """The second step: whom the person can speak to."""
    member = own_record(request.user)
    held = Membership.objects.filter(partnership=member.review.partnership, role__in=roles_for(Deed.KEEP_FAMILY))
    staff = member.review.case_staff.filter(user__is_active=True, user__in=held.values("user"))
    staff = staff.select_related("user").order_by("since")
    return render(request, "portal/inside.html", {"names": [appointed.user.name for appointed in staff]})


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """The person is still there: with script a number of seconds, without it the landing page."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return time_left_now(request)
    return redirect("portal:here")


@require_safe
def time_left(request: HttpRequest) -> HttpResponse:
    """How many seconds are left. A page asks by itself; that keeps nobody signed in."""
    return time_left_now(request)


def time_left_now(request: HttpRequest) -> HttpResponse:
    left = (ends_at(request.session) - timezone.now()).total_seconds()
    return JsonResponse({"seconds": max(0, int(left))})


def _further(request: HttpRequest) -> str:
    return reverse("portal:inside" if request.stage is Stage.FAMILY else "cases:index")
