"""The cases of somebody of staff, and the people of one of them: each is a page of their own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from family_portal.access import act_for, case_for, cases_of, people_of
from family_portal.contacting import why_not_written_to
from family_portal.models import BreakGlass, FamilyMember
from family_portal.recording import WORDS, record_member
from family_portal.staff_forms import MemberForm
from family_portal.states import IN_TOUCH, MemberState
from family_portal.views.staff.asking import attempt, name_of, posted, words_of
from people.permissions import may, partnerships_where
from people.roles import Deed
from publications.views.staff.standing import name_of as review_name
from publications.views.staff.standing import standing_reviews

PER_PAGE = 20
COLOURS = {MemberState.STOPPED: "red", MemberState.JOINED: "green", MemberState.CLOSED: "grey"}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The reviews to which the person is appointed, or that are open to them for a while."""
    now = timezone.now()
    reviews = cases_of(request.user, now=now).select_related("partnership").order_by("-created_at", "-pk")
    page = Paginator(reviews.annotate(people=Count("family_members")), PER_PAGE).get_page(request.GET.get("page"))
    works_in = request.user.memberships.values("partnership")
    told_of = BreakGlass.objects.filter(told=request.user, review__partnership__in=works_in)
    opened = told_of.select_related("review__partnership", "user", "key")
    context = {
        "page_obj": page,
        "cases": _named(list(page.object_list)),
        "appoints": partnerships_where(request.user, Deed.APPOINT_CASE_STAFF).exists(),
        "told_of": [{"opened": row, "why": words_of(row).get("why", "")} for row in opened.order_by("-at")[:10]],
        "now": now,
    }
    return render(request, "cases/index.html", context)


@require_safe
def case(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The people of one family, with what stands against writing to each."""
    now = timezone.now()
    review = case_for(request.user, uuid, now=now)
    people = people_of(request.user, review, now=now)
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    glass = BreakGlass.objects.filter(review=review, user=request.user, ends_at__gt=now).select_related("told").first()
    context = {
        "review": review,
        "page_obj": page,
        "people": [_line(member, now) for member in page.object_list],
        "glass": glass,
        "may_act": review.case_staff.filter(user=request.user).exists(),
        "may_propose_disposal": may(request.user, Deed.PROPOSE_DISPOSAL, review.partnership),
    }
    return render(request, "cases/case.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Record a person of the family."""
    now = timezone.now()
    review = case_for(request.user, uuid, now=now)
    act_for(review, by=request.user, now=now)
    form = MemberForm(posted(request))
    if form.is_valid():
        values = form.cleaned_data
        words = {name: values[name] for name in WORDS}
        is_done, member = attempt(
            form, lambda: record_member(review, words, is_young=values["is_young"], by=request.user, now=now)
        )
        if is_done:
            return redirect("cases:member", uuid=member.uuid)
    return render(request, "cases/new.html", {"form": form, "review": review})


def _line(member: FamilyMember, now: Any) -> dict[str, Any]:
    return {
        "uuid": member.uuid,
        "name": name_of(member),
        "relationship": words_of(member).get("relationship", ""),
        "state": member.get_state_display(),
        "colour": COLOURS.get(member.state, "blue"),
        "quiet": why_not_written_to(member, now=now) if words_of(member) and member.state in IN_TOUCH else "",
    }


def _named(reviews: list[Any]) -> list[dict[str, Any]]:
    """Return `reviews` with what staff call them, in one query more."""
    partnerships = {review.partnership for review in reviews}
    standing = standing_reviews(list(partnerships)).filter(pk__in=[review.pk for review in reviews])
    names = {found.pk: review_name(found.draft_pseudonym, found.draft_title) for found in standing}
    return [{"review": review, "name": names.get(review.pk, review_name("", ""))} for review in reviews]
