"""Leads are reminded exactly once for each step of an action, by a mail without a word of a case."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lifecycles.stepping import WORKER
from people.joining import leave
from people.models import Alarm, OutgoingMail
from people.testing import opened
from publications.actions.leading import appoint_lead, dismiss_lead
from publications.actions.reminding import remind_leads, step_for
from publications.actions.reporting import report
from publications.alarming import watch
from publications.models import Action
from publications.tests.plans import BEGAN, DUE, SAID, a_plan, an_action

NOON = datetime(DUE.year, DUE.month, DUE.day, 11, 0, tzinfo=UTC)


def at(days):
    """Noon in London, so many days after the action is due."""
    return NOON + timedelta(days=days)


def mails():
    return OutgoingMail.objects.filter(kind="action_reminder")


@pytest.fixture
def plan(surrey, a_person):
    return a_plan(surrey, a_person)


@pytest.mark.parametrize(
    ("days", "step"), [(-29, 0), (-28, 1), (-8, 1), (-7, 2), (0, 2), (1, 3), (7, 3), (8, 4), (15, 5)]
)
def test_the_steps_of_an_action(days, step):
    assert step_for(DUE, DUE + timedelta(days=days)) == step


def test_a_lead_is_reminded_at_each_step_and_not_between(plan):
    days = [-40, -28, -28, -20, -7, -6, 0, 1, 2, 7, 8, 15]
    counts = [remind_leads(at(day)) for day in days]
    assert counts == [0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1]
    assert set(mails().values_list("recipient", flat=True)) == {plan.lead.email}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(-40, 40), max_size=25))
def test_no_order_of_days_brings_a_step_twice(plan, days):
    mails().delete()
    Action.objects.filter(pk=plan.action.pk).update(reminded_for="")
    highest = 0
    for day in days:
        step = step_for(DUE, DUE + timedelta(days=day))
        assert remind_leads(at(day)) == int(step > highest)
        highest = max(highest, step)


def test_one_mail_tells_of_many_actions(plan):
    for _ in range(2):
        an_action(plan.recommendation, plan.agency, by=plan.keeper)
    assert remind_leads(at(-7)) == 1
    assert "3 of the actions" in text_of(mails().get())


def test_the_mail_holds_no_word_of_a_case(plan):
    remind_leads(at(3))
    text = text_of(mails().get())
    assert "/actions/" in text
    told = (plan.recommendation.text, plan.action.agreed, plan.agency.name, str(plan.review.uuid))
    assert not any(words in text for words in told)


def test_what_is_complete_or_not_adopted_is_not_asked_for(plan):
    for move in ("begin", "complete"):
        report(plan.action, SAID, by=plan.lead, now=BEGAN, move=move)
    an_action(plan.recommendation, plan.agency, by=plan.keeper, adopted=False)
    assert remind_leads(at(3)) == 0


def test_another_day_begins_the_steps_anew(plan):
    remind_leads(at(3))
    Action.objects.filter(pk=plan.action.pk).update(due_on=DUE + timedelta(days=20))
    assert remind_leads(at(3)) == 1


def test_an_action_without_a_lead_waits_until_there_is_one(surrey, plan, a_person):
    dismiss_lead(plan.agency.leads.get(), by=plan.keeper, now=BEGAN)
    assert remind_leads(at(1)) == 0
    appoint_lead(plan.agency, plan.lead, by=plan.keeper, now=BEGAN)
    assert remind_leads(at(2)) == 1


def test_who_has_left_gets_no_mail(plan):
    leave(plan.lead.memberships.get(), by=WORKER, now=BEGAN)
    assert remind_leads(at(1)) == 0


def test_nobody_is_written_to_before_half_past_seven(plan):
    assert remind_leads(at(1).replace(hour=5)) == 0
    assert remind_leads(at(1).replace(hour=6, minute=30)) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_reminding_asks_the_database_as_often_for_one_action_as_for_three(plan, django_assert_num_queries, number):
    for _ in range(number - 1):
        an_action(plan.recommendation, plan.agency, by=plan.keeper)
    with django_assert_num_queries(6):
        remind_leads(at(1))


def test_the_partnership_is_warned_once_for_each_agency_and_day(plan):
    an_action(plan.recommendation, plan.agency, by=plan.keeper)
    watch("action_overdue", at(0))
    assert not Alarm.objects.exists()
    watch("action_overdue", at(1))
    watch("action_overdue", at(2))
    alarm = Alarm.objects.get()
    assert (alarm.partnership, alarm.link) == (plan.review.partnership, "/actions/surrey/")
    Action.objects.update(due_on=date(2027, 1, 1))
    watch("action_overdue", at(2))
    alarm.refresh_from_db()
    assert alarm.settled_at == at(2)


def text_of(mail):
    said = opened(mail)
    return f"{said['subject']}\n{said['body']}"
