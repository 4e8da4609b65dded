"""The list of alarms, and the page for those who run the installation and see nothing of a review."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from lifecycles.stepping import WORKER
from people.alarms import Cause, raise_alarm, reconcile, settle_alarm
from people.daily import note_heartbeat
from people.joining import join
from people.models import Alarm, DutyRun, User
from people.roles import Role

NOW = timezone.now()


def alarms_of(partnership, count, kind="late_release"):
    return [raise_alarm(kind, str(n), f"Number {n}.", partnership=partnership, now=NOW) for n in range(count)]


@pytest.fixture
def manager(surrey, a_person):
    return a_person(surrey, Role.BUSINESS_MANAGER)


@pytest.fixture
def client(manager, signed_in):
    return signed_in(manager)


def text(response):
    return " ".join(response.content.decode().split())


def test_an_empty_list_says_so(client):
    assert "No alarm waits for anybody." in text(client.get("/alarms/"))
    assert "No alarm has been settled yet." in text(client.get("/alarms/?show=settled"))


def test_twenty_fill_a_page(client, surrey):
    alarms_of(surrey, 21)
    assert [len(client.get(f"/alarms/?page={n}").context["lines"]) for n in (1, 2)] == [20, 1]


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_is_the_same_for_one_and_for_three(client, surrey, count, django_assert_num_queries):
    alarms_of(surrey, count)
    client.get("/alarms/")
    with django_assert_num_queries(8):
        client.get("/alarms/")


def test_the_link_of_an_alarm_leads_to_where_something_can_be_done(client, surrey):
    raise_alarm("clock_near", "1", "Near.", partnership=surrey, now=NOW, link="/reviews/abc/")
    assert 'href="/reviews/abc/"' in text(client.get("/alarms/"))


def test_a_settled_alarm_says_who_settled_it_and_that_its_reason_still_stands(client, surrey, manager):
    reconcile("clock_near", [Cause("1", "Near.", surrey)], now=NOW)
    settle_alarm(Alarm.objects.get(), by=manager, now=NOW)
    page = text(client.get("/alarms/?show=settled"))
    assert f"Settled by {manager.name} on" in page
    assert "The reason for it still stands." in page


def test_an_alarm_that_settled_by_itself_names_nobody(client, surrey):
    reconcile("clock_near", [Cause("1", "Near.", surrey)], now=NOW)
    reconcile("clock_near", [], now=NOW)
    page = text(client.get("/alarms/?show=settled"))
    assert "Settled by itself on" in page
    assert "still stands" not in page


def test_who_has_left_is_somebody_who_has_left(client, surrey, a_person):
    [alarm] = alarms_of(surrey, 1)
    left = a_person(surrey, Role.COMMS)
    settle_alarm(alarm, by=left, now=NOW)
    User.objects.filter(pk=left.pk).delete()
    assert "Settled by somebody who has left" in text(client.get("/alarms/?show=settled"))


def test_the_list_is_narrowed_by_partnership_when_there_are_several(client, surrey, solihull, manager):
    join(manager, solihull, Role.COMMS, by=WORKER, now=NOW)
    alarms_of(surrey, 1)
    alarms_of(solihull, 2, "blocked_release")
    assert len(client.get("/alarms/").context["lines"]) == 3
    assert len(client.get("/alarms/?partnership=solihull&partnership=nonsense").context["lines"]) == 2
    assert "No alarm is like this." in text(client.get("/alarms/?partnership=surrey&show=settled"))


def test_nothing_of_another_partnership_is_shown(client, solihull):
    alarms_of(solihull, 1)
    assert not client.get("/alarms/").context["lines"]
    assert not client.get("/alarms/?partnership=solihull").context["lines"]


OPENING = {"business_manager", "platform_admin"}


def test_operations_opens_for_those_who_run_the_installation(surrey, a_person, signed_in):
    clients = {role: signed_in(a_person(surrey, role)) for role in Role.values}
    opened = {role for role, client in clients.items() if client.get("/operations/").status_code == 200}
    assert opened == OPENING


def test_operations_shows_alarms_about_the_installation_and_no_others(surrey, a_person, signed_in):
    raise_alarm("clock_near", "1", "A clock.", partnership=surrey, now=NOW)
    raise_alarm("mail", "mail:1", "A mail without partnership.", partnership=None, now=NOW)
    raise_alarm("broken_invariant", "x", "A broken rule.", partnership=surrey, now=NOW)
    page = text(signed_in(a_person(surrey, Role.PLATFORM_ADMIN)).get("/operations/"))
    assert "A mail without partnership." in page
    assert "A broken rule." in page
    assert "A clock." not in page


def test_operations_says_when_the_worker_is_silent(surrey, a_person, signed_in):
    client = signed_in(a_person(surrey, Role.PLATFORM_ADMIN))
    assert "Never" in text(client.get("/operations/"))
    note_heartbeat(NOW - timedelta(hours=1))
    assert "has not been heard of" in text(client.get("/operations/"))
    note_heartbeat(timezone.now())
    assert "has not been heard of" not in text(client.get("/operations/"))


@pytest.mark.parametrize(("broken", "said"), [(0, "nothing was broken"), (1, "1 rule was"), (3, "3 rules were")])
def test_operations_says_how_the_last_check_went(surrey, a_person, signed_in, broken, said):
    DutyRun.objects.create(
        name="check_publication", day=NOW.date(), began_at=NOW, done_at=NOW, result={"broken": broken}
    )
    assert said in text(signed_in(a_person(surrey, Role.PLATFORM_ADMIN)).get("/operations/"))


def test_a_platform_admin_settles_what_concerns_the_installation_and_nothing_else(surrey, a_person, signed_in):
    client = signed_in(a_person(surrey, Role.PLATFORM_ADMIN))
    own = raise_alarm("mail", "mail:1", "Mail.", partnership=None, now=NOW)
    other = raise_alarm("clock_near", "1", "A clock.", partnership=surrey, now=NOW)
    assert client.post(f"/operations/{own.pk}/settle/").status_code == 302
    assert client.post(f"/operations/{other.pk}/settle/").status_code == 404
    assert client.post(f"/alarms/{other.pk}/settle/").status_code == 404
    assert [alarm.settled_at is None for alarm in Alarm.objects.order_by("pk")] == [False, True]
