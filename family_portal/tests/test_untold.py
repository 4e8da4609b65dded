"""The list of whom the portal could not tell something."""

from __future__ import annotations

import pytest
from django.utils import timezone

from family_portal.models import Notice
from family_portal.notice_states import NoticeState
from family_portal.notifying import notify
from family_portal.tests.door import signed_in
from family_portal.tests.staffing import CANARIES, contacted
from lifecycles.stepping import WORKER, steps_of
from people.roles import Role

pytestmark = pytest.mark.django_db
LIST = "/work/untold/"


def untold(review, by):
    """A notice to somebody who has no way yet."""
    return notify(contacted(review, by), "date_changed", by=WORKER, now=timezone.now())


def test_who_works_with_the_family_sees_what_and_why_and_no_word_of_the_person(review, coordinator):
    notice = untold(review, coordinator)
    page = signed_in(coordinator).get(LIST).content.decode()
    assert "A date in your account has changed." in page
    assert "Nothing may be sent to this person now." in page
    assert f"/work/one/{notice.member.uuid}/" in page
    assert not [word for word in CANARIES if word in page]


def test_who_told_the_person_says_so_and_it_stands_in_the_record(review, coordinator):
    notice = untold(review, coordinator)
    client = signed_in(coordinator)
    assert client.post(f"{LIST}{notice.uuid}/").headers["Location"] == LIST
    assert Notice.objects.get().state == NoticeState.SETTLED
    last = steps_of(notice).last()
    assert (last.move, last.actor) == ("settle", coordinator.actor_reference)
    assert "Nobody waits" in client.get(LIST).content.decode()
    assert client.post(f"{LIST}{notice.uuid}/").status_code == 404


def test_nobody_else_finds_it(review, coordinator, manager, solihull, a_person):
    notice = untold(review, coordinator)
    for user in (manager, a_person(solihull, Role.FAMILY_COORDINATOR)):
        client = signed_in(user)
        assert str(notice.member.uuid) not in client.get(LIST).content.decode()
        assert client.post(f"{LIST}{notice.uuid}/").status_code == 404
    assert Notice.objects.get().state == NoticeState.WITH_STAFF


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(count, review, coordinator, django_assert_num_queries):
    for _ in range(count):
        untold(review, coordinator)
    client = signed_in(coordinator)
    client.get(LIST)
    with django_assert_num_queries(11):
        assert client.get(LIST).content.decode().count("The person has been told") == count
