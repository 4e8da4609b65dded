"""Leads are reminded of what is due, exactly once for each action and step, and keepers are warned of what is over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, QuerySet

from partnerships.models import Partnership
from partnerships.working_days import LONDON, london_day
from people.alarms import Cause
from people.models import User
from people.posting import post
from publications.models import Action, Agency, AgencyLead
from publications.states import ActionState

HOUR = time(7, 30)
EARLY, LATE, WEEK = 28, 7, 7
AHEAD = timedelta(days=EARLY)
# What its agency has still to do.
OPEN = (ActionState.ADOPTED, ActionState.IN_PROGRESS, ActionState.REOPENED)

Counts = dict[str, int]


def remind_leads(now: datetime) -> int:
    """Write a mail to each lead of whose actions some have come a step nearer or are over; return how many mails.

    The steps of an action: 28 days before it is due, 7 days before, the day after, and every week from then on. The
    mail and the note of the step are one transaction. An action without a lead waits until there is one.
    """
    if now.astimezone(LONDON).time() < HOUR:
        return 0
    with transaction.atomic():
        return _remind(london_day(now), now)


def step_for(due: date, today: date) -> int:
    """Return the step that an action due on `due` has reached: 0 none, 1 and 2 before, 3 and on after its day."""
    days = (due - today).days
    if days < 0:
        return 3 + (-days - 1) // WEEK
    return 2 if days <= LATE else 1 if days <= EARLY else 0


def overdue_actions(now: datetime) -> Iterator[Cause]:
    """An agency with adopted actions whose day is over; said again whenever another day has passed (D22)."""
    late = open_actions().filter(due_on__lt=london_day(now))
    latest = dict(late.order_by().values_list("agency").annotate(Max("due_on")))
    for agency in Agency.objects.filter(pk__in=latest).select_related("partnership").order_by("pk"):
        message = f"Agreed actions of this agency are overdue: {agency.name}."
        link = f"/actions/{agency.partnership.slug}/"
        yield Cause(f"agency:{agency.pk} {latest[agency.pk]}", message, agency.partnership, link)


def open_actions() -> QuerySet[Action]:
    """Return the adopted actions that are not complete."""
    return Action.objects.filter(state__in=OPEN)


def _remind(today: date, now: datetime) -> int:
    due = open_actions().filter(due_on__lte=today + AHEAD).select_for_update(of=("self",)).order_by("pk")
    new = [action for action in due if _is_new(action, today)]
    leads = _leads_of({action.agency_id for action in new})
    counted: dict[tuple[User, Partnership], Counts] = defaultdict(lambda: {"near": 0, "over": 0})
    reached = [action for action in new if leads[action.agency_id]]
    for action in reached:
        action.reminded_for = f"{action.due_on} {step_for(action.due_on, today)}"
        for lead in leads[action.agency_id]:
            counted[lead.user, lead.agency.partnership]["over" if action.due_on < today else "near"] += 1
    Action.objects.bulk_update(reached, ["reminded_for"], batch_size=200)
    for (user, partnership), counts in counted.items():
        context = counts | {"link": f"{settings.STAFF_ORIGIN}/actions/"}
        post("action_reminder", to=user.email, partnership=partnership, now=now, context=context)
    return len(counted)


def _is_new(action: Action, today: date) -> bool:
    # A clock that was put back has told nobody anything new.
    day, _, step = action.reminded_for.partition(" ")
    before = int(step) if day == str(action.due_on) else 0
    return step_for(action.due_on, today) > before


def _leads_of(agencies: set[int]) -> dict[int, list[AgencyLead]]:
    found: dict[int, list[AgencyLead]] = defaultdict(list)
    leads = AgencyLead.objects.standing().filter(agency__in=agencies).select_related("user", "agency__partnership")
    for lead in leads.order_by("pk"):
        found[lead.agency_id].append(lead)
    return found
