"""Two steps, in this order, and nothing before both (C17, C20-C29 for staff)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from people.factors import new_recovery_codes
from people.models import OutgoingMail, User
from people.roles import Role
from people.sessions import end_sessions
from people.testing import an_app_of, code_for, with_password_only

PASSWORD = "correct horse staple"


@pytest.fixture
def staff(surrey, a_person):
    user = a_person(surrey, Role.BUSINESS_MANAGER)
    an_app_of(user)
    return user


@pytest.fixture
def client():
    return Client(SERVER_NAME=settings.STAFF_HOST)


def give_password(client, email, password=PASSWORD, **more):
    return client.post("/sign-in/", {"email": email, "password": password, **more})


def sign_in(client, user, **more):
    give_password(client, user.email, **more)
    return client.post("/sign-in/code/", {"code": code_for(user)})


def test_password_and_code_together_open_the_account_page(client, staff):
    assert sign_in(client, staff).headers["Location"] == "/"
    assert client.get("/account/").status_code == 200


def test_a_password_alone_opens_only_the_code_step(client, staff):
    assert give_password(client, staff.email).headers["Location"] == "/sign-in/code/"
    for path in ("/account/", "/people/", "/cms/", "/nowhere/", "/sign-in/"):
        for answer in (client.get(path), client.post(path)):
            assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/code/")


def test_the_page_that_was_asked_for_is_opened_after_both_steps(client, staff):
    asked = client.get("/people/?a=1")
    assert asked.headers["Location"] == "/sign-in/?next=%2Fpeople%2F%3Fa%3D1"
    assert sign_in(client, staff, next="/people/?a=1").headers["Location"] == "/people/?a=1"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "evil", "///evil.example"],
)
def test_no_page_of_another_host_is_opened_after_signing_in(client, staff, elsewhere):
    assert sign_in(client, staff, next=elsewhere).headers["Location"] == "/"


def _refusal(client, email, password=PASSWORD):
    answer = give_password(client, email, password)
    text = answer.content.decode().replace(email, "ADDRESS")
    return answer.status_code, [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line]


def test_every_account_that_may_not_come_in_is_refused_in_the_same_words(client, staff, surrey, a_person):
    family, inactive, invited = a_person(), a_person(surrey, Role.LEGAL), a_person(surrey, Role.LEGAL)
    User.objects.filter(pk=inactive.pk).update(is_active=False)
    invited.set_unusable_password()
    invited.save()
    wrong = _refusal(client, staff.email, "wrong")
    assert wrong[0] == 200
    assert any("is not right" in line for line in wrong[1])
    for email in (family.email, inactive.email, invited.email, "nobody@example.org"):
        assert _refusal(client, email) == wrong


class CountingHasher(MD5PasswordHasher):
    calls = 0

    def encode(self, password, salt):
        type(self).calls += 1
        return super().encode(password, salt)


@pytest.mark.parametrize("kind", ["known", "unknown", "inactive", "unusable", "family"])
def test_the_password_is_hashed_once_whoever_is_asked_for(client, staff, a_person, settings, kind):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    if kind == "inactive":
        User.objects.filter(pk=staff.pk).update(is_active=False)
    elif kind == "unusable":
        staff.set_unusable_password()
        staff.save()
    email = {"unknown": "nobody@example.org", "family": a_person().email}.get(kind, staff.email)
    CountingHasher.calls = 0
    give_password(client, email, "wrong")
    assert CountingHasher.calls == 1


def test_a_session_gets_a_new_key_at_each_step(client, staff):
    client.get("/sign-in/forgotten/")
    keys = [client.session.session_key]
    give_password(client, staff.email)
    keys.append(client.cookies["session"].value)
    client.post("/sign-in/code/", {"code": code_for(staff)})
    keys.append(client.cookies["session"].value)
    assert len(set(keys)) == 3
    assert list(Session.objects.values_list("pk", flat=True)) == [keys[-1]]


def test_a_planted_session_key_is_not_kept(client, staff):
    client.cookies["session"] = "a" * 32
    sign_in(client, staff)
    assert client.cookies["session"].value != "a" * 32


def test_a_code_is_refused_the_second_time(client, staff):
    code = code_for(staff)
    for expected in (302, 200):
        other = Client(SERVER_NAME=settings.STAFF_HOST)
        give_password(other, staff.email)
        assert other.post("/sign-in/code/", {"code": code}).status_code == expected


def test_the_code_of_another_person_is_refused(client, staff, surrey, a_person):
    other = a_person(surrey, Role.LEGAL)
    an_app_of(other)
    give_password(client, staff.email)
    assert client.post("/sign-in/code/", {"code": code_for(other)}).status_code == 200
    assert client.get("/account/").headers["Location"] == "/sign-in/code/"


def test_a_recovery_code_signs_in_once_however_it_is_typed_and_the_person_is_told(client, staff):
    code = new_recovery_codes(staff, now=timezone.now())[0]
    give_password(client, staff.email)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert client.post("/sign-in/code/", {"code": f" {typed} "}).status_code == 302
    assert client.get("/account/").status_code == 200
    assert OutgoingMail.objects.get().kind == "recovery_code_used"
    other = Client(SERVER_NAME=settings.STAFF_HOST)
    give_password(other, staff.email)
    assert other.post("/sign-in/code/", {"code": code}).status_code == 200


def test_signing_out_ends_the_old_cookie_and_clears_the_browser(client, staff):
    sign_in(client, staff)
    cookie = client.cookies["session"].value
    answer = client.post("/sign-out/")
    assert '"cache"' in answer.headers["Clear-Site-Data"]
    thief = Client(SERVER_NAME=settings.STAFF_HOST)
    thief.cookies["session"] = cookie
    assert thief.get("/account/").headers["Location"].startswith("/sign-in/?next")


def test_asking_for_sign_out_by_link_signs_nobody_out(client, staff):
    sign_in(client, staff)
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/account/").status_code == 200


def test_a_late_save_cannot_bring_an_ended_session_back(client, staff):
    sign_in(client, staff)
    late = client.session
    client.post("/sign-out/")
    with pytest.raises(UpdateError):
        late.save()
    assert not Session.objects.exists()


def _age_session(client, **marks):
    session = client.session
    for mark, age in marks.items():
        session[mark] -= age.total_seconds()
    session.save()


def test_an_idle_session_ends(client, staff, signed_in):
    client = signed_in(staff)
    _age_session(client, seen_at=timedelta(minutes=settings.STAFF_IDLE_MINUTES - 1))
    assert client.get("/account/").status_code == 200
    _age_session(client, seen_at=timedelta(minutes=settings.STAFF_IDLE_MINUTES + 1))
    assert client.get("/account/").headers["Location"].startswith("/sign-in/")
    assert not Session.objects.exists()


def test_a_busy_session_ends_after_the_longest_time(signed_in, staff):
    client = signed_in(staff)
    _age_session(client, signed_in_at=timedelta(seconds=settings.SESSION_COOKIE_AGE + 1))
    assert client.get("/account/").headers["Location"].startswith("/sign-in/")


def test_what_the_editor_page_asks_by_itself_does_not_keep_a_session_awake(signed_in, staff, surrey):
    client = signed_in(staff)
    _age_session(client, seen_at=timedelta(minutes=30))
    before = client.session["seen_at"]
    page = surrey.site.root_page_id
    ping = client.post(f"/cms/editing-sessions/ping/home/homepage/{page}/1/")
    assert ping.status_code == 200
    assert client.session["seen_at"] == before
    client.get("/account/")
    assert client.session["seen_at"] > before


def test_the_password_step_holds_for_ten_minutes(client, staff):
    with_password_only(client, staff, now=timezone.now() - timedelta(minutes=11))
    answer = client.post("/sign-in/code/", {"code": code_for(staff)})
    assert answer.headers["Location"] == "/sign-in/"
    assert not Session.objects.exists()


def test_a_login_that_did_not_pass_our_steps_counts_for_nothing(client, staff):
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/account/").headers["Location"].startswith("/sign-in/?next")


@pytest.mark.parametrize("change", ["inactive", "no role", "stamp", "password", "app"])
def test_what_ends_an_account_ends_its_sessions_at_the_next_request(signed_in, staff, change):
    client = signed_in(staff)
    assert client.get("/account/").status_code == 200
    user = User.objects.get(pk=staff.pk)
    if change == "inactive":
        User.objects.filter(pk=user.pk).update(is_active=False)
    elif change == "no role":
        user.memberships.all().delete()
    elif change == "stamp":
        end_sessions(user)
    elif change == "password":
        user.set_password("another one entirely")
        user.save()
    else:
        an_app_of(user).delete()
    answer = client.get("/account/")
    assert answer.status_code == (404 if change == "no role" else 302)


def test_a_person_is_told_when_they_were_last_here_and_that_somebody_failed(client, staff):
    sign_in(client, staff)
    stranger = Client(SERVER_NAME=settings.STAFF_HOST, REMOTE_ADDR="192.0.2.9")
    give_password(stranger, staff.email, "wrong")
    client.post("/sign-out/")
    sign_in(client, staff)
    page = client.get("/account/").content.decode()
    assert "You last signed in on" in page
    assert "did not succeed" in page


def test_neither_password_nor_code_is_kept_in_the_session(client, staff):
    code = code_for(staff)
    give_password(client, staff.email)
    client.post("/sign-in/code/", {"code": code})
    kept = str(dict(client.session.items()))
    assert str(staff.pk) in kept
    assert PASSWORD not in kept
    assert code not in kept
