"""A delegate speaks for one safeguarding partner, and for nobody without one."""

from __future__ import annotations

import pytest
from django.utils import timezone

from lifecycles.stepping import WORKER, steps_of
from people.factors import begin_app
from people.inviting import accept, choose_password, invite
from people.joining import PartnerMissing, join
from people.models import Invitation
from people.roles import Role
from people.tests.codes import code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(surrey, a_person):
    return a_person(surrey, Role.BUSINESS_MANAGER)


@pytest.fixture
def client(manager, signed_in):
    return signed_in(manager)


DELEGATE = {"email": "new@example.org", "name": "New Person", "role": "partner_delegate"}
REFUSED = "Choose the safeguarding partner for which the delegate speaks"


def test_a_delegate_without_a_partner_is_refused_in_words_and_what_was_typed_stays(client, surrey):
    page = client.post("/people/surrey/invite/", DELEGATE).content.decode()
    assert REFUSED in page
    assert "new@example.org" in page
    assert not Invitation.objects.exists()


def test_a_delegate_is_invited_for_one_partner_and_the_list_says_which(client, surrey):
    client.post("/people/surrey/invite/", DELEGATE | {"partner": "police"})
    assert Invitation.objects.get().partner == "police"
    assert "New Person, Delegate of a safeguarding partner (Police), until" in client.get("/people/").content.decode()


def test_an_invited_delegate_joins_for_the_partner_of_the_invitation(surrey, manager):
    now = timezone.now()
    invitation = invite("n@example.org", "N", surrey, Role.PARTNER_DELEGATE, by=manager, now=now, partner="icb")
    choose_password(invitation, "a long and quiet sentence")
    invitation.refresh_from_db()
    app = begin_app(invitation.user, now=now)
    accept(invitation, app, code_of(app), now=now)
    assert invitation.user.memberships.get().partner == "icb"


def test_another_role_has_no_partner_whatever_was_sent(client, surrey):
    client.post("/people/surrey/invite/", DELEGATE | {"role": "legal", "partner": "police"})
    assert Invitation.objects.get().partner == ""


def test_a_delegate_given_another_partner_speaks_for_that_one_alone_and_it_is_recorded(client, surrey, a_person):
    user = a_person(surrey, Role.PARTNER_DELEGATE, partner="police")
    client.post(f"/people/surrey/{user.pk}/", {"role": "partner_delegate", "partner": "icb"})
    membership = user.memberships.get()
    assert membership.partner == "icb"
    last = steps_of(membership).last()
    assert (last.move, last.facts["partner"]) == ("change_partner", "icb")


def test_a_person_cannot_be_made_a_delegate_without_a_partner(client, surrey, a_person):
    user = a_person(surrey, Role.LEGAL)
    assert REFUSED in client.post(f"/people/surrey/{user.pk}/", {"role": "partner_delegate"}).content.decode()
    assert user.memberships.get().role == "legal"


def test_no_door_lets_a_delegate_in_without_a_partner(surrey, manager, a_person):
    for partner in ("", "church"):
        with pytest.raises(PartnerMissing):
            join(a_person(), surrey, Role.PARTNER_DELEGATE, by=WORKER, now=timezone.now(), partner=partner)


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_takes_the_same_number_of_queries_however_long(
    people, client, surrey, a_person, django_assert_num_queries
):
    for _ in range(people):
        a_person(surrey, Role.PARTNER_DELEGATE)
    client.get("/people/")
    with django_assert_num_queries(9):
        client.get("/people/")
