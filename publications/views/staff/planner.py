"""The calendar of everything that is due, and the plan of one review."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships.models import Partnership
from partnerships.working_days import CALENDAR_VERSION, london_day, months_after
from people.permissions import may, partnerships_where
from people.roles import Deed
from publications.anonymity.naming import is_named
from publications.conflicts import conflicts_at
from publications.models import Release, Review
from publications.planner.doors import door_to
from publications.planner.entries import diary
from publications.planner.lapsing import WORDS, has_lapsed
from publications.planner.months import days_with_something, first_of_month, last_of, unknown_years, weeks_of
from publications.planner.stages import Plan, Task, plan_of
from publications.planner.timescale import picture_of, points_of
from publications.views.staff.asking import deeds_in, find_review, open_release
from publications.views.staff.choices import EDITABLE
from publications.views.staff.standing import called

MONTHS = {"month": 1, "list": 12}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Everything due or scheduled: a month as a table, or a year as a list."""
    partnerships = list(partnerships_where(request.user, Deed.SEE_REPORTS))
    chosen = [p for p in partnerships if p.slug in request.GET.getlist("partnership")]
    now = timezone.now()
    today, shape = london_day(now), _shape(request)
    first = first_of_month(request.GET.get("month"), today)
    last = last_of(first, MONTHS[shape])
    found = diary(request.user, chosen or partnerships, first, last, now=now)
    context = {
        "first": first,
        "last": last,
        "shape": shape,
        "weeks": weeks_of(first, found.entries, today) if shape == "month" else [],
        "days": days_with_something(first, last, found.entries, today),
        "weekdays": WEEKDAYS,
        "diary": found,
        "unknown": unknown_years(first, last),
        "version": CALENDAR_VERSION,
        "sees_reports": bool(partnerships),
        "groups": _groups(partnerships, chosen),
        "links": _links(first, today, shape, chosen),
    }
    return render(request, "publications/staff/planner.html", context)


@require_safe
def plan(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The way of one review: every guard with what to do next, the earliest day, and the picture of its days."""
    review, now = find_review(request, uuid, Deed.SEE_REPORTS), timezone.now()
    release = open_release(review)
    found = plan_of(review, release, now=now) if release or review.state in EDITABLE else None
    points = points_of(review, release, found, now=now)
    context = {
        "review": review,
        "name": called(review),
        "release": release,
        "plan": found,
        "stages": _stages(request, review, release, found),
        "offer_moment": release is None and may(request.user, Deed.PREPARE_RELEASE, review.partnership),
        "stopped": WORDS if release and has_lapsed(release, now=now) else "",
        "points": points,
        "today": london_day(now),
        **_drawn(points, london_day(now)),
        **_against(request, review, release),
    }
    return render(request, "publications/staff/plan.html", context)


def _shape(request: HttpRequest) -> str:
    return "list" if request.GET.get("view") == "list" else "month"


def _groups(partnerships: list[Partnership], chosen: list[Partnership]) -> list[dict[str, Any]]:
    if len(partnerships) < 2:
        return []
    options = [{"value": p.slug, "label": p.name, "count": None, "checked": p in chosen} for p in partnerships]
    return [{"name": "partnership", "label": "Partnership", "options": options, "chosen": len(chosen)}]


def _links(first: date, today: date, shape: str, chosen: list[Partnership]) -> dict[str, str]:
    def to(month: date, view: str) -> str:
        query = [("month", f"{month:%Y-%m}"), ("view", view), *(("partnership", p.slug) for p in chosen)]
        return f"?{urlencode(query)}"

    other = "list" if shape == "month" else "month"
    return {
        "previous": to(months_after(first, -MONTHS[shape]), shape),
        "next": to(months_after(first, MONTHS[shape]), shape),
        "today": to(today, shape),
        "other": to(first, other),
    }


def _stages(request: HttpRequest, review: Review, release: Release | None, found: Plan | None) -> list[dict[str, Any]]:
    deeds, named = deeds_in(request.user, review.partnership), is_named(request.user, review)

    def door(task: Task) -> str:
        return "" if task.answer.holds else door_to(task.guard, review, release, deeds, is_named=named)

    stages = found.stages if found else []
    return [{"stage": stage, "tasks": [(task, door(task)) for task in stage.tasks]} for stage in stages]


def _drawn(points: list[Any], today: date) -> dict[str, Any]:
    picture = picture_of(points, today)
    if picture is None:
        return {"picture": None}
    edge = picture.width // 6
    anchor = "start" if picture.today < edge else "end" if picture.today > picture.width - edge else "middle"
    return {"picture": picture, "anchor": anchor}


def _against(request: HttpRequest, review: Review, release: Release | None) -> dict[str, Any]:
    if release is None:
        return {}
    moment: datetime = release.moment
    reveal = may(request.user, Deed.SEE_SENSITIVE_DATES, review.partnership)
    return {"moment": moment, "conflicts": conflicts_at(review, moment, reveal=reveal)}
