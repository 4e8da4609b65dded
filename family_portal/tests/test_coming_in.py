"""With a letter and what the worker said, and in no other way (attacks 13 to 16)."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from family_portal import codes, joining
from family_portal.models import CodeFactor, FamilyMember, Invitation, Joining, SignInName
from family_portal.states import InvitationState, MemberState
from family_portal.tests.door import PASSPHRASE, at_portal, invited, joined
from lifecycles.stepping import steps_of
from people.factors import begin_app
from people.models import Alarm, AuthenticatorApp, OutgoingMail, User
from people.sealing import open_sealed
from people.tests.codes import code_of

pytestmark = pytest.mark.django_db
REFUSED = "do not go together"


@pytest.fixture
def client():
    return at_portal()


def redeem(client, code, proof):
    return client.post("/start/", {"code": code, "proof": proof})


def choose(client, name="", passphrase=PASSPHRASE):
    return client.post("/start/name/", {"name": name, "passphrase": passphrase, "again": passphrase})


def finish_with_app(client):
    client.get("/start/app/")
    app = AuthenticatorApp.objects.get(confirmed=False)
    return client.post("/start/app/", {"code": code_of(app)})


def come_in(client, code, proof, name=""):
    redeem(client, code, proof)
    choose(client, name)
    return finish_with_app(client)


def sent_code():
    mail = OutgoingMail.objects.filter(kind="account_code").latest("pk")
    return re.search(r"\b[0-9]{6}\b", open_sealed(mail.sealed_text, place=mail.message_id).decode())[0]


def test_letter_proof_passphrase_and_app_let_a_person_in(client, review, manager):
    member, code, proof = invited(review, manager)
    page = come_in(client, code, proof)
    assert (page.status_code, page.content.decode().count("<li>")) == (200, 10)
    member.refresh_from_db()
    assert (member.state, member.account.name, member.account.is_active) == (MemberState.JOINED, "Family account", True)
    assert member.invitations.get().state == InvitationState.USED
    assert client.get("/here/").status_code == 200
    assert [step.move for step in steps_of(member)] == ["join"]


def test_the_user_name_that_was_given_signs_in_afterwards(client, review, manager):
    _, code, proof = invited(review, manager)
    name = re.search(r'translate="no">([a-z]+-[a-z]+-[0-9]{4})<', come_in(client, code, proof).content.decode())[1]
    answer = at_portal().post("/account/", {"name": f" {name.upper()} ", "passphrase": PASSPHRASE})
    assert answer.headers["Location"] == "/code/"


def test_a_code_by_email_serves_as_second_factor_and_its_address_lies_sealed(client, review, manager):
    member, code, proof = invited(review, manager)
    redeem(client, code, proof)
    choose(client, "ann@example.org")
    client.post("/start/email/", {"address": "ann.other@example.org"})
    assert client.post("/start/code/", {"code": "000000"}).status_code == 200
    page = client.post("/start/code/", {"code": f"{sent_code()[:3]} {sent_code()[3:]}"})
    assert "ann@example.org" not in page.content.decode()
    place = CodeFactor.objects.get(user=FamilyMember.objects.get(pk=member.pk).account)
    assert (place.confirmed, place.address) == (True, "ann.other@example.org")
    assert b"ann.other" not in bytes(place.sealed)
    assert at_portal().post("/account/", {"name": "ANN@example.org", "passphrase": PASSPHRASE}).status_code == 302


def test_the_second_relative_with_the_same_email_is_given_a_user_name_and_learns_nothing(client, review, manager):
    joined(review, manager, name="shared@example.org")
    _, code, proof = invited(review, manager)
    page = come_in(client, code, proof, "shared@example.org").content.decode()
    assert re.search(r'translate="no">[a-z]+-[a-z]+-[0-9]{4}<', page)
    assert "shared@example.org" not in page
    assert SignInName.objects.count() == 2


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("-", "")])
def test_case_spaces_and_hyphens_of_a_code_are_forgiven(client, review, manager, change):
    _, code, proof = invited(review, manager)
    answer = redeem(client, change(code), f" {proof[:4]} {proof[4:]} ")
    assert answer.headers["Location"] == "/start/name/"


def test_nothing_counts_before_the_second_factor(client, review, manager):
    member, code, proof = invited(review, manager)
    redeem(client, code, proof)
    choose(client)
    assert FamilyMember.objects.get(pk=member.pk).state == MemberState.INVITED
    assert not User.objects.get(name="Family account").is_active
    assert client.get("/here/").headers["Location"] == "/account/"
    assert come_in(at_portal(), code, proof).status_code == 200


@pytest.mark.parametrize("path", ["/start/name/", "/start/app/", "/start/email/", "/start/code/"])
def test_without_a_letter_every_later_step_leads_to_the_beginning(client, path):
    assert client.get(path).headers["Location"] == "/start/"
    assert client.post(path, {"code": "123456"}).headers["Location"] == "/start/"


def test_half_an_hour_is_the_longest_for_all_steps(client, review, manager):
    _, code, proof = invited(review, manager)
    redeem(client, code, proof)
    assert client.get("/start/name/").status_code == 200
    Joining.objects.update(began_at=timezone.now() - timedelta(minutes=31))
    assert client.get("/start/name/").headers["Location"] == "/start/"


def test_what_nobody_finished_is_forgotten_with_its_account(client, review, manager):
    _, code, proof = invited(review, manager)
    redeem(client, code, proof)
    assert User.objects.filter(name="Family account").count() == 1
    joining.forget_unfinished(timezone.now() + timedelta(hours=2))
    assert not Joining.objects.exists()
    assert not User.objects.filter(name="Family account").exists()


@pytest.mark.parametrize(
    "passphrase", ["short", "passwordpassword", "liverpool1234", "qwertyuiop123", "Manchester2019!", "x" * 60]
)
def test_a_breached_or_easily_guessed_passphrase_is_refused_offline(client, review, manager, passphrase):
    _, code, proof = invited(review, manager)
    redeem(client, code, proof)
    assert choose(client, passphrase=passphrase).status_code == 200
    assert choose(client).status_code == 302


def refusals(review, manager):
    """Everything that a letter can be other than good."""
    _, code, proof = invited(review, manager)
    yield "wrong proof", code, f"{(int(proof) + 1) % 10**8:08d}"
    yield "unknown", codes.new_code(), proof
    yield "of another letter", code, invited(review, manager)[2]
    for name, state in (("revoked", InvitationState.REVOKED), ("used", InvitationState.USED)):
        other, code, proof = invited(review, manager)
        Invitation.objects.filter(member=other).update(state=state)
        yield name, code, proof
    _, code, proof = invited(review, manager, lasts=timedelta(seconds=-1))
    yield "expired", code, proof
    stopped, code, proof = invited(review, manager)
    FamilyMember.objects.filter(pk=stopped.pk).update(state=MemberState.STOPPED)
    yield "stopped", code, proof
    yield "malformed", "Z9Z9-Z9Z9", "99999999"


def words_of(answer, *typed):
    text = answer.content.decode()
    for word in typed:
        text = text.replace(word, "TYPED")
    return answer.status_code, re.sub(r'value="[^"]{64}"|nonce="[^"]+"', "", text), sorted(answer.headers)


def test_attack_14_wrong_expired_revoked_used_and_unknown_codes_are_refused_alike(review, manager):
    _, good, proof = invited(review, manager)
    assert redeem(at_portal(), good, proof).status_code == 302
    seen = {
        name: words_of(redeem(at_portal(REMOTE_ADDR=f"198.51.100.{number}"), code, said), code, said)
        for number, (name, code, said) in enumerate(refusals(review, manager))
    }
    assert len(seen) == 8
    assert REFUSED in seen["unknown"][1]
    assert {name: words == seen["unknown"] for name, words in seen.items()} == dict.fromkeys(seen, True)


def test_attack_14_a_code_is_nothing_on_another_host(review, manager, surrey):
    _, code, proof = invited(review, manager)
    for host in ("staff.test", "surrey.test"):
        answer = at_portal(headers={"host": host}).post("/start/", {"code": code, "proof": proof})
        assert answer.status_code in (302, 404)
        assert not Joining.objects.exists()
    assert redeem(at_portal(), code, proof).status_code == 302


def test_attack_15_a_letter_without_its_second_proof_is_not_enough_and_staff_hear_of_guessing(client, review, manager):
    _, code, proof = invited(review, manager)
    wrong = [f"{(int(proof) + number) % 10**8:08d}" for number in range(1, 8)]
    answers = [redeem(client, code, said) for said in wrong]
    assert all(answer.status_code == 200 for answer in answers)
    assert not Joining.objects.exists()
    assert b"too many attempts" in answers[-1].content
    alarm = Alarm.objects.get(kind="portal_guessing")
    assert (alarm.partnership, code in alarm.message + alarm.subject) == (review.partnership, False)


def test_attack_15_guesses_with_one_letter_keep_nobody_elses_letter_out(review, manager):
    _, code, _ = invited(review, manager)
    _, other, proof = invited(review, manager)
    for number in range(8):
        redeem(at_portal(), code, f"{number:08d}")
    assert redeem(at_portal(), other, proof).status_code == 302


def test_attack_16_code_and_proof_stand_in_no_address_and_in_no_table(client, review, manager, tmp_path, caplog):
    caplog.set_level("DEBUG")
    _, code, proof = invited(review, manager)
    visited = [redeem(client, code, proof), choose(client, "ann@example.org"), finish_with_app(client)]
    assert not any(word in answer.headers.get("Location", "") for answer in visited for word in (code, proof))
    call_command("dumpdata", output=str(tmp_path / "dump.json"))
    session = "".join(str(row.get_decoded()) for row in Session.objects.all())
    stores = (tmp_path / "dump.json").read_text() + session + caplog.text
    plain = codes.normalised(code)
    for secret in (code, plain, proof, PASSPHRASE, "ann@example.org"):
        assert secret not in stores
    assert codes.code_digest(code) in stores


def test_attack_16_a_get_with_code_and_proof_redeems_nothing(client, review, manager):
    _, code, proof = invited(review, manager)
    assert client.get("/start/", {"code": code, "proof": proof}).status_code == 200
    assert not Joining.objects.exists()
    assert redeem(client, code, proof).status_code == 302


def test_a_code_has_a_hundred_bits_and_no_two_are_alike():
    made = {codes.new_code() for _ in range(2000)}
    assert len(made) == 2000
    assert all(re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}", code) for code in made)
    assert len(codes.ALPHABET) ** codes.SIGNS >= 2**100


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_attack_13_of_twenty_at_once_one_comes_in(review, manager):
    member, code, proof = invited(review, manager)
    begun = []
    for number in range(20):
        client = at_portal(REMOTE_ADDR=f"198.51.100.{number}")
        assert redeem(client, code, proof).status_code == 302
        own = Joining.objects.latest("pk")
        joining.choose(own, "", PASSPHRASE)
        begun.append((own, begin_app(own.account, now=timezone.now())))

    def race(pair):
        try:
            return joining.finish_with_app(*pair, code_of(pair[1]), now=timezone.now())
        except joining.JoiningOver:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        winners = [one for one in pool.map(race, begun) if one]
    assert len(winners) == 1
    assert FamilyMember.objects.get(pk=member.pk).account == winners[0].account
    assert User.objects.filter(name="Family account", is_active=True).count() == 1
    assert SignInName.objects.count() == 1


def test_attack_12_guesses_from_one_network_wait_and_a_good_letter_is_still_good(review, manager):
    _, code, proof = invited(review, manager)
    for number in range(15):
        answer = redeem(at_portal(REMOTE_ADDR=f"2001:db8:1:1::{number:x}"), codes.new_code(), "12345678")
    assert b"too many attempts" not in answer.content
    late = redeem(at_portal(REMOTE_ADDR="2001:db8:1:1::ffff"), code, proof)
    assert b"too many attempts" in late.content
    assert redeem(at_portal(REMOTE_ADDR="2001:db8:1:2::1"), code, proof).status_code == 302


def test_attack_12_many_who_guess_from_everywhere_keep_a_good_letter_out_for_half_a_minute_at_most():
    assert joining.REDEEMING.site.longest == timedelta(seconds=30)
    assert joining.REDEEMING.account.longest == joining.REDEEMING.address.longest == timedelta(minutes=15)
