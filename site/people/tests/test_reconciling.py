"""An alarm is raised once for each cause, and settles by itself when the cause is gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from people.alarms import Cause, reconcile, settle_alarm, settle_gone
from people.daily import claim, finish, forget_old_runs, is_silent, last_heard_of, note_heartbeat
from people.models import Alarm, DutyRun
from people.posting import send_due_mail
from people.roles import Role
from people.telling import operators, tell_of_alarms

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def cause(surrey):
    return Cause("recipient:1", "An address has to be verified.", surrey, "/recipients/")


def test_a_cause_that_stands_for_hours_raises_one_alarm_with_its_link(cause):
    for hour in range(3):
        reconcile("recipient_stale", [cause], now=NOW + hour * HOUR)
    alarm = Alarm.objects.get()
    assert (alarm.raised_at, alarm.link, alarm.settled_at) == (NOW, "/recipients/", None)


def test_it_settles_by_itself_when_its_cause_is_gone_and_nobody_is_named(cause):
    reconcile("recipient_stale", [cause], now=NOW)
    reconcile("recipient_stale", [], now=NOW + HOUR)
    alarm = Alarm.objects.get()
    assert (alarm.settled_at, alarm.settled_by, alarm.settled_itself) == (NOW + HOUR, None, True)


def test_a_cause_that_comes_back_raises_another_alarm(cause):
    for hour, causes in enumerate([[cause], [], [cause]]):
        reconcile("recipient_stale", causes, now=NOW + hour * HOUR)
    assert list(Alarm.objects.values_list("raised_at", flat=True)) == [NOW + 2 * HOUR, NOW]


def test_what_a_person_settled_is_not_raised_again_while_its_cause_stands(cause, surrey, a_person):
    reconcile("recipient_stale", [cause], now=NOW)
    settle_alarm(Alarm.objects.get(), by=a_person(surrey, Role.COMMS), now=NOW)
    reconcile("recipient_stale", [cause], now=NOW + HOUR)
    alarm = Alarm.objects.get()
    assert (alarm.settled_itself, alarm.cause_gone_at) == (False, None)
    reconcile("recipient_stale", [], now=NOW + 2 * HOUR)
    reconcile("recipient_stale", [cause], now=NOW + 3 * HOUR)
    assert Alarm.objects.count() == 2
    assert Alarm.objects.last().settled_at == NOW


def test_alarms_of_another_kind_are_left_alone(cause):
    reconcile("recipient_stale", [cause], now=NOW)
    settle_gone("mail", set(), now=NOW)
    assert Alarm.objects.get().settled_at is None


def test_what_can_wait_is_not_told_at_once(cause, surrey, a_person):
    a_person(surrey, Role.COMMS)
    reconcile("recipient_stale", [cause], now=NOW)
    assert tell_of_alarms(NOW) == 0


def test_an_alarm_about_the_installation_is_told_to_those_who_run_it(surrey, solihull, a_person):
    runs = a_person(solihull, Role.PLATFORM_ADMIN)
    a_person(surrey, Role.BUSINESS_MANAGER)
    reconcile("check_failed", [Cause("check", "The check did not end.", None)], now=NOW)
    assert tell_of_alarms(NOW) == 1
    send_due_mail(NOW)
    assert [message.to for message in mail.outbox] == [[runs.email]]
    assert "http://staff.test/operations/" in mail.outbox[0].body


def test_a_broken_rule_of_a_partnership_is_told_to_both(surrey, a_person):
    people = [a_person(surrey, Role.PLATFORM_ADMIN), a_person(surrey, Role.BUSINESS_MANAGER)]
    reconcile("broken_invariant", [Cause("rule", "A rule is broken.", surrey)], now=NOW)
    tell_of_alarms(NOW)
    send_due_mail(NOW)
    assert sorted(message.to[0] for message in mail.outbox) == sorted(person.email for person in people)


def test_where_nobody_runs_the_installation_the_business_managers_do(surrey, a_person):
    manager = a_person(surrey, Role.BUSINESS_MANAGER)
    a_person(surrey, Role.COMMS)
    assert list(operators()) == [manager]


def test_a_daily_duty_is_claimed_once_and_again_only_when_it_died(db):
    day = NOW.date()
    assert claim("check", day, now=NOW, again_after=HOUR)
    assert claim("check", day, now=NOW, again_after=HOUR) is None
    run = claim("check", day, now=NOW + HOUR, again_after=HOUR)
    finish(run, now=NOW + HOUR, broken=0)
    assert claim("check", day, now=NOW + 5 * HOUR, again_after=HOUR) is None
    assert DutyRun.objects.get().result == {"broken": 0}


def test_a_worker_is_silent_after_five_minutes_and_never_before_its_first_word(db):
    assert not is_silent(NOW)
    note_heartbeat(NOW)
    note_heartbeat(NOW + HOUR)
    assert last_heard_of(NOW + HOUR) == NOW + HOUR
    assert [is_silent(NOW + HOUR + timedelta(minutes=minutes)) for minutes in (5, 6)] == [False, True]
    assert DutyRun.objects.count() == 1


def test_what_was_done_three_months_ago_is_forgotten(db):
    for days in (0, 91):
        note_heartbeat(NOW - timedelta(days=days))
    forget_old_runs(NOW)
    assert [run.day for run in DutyRun.objects.all()] == [NOW.date()]
