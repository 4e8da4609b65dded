"""The pages on which staff help somebody back in."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from family_portal.models import Recovery
from family_portal.recovering import begin
from family_portal.states import RecoveryState
from family_portal.tests.door import at_portal, joined, signed_in
from lifecycles.stepping import WORKER, steps_of
from people.roles import Role

pytestmark = pytest.mark.django_db
HOW = "Rung back on the number that was agreed."


@pytest.fixture
def recovery(mother):
    mother.keep({"name": "Imogen Ashworth"})
    mother.save()
    return begin(mother, by=WORKER, now=timezone.now())


def path(recovery):
    return f"/ways-back/{recovery.uuid}/"


def do(user, recovery, deed, how=HOW):
    return signed_in(user).post(path(recovery), {"deed": deed, "how": how})


def test_two_members_of_staff_go_through_it_and_the_letter_lets_the_person_in(recovery, coordinator, manager):
    assert do(coordinator, recovery, "check").status_code == 302
    assert do(manager, recovery, "agree").status_code == 302
    early = signed_in(coordinator).get(path(recovery)).content.decode()
    assert "can still call it off" in early
    Recovery.objects.update(waits_until=timezone.now() - timedelta(seconds=1))
    page = do(coordinator, recovery, "issue").content.decode()
    code, proof = re.findall(r'<strong translate="no">([^<]+)</strong>', page)
    assert at_portal().post("/start/", {"code": code, "proof": proof}).headers["Location"] == "/start/name/"


def test_the_name_is_shown_to_who_works_with_the_person_and_that_it_was_read_is_recorded(
    recovery, mother, coordinator, manager
):
    assert b"Imogen Ashworth" in signed_in(coordinator).get(path(recovery)).content
    assert b"Imogen" not in signed_in(manager).get(path(recovery)).content
    assert b"Imogen" not in signed_in(coordinator).get("/ways-back/").content
    assert [step.facts for step in steps_of(mother).filter(move="read")] == [{"what": "recovery"}]


def test_nobody_else_finds_it(recovery, mother, surrey, solihull, a_person):
    strangers = [a_person(solihull, Role.BUSINESS_MANAGER), a_person(surrey, Role.FAMILY_COORDINATOR)]
    for user in strangers:
        client = signed_in(user)
        assert client.get("/ways-back/").content.count(b"Asked on") == 0
        missing = client.get(f"/ways-back/{uuid4()}/")
        for answer in (client.get(path(recovery)), client.post(path(recovery), {"deed": "vouch", "how": HOW})):
            assert (answer.status_code, answer.content) == (404, missing.content)
    assert signed_in(mother.account).get("/ways-back/").status_code == 404
    assert Recovery.objects.get().state == RecoveryState.ASKED


def test_a_manager_cannot_vouch_or_make_the_letter(recovery, manager, coordinator):
    assert do(manager, recovery, "vouch").status_code == 404
    do(coordinator, recovery, "vouch")
    assert do(manager, recovery, "issue").status_code == 404
    assert Recovery.objects.get().code_digest is None


def test_what_is_refused_is_said_in_words_and_nothing_typed_is_lost(recovery, coordinator):
    do(coordinator, recovery, "check")
    page = do(coordinator, recovery, "agree", "Wait & see").content.decode()
    assert "Another member of staff has to agree" in page
    assert "Wait &amp; see" in page
    assert "Say how you made sure who it is" in do(coordinator, recovery, "vouch", "").content.decode()


def test_the_list_is_empty_or_has_one_or_three_in_as_many_queries(
    review, manager, coordinator, recovery, django_assert_num_queries
):
    client = signed_in(coordinator)
    client.get("/ways-back/")
    with django_assert_num_queries(10) as counted:
        assert client.get("/ways-back/").content.count(b"Asked on") == 1
    for number in range(2):
        begin(joined(review, manager, name=f"name-{number}"), by=WORKER, now=timezone.now())
    with django_assert_num_queries(len(counted)):
        assert client.get("/ways-back/").content.count(b"Asked on") == 3
    Recovery.objects.update(state=RecoveryState.CALLED_OFF)
    assert b"Nobody asks for help" in client.get("/ways-back/").content
