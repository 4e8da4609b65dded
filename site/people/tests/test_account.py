"""What protects an account changes only just after both factors (C20, C21)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.factors import new_recovery_codes
from people.models import AuthenticatorApp, OutgoingMail, User
from people.posting import send_due_mail
from people.roles import Role
from people.testing import an_app_of, code_for, with_password_only, with_second_factor
from people.tests.codes import code_of

PASSWORD, NEW_PASSWORD = "correct horse staple", "a quiet garden gate"
PROTECTED = ["/account/password/", "/account/app/", "/account/recovery-codes/"]


@pytest.fixture
def staff(surrey, a_person):
    return a_person(surrey, Role.COMMS)


@pytest.fixture
def client(staff, signed_in):
    return signed_in(staff)


def grow_old(client):
    session = client.session
    session["proved_at"] -= timedelta(minutes=11).total_seconds()
    session.save()


@pytest.mark.parametrize("path", PROTECTED)
def test_a_session_that_proved_itself_long_ago_must_do_so_again(client, staff, path):
    assert client.get(path).status_code == 200
    grow_old(client)
    before = list(AuthenticatorApp.objects.values())
    for answer in (client.get(path), client.post(path, {"code": code_for(staff)})):
        assert answer.headers["Location"] == "/account/confirm/"
    assert list(AuthenticatorApp.objects.values()) == before
    confirmed = client.post("/account/confirm/", {"password": PASSWORD, "code": code_for(staff)})
    assert confirmed.headers["Location"] == path
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("wrong", ["password", "code"])
def test_one_factor_does_not_confirm(client, staff, wrong):
    grow_old(client)
    answers = {"password": PASSWORD, "code": code_for(staff)} | {wrong: "000000"}
    assert client.post("/account/confirm/", answers).status_code == 200
    assert client.get("/account/app/").headers["Location"] == "/account/confirm/"


@pytest.mark.parametrize("path", [*PROTECTED, "/account/confirm/", "/invitation/app/"])
def test_a_password_only_session_cannot_add_or_replace_a_factor(staff, path):
    app = an_app_of(staff)
    client = Client(SERVER_NAME=settings.STAFF_HOST)
    with_password_only(client, staff)
    for answer in (client.get(path), client.post(path, {"code": "123456", "password": PASSWORD})):
        assert answer.headers["Location"] == "/sign-in/code/"
    assert AuthenticatorApp.objects.get() == app


def test_a_person_without_a_factor_cannot_add_one_with_a_password(staff):
    client = Client(SERVER_NAME=settings.STAFF_HOST)
    with_password_only(client, staff)
    assert client.get("/account/app/").headers["Location"] == "/sign-in/code/"
    client.post("/sign-in/code/", {"code": "000000"})
    assert not AuthenticatorApp.objects.exists()


def elsewhere(staff):
    other = Client(SERVER_NAME=settings.STAFF_HOST)
    with_password_only(other, staff)
    with_second_factor(other, User.objects.get(pk=staff.pk))
    assert other.get("/account/").status_code == 200
    return other


def assert_out(client):
    assert client.get("/account/").headers["Location"].startswith("/sign-in/")


def test_a_changed_password_ends_every_other_session_and_is_told(client, staff):
    other = elsewhere(staff)
    old_key = client.cookies["session"].value
    client.post("/account/password/", {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD})
    assert client.get("/account/").status_code == 200
    assert client.cookies["session"].value != old_key
    assert_out(other)
    assert OutgoingMail.objects.get().kind == "password_changed"


def test_a_replaced_app_ends_every_other_session_and_is_told(client, staff):
    other = elsewhere(staff)
    client.get("/account/app/")
    new = AuthenticatorApp.objects.get(user=staff, confirmed=False)
    assert client.post("/account/app/", {"code": code_of(new)}).headers["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert AuthenticatorApp.objects.get(user=staff) == new
    assert_out(other)
    assert OutgoingMail.objects.get().kind == "factor_changed"


def test_new_recovery_codes_end_every_other_session(client, staff):
    other = elsewhere(staff)
    page = client.post("/account/recovery-codes/").content.decode()
    assert len(re.findall(r"<li>[0-9A-Z-]{19}</li>", page)) == 10
    assert client.get("/account/").status_code == 200
    assert_out(other)


def test_who_signed_in_with_a_recovery_code_can_replace_the_lost_app(staff):
    an_app_of(staff)
    codes = new_recovery_codes(staff, now=timezone.now())
    client = Client(SERVER_NAME=settings.STAFF_HOST)
    client.post("/sign-in/", {"email": staff.email, "password": PASSWORD})
    client.post("/sign-in/code/", {"code": codes[0]})
    client.get("/account/app/")
    new = AuthenticatorApp.objects.get(user=staff, confirmed=False)
    client.post("/account/app/", {"code": code_of(new)})
    assert client.post("/account/recovery-codes/").status_code == 200
    assert client.get("/account/").status_code == 200


def test_signing_out_everywhere_else_keeps_this_session(client, staff):
    other = elsewhere(staff)
    client.post("/account/sessions/")
    assert client.get("/account/").status_code == 200
    assert_out(other)


@pytest.fixture
def stranger():
    return Client(SERVER_NAME=settings.STAFF_HOST)


def ask_for_link(stranger, email):
    answer = stranger.post("/sign-in/forgotten/", {"email": email})
    return answer.status_code, answer.headers.get("Location")


def reset_link():
    send_due_mail(timezone.now())
    return re.search(r"http://staff\.test(/\S+)", mail.outbox[-1].body)[1]


def test_a_forgotten_password_is_answered_alike_for_everyone_and_mailed_to_staff_only(stranger, staff, a_person):
    answers = [ask_for_link(stranger, email) for email in (staff.email, a_person().email, "nobody@example.org")]
    assert set(answers) == {(302, "/sign-in/forgotten/sent/")}
    assert OutgoingMail.objects.get().recipient == staff.email


@pytest.mark.parametrize("kind", ["staff", "family", "nobody"])
def test_a_mail_is_written_for_everyone_and_kept_for_staff_only(stranger, staff, a_person, kind):
    email = {"staff": staff.email, "family": a_person().email, "nobody": "nobody@example.org"}[kind]
    with CaptureQueriesContext(connection) as queries:
        ask_for_link(stranger, email)
    written = sum('INSERT INTO "people_outgoingmail"' in query["sql"] for query in queries)
    assert (written, OutgoingMail.objects.count()) == (1, kind == "staff")


def test_a_new_password_signs_nobody_in_keeps_the_factor_and_ends_sessions(stranger, client, staff):
    app = an_app_of(staff)
    ask_for_link(stranger, staff.email)
    form = stranger.get(reset_link()).headers["Location"]
    assert stranger.get(form).status_code == 200
    done = stranger.post(form, {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD})
    assert done.headers["Location"] == "/sign-in/forgotten/done/"
    assert_out(stranger)
    assert_out(client)
    assert AuthenticatorApp.objects.get(user=staff) == app
    stranger.post("/sign-in/", {"email": staff.email, "password": NEW_PASSWORD})
    assert stranger.get("/account/").headers["Location"] == "/sign-in/code/"
    assert OutgoingMail.objects.filter(kind="password_changed").exists()


def test_a_reset_link_works_once_and_not_for_who_left(stranger, staff):
    ask_for_link(stranger, staff.email)
    link = reset_link()
    form = stranger.get(link).headers["Location"]
    stranger.post(form, {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD})
    again = Client(SERVER_NAME=settings.STAFF_HOST).get(link)
    assert b"This link does not work" in again.content
    ask_for_link(stranger, staff.email)
    link = reset_link()
    staff.memberships.all().delete()
    assert b"This link does not work" in Client(SERVER_NAME=settings.STAFF_HOST).get(link).content


@pytest.mark.parametrize("made_up", ["x/y", "MQ/set-password", "MA/a-b"])
def test_a_made_up_reset_link_does_not_work(stranger, staff, made_up):
    assert b"This link does not work" in stranger.get(f"/sign-in/forgotten/{made_up}/").content
