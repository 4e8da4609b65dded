"""Who works with which family. Whoever appoints sees names of staff and of reviews, and no content."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from family_portal.appointing import appoint, dismiss
from family_portal.models import BreakGlass, CaseStaff
from family_portal.opening import end_early, may_open, open_for_a_while, who_can_be_told
from family_portal.staff_forms import OpenForm, SureForm
from family_portal.views.staff.asking import attempt, posted
from people.models import User
from people.permissions import NotAllowed, must, partnerships_where
from people.roles import Deed, roles_for
from publications.models import Review
from publications.views.staff.standing import called, standing_reviews
from publications.views.staff.standing import name_of as review_name

PER_PAGE = 20


@require_safe
def appointments(request: HttpRequest) -> HttpResponse:
    """Every review for which the person appoints, with how many are appointed."""
    partnerships = list(partnerships_where(request.user, Deed.APPOINT_CASE_STAFF))
    if not partnerships:
        raise NotAllowed
    page = Paginator(standing_reviews(partnerships), PER_PAGE).get_page(request.GET.get("page"))
    counts = CaseStaff.objects.filter(review__in=[review.pk for review in page.object_list])
    appointed = dict(counts.order_by().values_list("review").annotate(Count("pk")))
    lines = [
        {
            "review": review,
            "name": review_name(review.draft_pseudonym, review.draft_title),
            "count": appointed.get(review.pk, 0),
        }
        for review in page.object_list
    ]
    return render(request, "cases/appointments.html", {"page_obj": page, "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who is appointed to one review; appoint and dismiss."""
    review, now = _find(request, uuid), timezone.now()
    people = _eligible(review)
    form = SureForm(posted(request))
    if form.is_valid() and "user" in request.POST:
        user = get_object_or_404(User, pk=_number(request.POST["user"]))
        verb, said = (dismiss, "The appointment has ended.") if "end" in request.POST else (appoint, "Appointed.")
        is_done, _ = attempt(form, lambda: verb(review, user, by=request.user, now=now))
        if is_done:
            messages.success(request, said)
            return redirect("cases:team", uuid=review.uuid)
    appointed = review.case_staff.select_related("user").order_by("user__name")
    context = {
        "review": review,
        "name": called(review),
        "form": form,
        "appointed": appointed,
        "others": people.exclude(pk__in=[row.user_id for row in appointed]),
        "opened": _opened(review),
        "now": now,
    }
    return render(request, "cases/team.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def open_case(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Open a case for an hour, with a reason; somebody else is told."""
    review, now = get_object_or_404(Review.objects.select_related("partnership"), uuid=uuid), timezone.now()
    if not may_open(request.user, review):
        raise NotAllowed
    people = who_can_be_told(review, by=request.user)
    form = OpenForm(posted(request), people=people)
    if form.is_valid():
        is_done, _ = attempt(
            form, lambda: open_for_a_while(review, **form.cleaned_data, by=request.user, now=timezone.now())
        )
        if is_done:
            return redirect("cases:case", uuid=review.uuid)
    context = {"review": review, "name": called(review), "form": form, "is_alone": not people.exists(), "now": now}
    return render(request, "cases/open.html", context)


@require_POST
def close_case(request: HttpRequest, number: int) -> HttpResponse:
    """End before the hour is over what was opened for an hour."""
    opened = get_object_or_404(BreakGlass.objects.select_related("review"), pk=number)
    end_early(opened, by=request.user, now=timezone.now())
    messages.success(request, "Closed again.")
    return redirect("cases:index")


def _find(request: HttpRequest, uuid: UUID) -> Review:
    review = get_object_or_404(Review.objects.select_related("partnership"), uuid=uuid)
    must(request.user, Deed.APPOINT_CASE_STAFF, review.partnership)
    return review


def _eligible(review: Review) -> QuerySet[User]:
    roles = roles_for(Deed.KEEP_FAMILY)
    found = User.objects.filter(memberships__partnership=review.partnership, memberships__role__in=roles)
    return found.filter(is_active=True).distinct().order_by("name")


def _opened(review: Review) -> QuerySet[BreakGlass]:
    return BreakGlass.objects.filter(review=review).select_related("user", "told").order_by("-at")[:PER_PAGE]


def _number(value: Any) -> int:
    return int(value) if str(value).isdecimal() and len(str(value)) < 10 else 0
