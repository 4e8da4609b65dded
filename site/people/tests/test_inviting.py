"""Staff come in by invitation only (C21)."""

from __future__ import annotations

import base64
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from people.factors import WrongCode, begin_app, has_app, new_recovery_codes
from people.inviting import (
    CannotInvite,
    InvitationOver,
    accept,
    choose_password,
    find_by_token,
    invite,
    invite_again,
    revoke,
)
from people.models import AuthenticatorApp, Invitation, OutgoingMail, RecoverySheet, User
from people.permissions import NotAllowed
from people.posting import send_due_mail
from people.roles import Role
from people.testing import an_app_of
from people.tests.codes import code_of

NEW_PASSWORD = "a quiet garden gate"


@pytest.fixture
def manager(surrey, a_person):
    return a_person(surrey, Role.BUSINESS_MANAGER)


@pytest.fixture
def client():
    return Client(SERVER_NAME=settings.STAFF_HOST)


def link_in_last_mail():
    send_due_mail(timezone.now())
    return re.search(r"http://staff\.test(/\S+)", mail.outbox[-1].body)[1]


def token_in_last_mail():
    return link_in_last_mail().strip("/").split("/")[-1]


def invited(manager, surrey, email="new@example.org", **more):
    return invite(email, "New Person", surrey, Role.LEGAL, by=manager, now=more.get("now", timezone.now()))


def follow(client, link):
    client.get(link)
    client.post("/invitation/", {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD})
    return client.get("/invitation/app/")


def finish(client, user):
    code = code_of(AuthenticatorApp.objects.get(user=user, confirmed=False))
    return client.post("/invitation/app/", {"code": code})


def test_an_invitation_leads_to_password_app_codes_and_a_full_session(client, manager, surrey):
    user = invited(manager, surrey).user
    page = follow(client, link_in_last_mail())
    assert b'src="data:image/png;base64,' in page.content
    assert b"QR code" in page.content
    answer = finish(client, user)
    codes = re.findall(r"<li>([0-9A-Z-]{19})</li>", answer.content.decode())
    assert len(set(codes)) == 10
    assert client.get("/account/").status_code == 200
    assert user.memberships.get().role == Role.LEGAL
    assert User.objects.get(pk=user.pk).check_password(NEW_PASSWORD)


def test_the_secret_is_shown_to_be_typed_and_is_the_one_in_the_app(client, manager, surrey):
    user = invited(manager, surrey).user
    page = follow(client, link_in_last_mail()).content.decode()
    seed = re.search(r">([A-Z2-7]{4}(?: [A-Z2-7]{4}){7})<", page)[1].replace(" ", "")
    assert base64.b32decode(seed) == AuthenticatorApp.objects.get(user=user).seed()


def test_the_link_leaves_the_address_at_once(client, manager, surrey):
    invited(manager, surrey)
    link = link_in_last_mail()
    answer = client.get(link)
    assert answer.headers["Location"] == "/invitation/"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    token = link.strip("/").split("/")[-1]
    assert token not in client.get("/invitation/").content.decode()
    assert token not in str(dict(client.session.items()))


def test_a_mail_scanner_that_opens_the_link_uses_nothing_up(client, manager, surrey):
    user = invited(manager, surrey).user
    link = link_in_last_mail()
    for _ in range(3):
        Client(SERVER_NAME=settings.STAFF_HOST).get(link)
    follow(client, link)
    assert finish(client, user).status_code == 200


def test_an_invitation_works_once(client, manager, surrey):
    user = invited(manager, surrey).user
    link = link_in_last_mail()
    follow(client, link)
    finish(client, user)
    again = Client(SERVER_NAME=settings.STAFF_HOST).get(link)
    assert again.status_code == 404
    assert b"This link does not work" in again.content


def test_an_account_has_neither_password_nor_factor_nor_role_until_all_steps_are_done(client, manager, surrey):
    user = invited(manager, surrey).user
    follow(client, link_in_last_mail())
    client.post("/invitation/app/", {"code": "000000"})
    user.refresh_from_db()
    assert not user.has_usable_password()
    assert not has_app(user)
    assert not user.memberships.exists()
    assert client.get("/account/").headers["Location"].startswith("/sign-in/")


def test_the_app_step_needs_a_password_first(client, manager, surrey):
    invited(manager, surrey)
    client.get(link_in_last_mail())
    assert client.get("/invitation/app/").headers["Location"] == "/invitation/"
    assert not AuthenticatorApp.objects.exists()


def test_a_weak_password_is_refused(client, manager, surrey):
    invited(manager, surrey)
    client.get(link_in_last_mail())
    answer = client.post("/invitation/", {"new_password1": "password1234", "new_password2": "password1234"})
    assert answer.status_code == 200
    assert Invitation.objects.get().chosen_password == ""


def test_an_old_invitation_is_over(manager, surrey):
    sent = timezone.now()
    invited(manager, surrey, now=sent)
    token = token_in_last_mail()
    find_by_token(token, now=sent + timedelta(days=6, hours=23))
    with pytest.raises(InvitationOver):
        find_by_token(token, now=sent + timedelta(days=7))


def test_a_revoked_invitation_is_over_even_halfway(client, manager, surrey):
    invitation = invited(manager, surrey)
    follow(client, link_in_last_mail())
    revoke(invitation, by=manager, now=timezone.now())
    assert finish(client, invitation.user).status_code == 404
    assert not invitation.user.memberships.exists()


def test_a_second_invitation_replaces_the_first(manager, surrey):
    invited(manager, surrey)
    first = token_in_last_mail()
    invited(manager, surrey)
    find_by_token(token_in_last_mail(), now=timezone.now())
    with pytest.raises(InvitationOver):
        find_by_token(first, now=timezone.now())


def test_the_token_is_stored_nowhere(manager, surrey):
    invited(manager, surrey)
    token = token_in_last_mail()
    rows = [*Invitation.objects.values(), *OutgoingMail.objects.values()]
    assert rows
    assert token not in str(rows)


def test_of_two_that_finish_at_once_the_second_gets_nothing(manager, surrey):
    invitation = invited(manager, surrey)
    now = timezone.now()
    choose_password(invitation, NEW_PASSWORD)
    invitation.refresh_from_db()
    app = begin_app(invitation.user, now=now)
    accept(invitation, app, code_of(app), now=now)
    other = begin_app(invitation.user, now=now)
    with pytest.raises(InvitationOver):
        accept(invitation, other, code_of(other), now=now)
    assert AuthenticatorApp.objects.get(user=invitation.user, confirmed=True) == app


def test_with_one_invitation_the_open_ones_of_other_partnerships_are_accepted(manager, surrey, solihull, a_person):
    invitation = invited(manager, surrey)
    elsewhere = a_person(solihull, Role.PLATFORM_ADMIN)
    invite("NEW@example.org", "New", solihull, Role.COMMS, by=elsewhere, now=timezone.now())
    choose_password(invitation, NEW_PASSWORD)
    invitation.refresh_from_db()
    app = begin_app(invitation.user, now=timezone.now())
    accept(invitation, app, code_of(app), now=timezone.now())
    roles = set(invitation.user.memberships.values_list("partnership__slug", "role"))
    assert roles == {("surrey", "legal"), ("solihull", "comms")}
    assert not Invitation.objects.filter(accepted_at=None).exists()


def test_who_may_not_manage_people_cannot_invite(surrey, solihull, manager, a_person):
    legal = a_person(surrey, Role.LEGAL)
    for by, where in ((legal, surrey), (manager, solihull)):
        with pytest.raises(NotAllowed):
            invite("new@example.org", "New", where, Role.LEGAL, by=by, now=timezone.now())
    assert not Invitation.objects.exists()


def test_a_family_account_cannot_be_invited(manager, surrey, a_person):
    with pytest.raises(CannotInvite):
        invited(manager, surrey, email=a_person().email)


def test_who_is_staff_elsewhere_gets_the_role_and_keeps_their_factor(manager, surrey, solihull, a_person):
    colleague = a_person(solihull, Role.COMMS)
    app = an_app_of(colleague)
    assert invited(manager, surrey, email=colleague.email) is None
    assert colleague.memberships.filter(partnership=surrey, role=Role.LEGAL).exists()
    assert AuthenticatorApp.objects.get(user=colleague) == app
    assert OutgoingMail.objects.get().kind == "new_role"


def test_who_lost_everything_is_invited_again_and_all_that_was_ends(manager, surrey, a_person, signed_in, client):
    colleague = a_person(surrey, Role.COMMS)
    old = signed_in(colleague)
    new_recovery_codes(colleague, now=timezone.now())
    assert old.get("/account/").status_code == 200
    answer = signed_in(manager).post(f"/people/surrey/{colleague.pk}/invite-again/")
    assert answer.headers["Location"] == "/people/"
    assert not AuthenticatorApp.objects.filter(user=colleague).exists()
    assert not RecoverySheet.objects.filter(user=colleague).exists()
    assert old.get("/account/").headers["Location"].startswith("/sign-in/")
    follow(client, link_in_last_mail())
    assert "no longer work" in mail.outbox[-1].body
    assert finish(client, colleague).status_code == 200
    assert colleague.memberships.get().role == Role.COMMS


def test_nobody_invites_themself_again(manager, surrey):
    with pytest.raises(NotAllowed):
        invite_again(manager, surrey, by=manager, now=timezone.now())


def test_a_manager_elsewhere_cannot_invite_again(manager, solihull, a_person, surrey):
    colleague = a_person(solihull, Role.COMMS)
    an_app_of(colleague)
    for where in (surrey, solihull):
        with pytest.raises(NotAllowed):
            invite_again(colleague, where, by=manager, now=timezone.now())
    assert has_app(colleague)


def test_the_first_person_is_invited_by_a_command(surrey, capsys):
    call_command(
        "invite_staff", "first@example.org", "--name", "First", "--partnership", "surrey", "--role", "business_manager"
    )
    assert Invitation.objects.get().user.email == "first@example.org"
    assert "Invited" in capsys.readouterr().out


def test_the_command_says_when_there_is_no_such_partnership(surrey):
    with pytest.raises(CommandError, match="no partnership"):
        call_command("invite_staff", "a@example.org", "--name", "A", "--partnership", "nowhere", "--role", "legal")


def test_a_wrong_code_leaves_the_invitation_open(manager, surrey):
    invitation = invited(manager, surrey)
    choose_password(invitation, NEW_PASSWORD)
    invitation.refresh_from_db()
    app = begin_app(invitation.user, now=timezone.now())
    wrong = f"{(int(code_of(app)) + 1) % 1_000_000:06d}"
    with pytest.raises(WrongCode):
        accept(invitation, app, wrong, now=timezone.now() - timedelta(hours=1))
    find_by_token(token_in_last_mail(), now=timezone.now())
