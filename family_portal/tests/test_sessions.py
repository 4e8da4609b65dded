"""Sessions of the families' host end, and stay ended (attacks 25, 26 and 28)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from family_portal import changing
from family_portal.sessions import ends_at
from family_portal.tests.door import PASSPHRASE, at_portal, signed_in, with_passphrase
from people.models import AuthenticatorApp, User
from people.sessions import end_sessions
from people.testing import code_for

pytestmark = pytest.mark.django_db


def shift(client, **ago):
    """Let everything that `client` did lie so long ago."""
    session = client.session
    for name, value in list(session.items()):
        if name.startswith("portal_") and name.endswith("_at"):
            session[name] = value - timedelta(**ago).total_seconds()
    session.save()


def is_in(client):
    return client.get("/stay/left/").status_code == 200


def key_of(client):
    return client.cookies["session"].value


def test_attack_25_each_step_has_a_key_of_its_own_and_the_old_ones_are_gone(mother):
    client = at_portal()
    client.post("/account/", {"name": "kettle-marsh-1234", "passphrase": PASSPHRASE})
    keys = [key_of(client)]
    client.post("/code/", {"code": code_for(mother.account)})
    keys.append(key_of(client))
    assert is_in(client)
    assert len(set(keys)) == 2
    assert list(Session.objects.values_list("pk", flat=True)) == [keys[-1]]


def test_attack_25_a_key_that_somebody_else_chose_is_not_taken_over(mother):
    client = at_portal()
    client.cookies["session"] = "a" * 32
    client.post("/account/", {"name": "kettle-marsh-1234", "passphrase": PASSPHRASE})
    assert key_of(client) != "a" * 32


@pytest.mark.parametrize("how", ["leave", "passphrase", "stamp", "inactive", "app"])
def test_attack_25_the_old_cookie_opens_nothing_after(mother, how):
    client = signed_in(mother.account)
    key = key_of(client)
    assert is_in(client)
    if how == "leave":
        client.get("/leave/")
    elif how == "passphrase":
        changing.change_passphrase(mother, PASSPHRASE, now=timezone.now())
    elif how == "stamp":
        end_sessions(User.objects.get(pk=mother.account_id))
    elif how == "inactive":
        User.objects.filter(pk=mother.account_id).update(is_active=False)
    else:
        AuthenticatorApp.objects.filter(user=mother.account).delete()
    again = at_portal()
    again.cookies["session"] = key
    assert again.get("/here/").status_code == 302
    assert again.get("/settings/").headers["Location"] in ("/account/", "/code/")


def test_attack_25_a_late_save_cannot_revive_a_session_that_was_left(mother):
    client = signed_in(mother.account)
    late = SessionStore(key_of(client))
    assert late["portal_seen_at"]
    client.get("/leave/")
    late["portal_seen_at"] = timezone.now().timestamp()
    with pytest.raises(UpdateError):
        late.save()
    assert not Session.objects.exists()


def test_attack_25_a_request_that_was_under_way_when_one_left_cannot_revive_it(mother, monkeypatch):
    from family_portal.views import landing

    client, other = signed_in(mother.account), at_portal()
    other.cookies = client.cookies.copy()
    ends = landing.ends_at

    def leaves_meanwhile(session):
        client.get("/leave/")
        return ends(session)

    monkeypatch.setattr(landing, "ends_at", leaves_meanwhile)
    answer = other.post("/stay/", headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert not Session.objects.exists()


def test_attack_26_fifteen_quiet_minutes_end_a_session(mother):
    client = signed_in(mother.account)
    shift(client, minutes=14, seconds=50)
    assert client.get("/here/").status_code == 200
    shift(client, minutes=15, seconds=1)
    assert client.get("/here/").headers["Location"] == "/account/"
    assert not Session.objects.exists()


def test_attack_26_no_keeping_alive_goes_beyond_eight_hours(mother):
    client = signed_in(mother.account)
    for _ in range(48):
        shift(client, minutes=9, seconds=55)
        assert client.post("/stay/", headers={"accept": "application/json"}).status_code == 200
    shift(client, minutes=9, seconds=55)
    answer = client.post("/stay/", headers={"accept": "application/json"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/")


def test_attack_26_what_a_page_asks_by_itself_keeps_nobody_signed_in(mother):
    client = signed_in(mother.account)
    for _ in range(2):
        shift(client, minutes=7)
        assert client.get("/stay/left/").status_code == 200
    shift(client, minutes=2)
    assert client.get("/stay/left/").status_code == 302


def test_attack_26_a_session_from_the_future_or_without_marks_is_nothing(mother):
    client = signed_in(mother.account)
    shift(client, hours=-1)
    assert client.get("/here/").headers["Location"] == "/account/"
    bare = at_portal()
    bare.force_login(mother.account)
    assert bare.get("/code/").headers["Location"] == "/account/"


def test_the_passphrase_step_holds_for_ten_minutes(mother):
    client = with_passphrase(mother.account)
    shift(client, minutes=9)
    assert client.get("/code/").status_code == 200
    shift(client, minutes=2)
    assert client.get("/code/").headers["Location"] == "/account/"


def test_one_press_gives_fifteen_minutes_more(mother):
    client = signed_in(mother.account)
    shift(client, minutes=14)
    assert client.get("/stay/left/").json()["seconds"] <= 60
    answer = client.post("/stay/", headers={"accept": "application/json"})
    assert answer.json()["seconds"] >= 14 * 60
    assert client.post("/stay/").headers["Location"] == "/here/"


def test_every_page_says_until_when_one_is_signed_in_without_script(mother):
    client = signed_in(mother.account)
    for path in ("/here/", "/here/more/", "/settings/"):
        text = client.get(path).content.decode()
        end = timezone.localtime(ends_at(client.session))
        assert f"You will be signed out at {end:%H:%M}" in text, path
    assert "signed out at" not in at_portal().get("/account/").content.decode()


def test_every_page_has_the_way_out_errors_too(mother):
    client = signed_in(mother.account)
    pages = [client.get(path) for path in ("/here/", "/here/more/", "/settings/", "/settings/app/", "/never/")]
    pages += [at_portal().get(path) for path in ("/account/", "/start/", "/help/")]
    for page in pages:
        assert re.search(r'id="leave" href="/leave/"', page.content.decode())


def test_attack_28_leaving_ends_the_session_and_tells_the_browser_to_keep_nothing(mother):
    client = signed_in(mother.account)
    assert client.get("/here/").headers["Cache-Control"] == "no-store, private"
    answer = client.get("/leave/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/left/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not Session.objects.exists()
    assert client.get("/here/").headers["Location"] == "/account/"


def test_the_page_after_leaving_speaks_honestly_of_the_history_and_knows_nobody():
    text = at_portal().get("/left/").content.decode()
    assert "in its history" in text
    assert "cannot take them out" in text
    assert "<script" not in text
    assert "account" not in text.lower()


def test_other_devices_are_signed_out_and_this_one_stays(mother):
    here, elsewhere = signed_in(mother.account), signed_in(mother.account)
    assert is_in(elsewhere)
    assert here.post("/settings/others/").headers["Location"] == "/settings/"
    assert is_in(here)
    assert not is_in(elsewhere)


def test_one_sees_when_one_signed_in_last_and_that_somebody_tried(mother):
    def sign_in():
        client = at_portal()
        client.post("/account/", {"name": "kettle-marsh-1234", "passphrase": PASSPHRASE})
        client.post("/code/", {"code": code_for(mother.account)})
        return client.get("/here/").content.decode()

    first = sign_in()
    assert "last signed in" not in first
    assert "Somebody tried" not in first
    at_portal().post("/account/", {"name": "kettle-marsh-1234", "passphrase": "wrong"})
    User.objects.filter(pk=mother.account_id).update(last_signed_in_at=timezone.now() - timedelta(days=2))
    AuthenticatorApp.objects.filter(user=mother.account).update(last_step=0)
    second = sign_in()
    assert "You last signed in on" in second
    assert "Somebody tried" in second
