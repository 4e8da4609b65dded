"""A security key or passkey is a second factor, and never more than that (attacks 21 and 23)."""

from __future__ import annotations

import pytest
from django.conf import settings

from family_portal.passkeys import passkeys_of
from family_portal.tests.door import at_portal, joined, signed_in, with_passphrase
from family_portal.tests.keys import SoftKey

pytestmark = pytest.mark.django_db
ORIGIN = "http://portal.test"


def post(client, path, data=None):
    return client.post(path, data or {}, content_type="application/json")


@pytest.fixture
def key():
    return SoftKey("portal.test", ORIGIN)


def add(member, key):
    client = signed_in(member.account)
    options = post(client, "/settings/key/begin/").json()
    return options, post(client, "/settings/key/done/", key.registers(options))


def test_a_key_that_was_added_signs_in_after_the_passphrase(mother, key):
    options, answer = add(mother, key)
    assert (answer.status_code, answer.json()) == (200, {"go": "/settings/"})
    assert options["rp"] == {"name": "Account", "id": "portal.test"}
    assert options["user"]["name"] == options["user"]["displayName"] == "Account"
    client = with_passphrase(mother.account)
    asked = post(client, "/code/key/").json()
    assert post(client, "/code/key/done/", key.signs(asked)).json() == {"go": "/here/"}
    assert client.get("/here/").status_code == 200


def test_a_key_without_the_passphrase_is_nothing(mother, key):
    add(mother, key)
    assert settings.OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN is False
    for path in ("/code/key/", "/code/key/done/"):
        assert post(at_portal(), path).headers["Location"] == "/account/"


def test_attack_23_what_a_key_said_is_good_once(mother, key):
    add(mother, key)
    client = with_passphrase(mother.account)
    said = key.signs(post(client, "/code/key/").json())
    assert post(client, "/code/key/done/", said).status_code == 200
    again = with_passphrase(mother.account)
    post(again, "/code/key/")
    assert post(again, "/code/key/done/", said).status_code == 400
    assert again.get("/here/").headers["Location"] == "/code/"


def test_attack_23_the_key_of_somebody_else_is_refused(mother, key, review, manager):
    add(mother, key)
    other = joined(review, manager, name="other-name-1")
    own = SoftKey("portal.test", ORIGIN)
    add(other, own)
    client = with_passphrase(other.account)
    said = key.signs(post(client, "/code/key/").json())
    assert post(client, "/code/key/done/", said).status_code == 400
    said = own.signs(post(client, "/code/key/").json())
    assert post(client, "/code/key/done/", said).status_code == 200


@pytest.mark.parametrize("elsewhere", [("portal.test", "http://evil.example"), ("evil.example", ORIGIN)])
def test_a_key_that_was_asked_by_another_site_is_refused(mother, key, elsewhere):
    add(mother, key)
    client = with_passphrase(mother.account)
    options = post(client, "/code/key/").json()
    key.host, key.origin = elsewhere
    assert post(client, "/code/key/done/", key.signs(options)).status_code == 400


@pytest.mark.parametrize("data", [None, [], {"id": 1}, "a", {"response": {}}])
def test_what_is_no_answer_of_a_key_is_refused(mother, key, data):
    add(mother, key)
    client = with_passphrase(mother.account)
    post(client, "/code/key/")
    assert client.post("/code/key/done/", data, content_type="application/json").status_code == 400


def test_attack_21_no_key_is_added_without_fresh_proof_or_by_staff(mother, key, coordinator):
    client = signed_in(mother.account)
    options = post(client, "/settings/key/begin/").json()
    session = client.session
    session["portal_proved_at"] -= 601
    session.save()
    assert post(client, "/settings/key/done/", key.registers(options)).headers["Location"] == "/settings/again/"
    assert post(signed_in(coordinator), "/settings/key/begin/").status_code == 404
    assert not passkeys_of(mother.account).exists()


def test_a_key_that_was_taken_away_signs_nobody_in(mother, key):
    add(mother, key)
    client = signed_in(mother.account)
    number = passkeys_of(mother.account).get().pk
    assert client.post("/settings/remove/", {"kind": "passkey", "number": number}).status_code == 302
    assert post(with_passphrase(mother.account), "/code/key/").status_code == 400
