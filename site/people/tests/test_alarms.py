"""An alarm waits for a person, and those who watch are told that it does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from people.alarms import raise_alarm, settle_alarm
from people.models import Alarm, OutgoingMail, User
from people.posting import send_due_mail
from people.roles import Role
from people.telling import tell_of_alarms, watchers

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MESSAGE = "A release could not be carried out."


def alarm_of(partnership, kind="release", subject="release:1"):
    return raise_alarm(kind, subject, MESSAGE, partnership=partnership, now=NOW)


def test_the_same_cause_raises_one_alarm_until_it_is_settled(surrey, a_person):
    first = alarm_of(surrey)
    assert alarm_of(surrey) == first
    settle_alarm(first, by=a_person(surrey, Role.COMMS), now=NOW)
    assert alarm_of(surrey) != first


def test_settling_twice_keeps_who_did_it_first(surrey, a_person):
    alarm, one, other = alarm_of(surrey), a_person(surrey, Role.COMMS), a_person(surrey, Role.LEGAL)
    settle_alarm(alarm, by=one, now=NOW)
    settle_alarm(alarm, by=other, now=NOW + timedelta(hours=1))
    alarm.refresh_from_db()
    assert (alarm.settled_by, alarm.settled_at) == (one, NOW)


def test_each_watcher_of_the_partnership_gets_one_mail_that_does_not_say_what_it_is(surrey, solihull, a_person):
    one = a_person(surrey, Role.COMMS, Role.LEGAL)
    a_person(solihull, Role.COMMS)
    a_person(surrey, Role.PARTNER_DELEGATE)
    left = a_person(surrey, Role.COMMS)
    User.objects.filter(pk=left.pk).update(is_active=False)
    alarm_of(surrey)
    assert tell_of_alarms(NOW) == 1
    send_due_mail(NOW)
    assert [message.to for message in mail.outbox] == [[one.email]]
    assert MESSAGE not in mail.outbox[0].body
    assert "http://staff.test/alarms/" in mail.outbox[0].body


def test_nobody_is_told_twice(surrey, a_person):
    a_person(surrey, Role.COMMS)
    alarm_of(surrey)
    assert tell_of_alarms(NOW) == 1
    assert tell_of_alarms(NOW) == 0
    assert OutgoingMail.objects.count() == 1


def test_an_alarm_that_was_settled_at_once_is_not_told(surrey, a_person):
    settle_alarm(alarm_of(surrey), by=a_person(surrey, Role.COMMS), now=NOW)
    assert tell_of_alarms(NOW) == 0


def test_mail_is_not_sent_about_mail(surrey, a_person):
    a_person(surrey, Role.COMMS)
    alarm_of(surrey, kind="mail", subject="mail:1")
    assert tell_of_alarms(NOW) == 0


def test_watchers_are_those_whose_role_sees_alarms(surrey, a_person):
    seeing = {a_person(surrey, role).pk for role in (Role.COMMS, Role.LEGAL, Role.BUSINESS_MANAGER)}
    a_person(surrey, Role.FAMILY_COORDINATOR)
    assert {user.pk for user in watchers(surrey)} == seeing


def test_an_alarm_is_listed_and_settled_on_its_page(surrey, a_person, signed_in):
    user = a_person(surrey, Role.LEGAL)
    alarm, client = alarm_of(surrey), signed_in(user)
    assert MESSAGE in client.get("/alarms/").content.decode()
    client.post(f"/alarms/{alarm.pk}/settle/")
    assert MESSAGE not in client.get("/alarms/").content.decode()
    assert Alarm.objects.get().settled_by == user


@pytest.mark.parametrize("where", ["other partnership", "no right"])
def test_who_may_not_see_an_alarm_cannot_settle_it(surrey, solihull, a_person, signed_in, where):
    role = Role.COMMS if where == "other partnership" else Role.PARTNER_DELEGATE
    client = signed_in(a_person(solihull if where == "other partnership" else surrey, role))
    alarm = alarm_of(surrey)
    assert MESSAGE not in client.get("/alarms/").content.decode()
    assert client.post(f"/alarms/{alarm.pk}/settle/").status_code == 404
    alarm.refresh_from_db()
    assert alarm.settled_at is None
