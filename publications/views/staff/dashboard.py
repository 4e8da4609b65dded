"""The first page of the staff host: the reviews of one's partnerships, and what waits."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pages.days_in_words import days_left_in_words, moment_in_words
from partnerships.models import Partnership
from partnerships.working_days import london_day
from people.daily import is_silent
from people.models import Alarm
from people.permissions import partnerships_where
from people.roles import Deed
from publications.alarming import overdue
from publications.models import CopyRequest, Review
from publications.states import CopyState, ReviewState
from publications.views.staff.standing import moment_of, name_of, next_step, standing_reviews
from publications.views.staff.wording import REVIEW_COLOURS

PER_PAGE = 20
MOST_COPIES = 5


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """Every review that the person may see, newest first, with its state and its next step."""
    partnerships = list(partnerships_where(request.user, Deed.SEE_REPORTS))
    # Whoever reports for an agency sees no review: what they came for lies elsewhere.
    if not partnerships and partnerships_where(request.user, Deed.UPDATE_ACTIONS).exists():
        return redirect("actions")
    wanted = _wanted(request, partnerships)
    now = timezone.now()
    today = london_day(now)
    page = Paginator(_narrowed(standing_reviews(partnerships), wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "lines": [_line(review, today) for review in page.object_list],
        "groups": _groups(partnerships, wanted),
        "is_narrowed": any(wanted.values()),
        "sees_reports": bool(partnerships),
        "several": len(partnerships) > 1,
        "may_start": partnerships_where(request.user, Deed.KEEP_RECORD).exists(),
        "may_import": partnerships_where(request.user, Deed.IMPORT_REPORT).exists(),
    }
    return render(request, "publications/staff/dashboard.html", context | _waiting(request, partnerships, now))


def _wanted(request: HttpRequest, partnerships: list[Partnership]) -> dict[str, list[str]]:
    slugs = {partnership.slug for partnership in partnerships}
    return {
        "state": [value for value in request.GET.getlist("state") if value in ReviewState.values],
        "partnership": [value for value in request.GET.getlist("partnership") if value in slugs],
    }


def _narrowed(reviews: QuerySet[Review], wanted: dict[str, list[str]]) -> QuerySet[Review]:
    if wanted["state"]:
        reviews = reviews.filter(state__in=wanted["state"])
    if wanted["partnership"]:
        reviews = reviews.filter(partnership__slug__in=wanted["partnership"])
    return reviews


def _line(review: Any, today: date) -> dict[str, Any]:
    release = next(iter(review.open_releases), None)
    proposal = next(iter(review.open_proposals), None)
    moment = moment_of(release)
    return {
        "review": review,
        "name": name_of(review.draft_pseudonym, review.draft_title),
        "colour": REVIEW_COLOURS[review.state],
        "next": next_step(review, release, proposal, today),
        "moment": moment_in_words(moment) if moment else "",
    }


def _groups(partnerships: list[Partnership], wanted: dict[str, list[str]]) -> list[dict[str, Any]]:
    states = dict(Review.objects.of(partnerships).order_by().values_list("state").annotate(Count("pk")))
    options = [(value, label, states[value]) for value, label in ReviewState.choices if value in states]
    groups = [_group("state", "State", options, wanted["state"])] if options else []
    if len(partnerships) > 1:
        of_each = [(partnership.slug, partnership.name, None) for partnership in partnerships]
        groups.append(_group("partnership", "Partnership", of_each, wanted["partnership"]))
    return groups


def _group(name: str, label: str, rows: list[tuple[str, Any, int | None]], chosen: list[str]) -> dict[str, Any]:
    options = [{"value": v, "label": shown, "count": n, "checked": v in chosen} for v, shown, n in rows]
    return {"name": name, "label": label, "options": options, "chosen": len(chosen)}


def _waiting(request: HttpRequest, seen: list[Partnership], now: datetime) -> dict[str, Any]:
    watched = partnerships_where(request.user, Deed.SEE_ALARMS)
    answered = partnerships_where(request.user, Deed.ANSWER_COPY_REQUESTS)
    today = london_day(now)
    copies = CopyRequest.objects.filter(state=CopyState.RECEIVED, review__partnership__in=answered)
    return {
        "is_silent": bool(watched) and is_silent(now),
        "overdue": overdue(now).filter(review__partnership__in=seen).count(),
        "alarms": Alarm.objects.filter(partnership__in=watched, settled_at=None).count(),
        "copies": [(copy, days_left_in_words(copy.due_on, today)) for copy in copies[:MOST_COPIES]],
    }
