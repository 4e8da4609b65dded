"""Who manages people sees and changes those of their own partnership, and nobody else does."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from lifecycles.stepping import WORKER
from people.inviting import invite
from people.joining import join
from people.models import AuthenticatorApp, Invitation, User
from people.roles import Role
from people.testing import with_password_only


@pytest.fixture
def manager(surrey, a_person):
    return a_person(surrey, Role.BUSINESS_MANAGER)


@pytest.fixture
def client(manager, signed_in):
    return signed_in(manager)


def test_the_list_shows_the_people_of_the_own_partnership_with_their_roles(client, surrey, solihull, a_person):
    own, other = a_person(surrey, Role.LEGAL, Role.COMMS), a_person(solihull, Role.LEGAL)
    page = client.get("/people/").content.decode()
    assert own.name in page
    assert "Communications officer, Legal adviser" in page
    assert f"/{other.pk}/" not in page
    assert solihull.name not in page


def test_a_person_is_invited_and_the_invitation_taken_back(client, surrey):
    client.post("/people/surrey/invite/", {"email": "new@example.org", "name": "New Person", "role": "legal"})
    invitation = Invitation.objects.get()
    assert "New Person" in client.get("/people/").content.decode()
    client.post(f"/people/surrey/invitations/{invitation.pk}/revoke/")
    assert "New Person" not in client.get("/people/").content.decode()


def test_an_address_that_cannot_be_invited_is_answered_in_words(client, a_person):
    answer = client.post("/people/surrey/invite/", {"email": a_person().email, "name": "N", "role": "legal"})
    assert b"This address cannot be invited" in answer.content


def test_a_role_is_changed_and_the_old_one_goes(client, surrey, a_person):
    user = a_person(surrey, Role.LEGAL, Role.COMMS)
    assert client.get(f"/people/surrey/{user.pk}/").status_code == 200
    client.post(f"/people/surrey/{user.pk}/", {"role": "lead_reviewer"})
    assert list(user.memberships.values_list("role", flat=True)) == ["lead_reviewer"]


def test_who_is_removed_is_out_at_the_next_request_and_keeps_no_way_to_sign_in(client, surrey, a_person, signed_in):
    user = a_person(surrey, Role.LEGAL)
    theirs = signed_in(user)
    assert theirs.get("/account/").status_code == 200
    client.post(f"/people/surrey/{user.pk}/remove/")
    assert theirs.get("/account/").status_code == 302
    assert not AuthenticatorApp.objects.filter(user=user).exists()
    assert not User.objects.get(pk=user.pk).has_usable_password()


def test_who_is_removed_here_keeps_their_role_elsewhere(client, surrey, solihull, a_person, signed_in):
    user = a_person(surrey, Role.LEGAL)
    join(user, solihull, Role.LEGAL, by=WORKER, now=timezone.now())
    theirs = signed_in(user)
    client.post(f"/people/surrey/{user.pk}/remove/")
    assert theirs.get("/account/").status_code == 200
    assert user.memberships.get().partnership == solihull


def test_who_was_removed_can_be_invited_again(client, surrey, a_person):
    user = a_person(surrey, Role.LEGAL)
    client.post(f"/people/surrey/{user.pk}/remove/")
    client.post("/people/surrey/invite/", {"email": user.email, "name": user.name, "role": "legal"})
    assert Invitation.objects.get().user == user


@pytest.mark.parametrize("deed", ["", "remove/", "invite-again/"])
def test_nobody_changes_their_own_standing(client, manager, deed):
    assert client.post(f"/people/surrey/{manager.pk}/{deed}", {"role": "legal"}).status_code == 404
    assert manager.memberships.get().role == Role.BUSINESS_MANAGER
    assert client.get(f"/people/surrey/{manager.pk}/").status_code == 200


def _attacks(victim, partnership, invitation):
    yield f"/people/{partnership.slug}/invite/", {"email": "x@example.org", "name": "X", "role": "legal"}
    yield f"/people/{partnership.slug}/{victim.pk}/", {"role": "platform_admin"}
    for deed in ("remove", "unlock", "invite-again"):
        yield f"/people/{partnership.slug}/{victim.pk}/{deed}/", {}
    yield f"/people/{partnership.slug}/invitations/{invitation.pk}/revoke/", {}


@pytest.mark.parametrize("attacker", ["other manager", "colleague"])
def test_who_may_not_manage_people_here_finds_nothing_here(surrey, solihull, manager, a_person, signed_in, attacker):
    victim = a_person(surrey, Role.LEGAL)
    invitation = invite("new@example.org", "New", surrey, Role.LEGAL, by=manager, now=timezone.now())
    other = a_person(solihull, Role.BUSINESS_MANAGER) if attacker == "other manager" else a_person(surrey, Role.COMMS)
    client = signed_in(other)
    for path, answers in _attacks(victim, surrey, invitation):
        assert client.post(path, answers).status_code == 404, path
        assert client.get(path).status_code in {404, 405}, path
    victim.refresh_from_db()
    invitation.refresh_from_db()
    assert victim.memberships.get().role == Role.LEGAL
    assert invitation.revoked_at is None
    assert Invitation.objects.count() == 1


def test_a_person_of_another_partnership_is_not_reached_through_the_own_one(client, solihull, a_person):
    victim = a_person(solihull, Role.LEGAL)
    for deed in ("", "remove/", "unlock/", "invite-again/"):
        assert client.post(f"/people/surrey/{victim.pk}/{deed}", {"role": "legal"}).status_code == 404


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (
            Role.BUSINESS_MANAGER,
            [
                "/",
                "/planner/",
                "/reports/import/",
                "/cms/",
                "/pages/",
                "/learning/",
                "/translations/",
                "/copies/",
                "/enquiries/",
                "/links/",
                "/actions/",
                "/recipients/",
                "/terms/",
                "/alarms/",
                "/mail/",
                "/operations/",
                "/people/",
                "/account/",
            ],
        ),
        (Role.PLATFORM_ADMIN, ["/operations/", "/people/", "/account/"]),
        (Role.PARTNER_DELEGATE, ["/", "/planner/", "/account/"]),
    ],
)
def test_the_menu_shows_what_the_person_may_do(surrey, a_person, signed_in, role, expected):
    answer = signed_in(a_person(surrey, role)).get("/account/")
    items = answer.context["navigation"]
    assert [item["url"] for item in items] == expected
    assert [item["url"] for item in items if item["current"]] == ["/account/"]


def test_before_the_second_factor_there_is_no_menu(manager, signed_in):
    client = Client(SERVER_NAME=settings.STAFF_HOST)
    with_password_only(client, manager)
    answer = client.get("/sign-in/code/")
    assert answer.context["navigation"] == []
