"""The second factor on the families' host (attacks 20 to 24 and 29)."""

from __future__ import annotations

import re
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.utils import timezone

from family_portal import changing
from family_portal.models import CodeFactor, FamilyMember, SentCode
from family_portal.places import keep_place
from family_portal.sending_codes import send_code, use_code
from family_portal.states import MemberState
from family_portal.tests.door import PASSPHRASE, at_portal, joined, signed_in, with_passphrase
from lifecycles.stepping import steps_of
from people.factors import WrongCode, new_recovery_codes
from people.models import AttemptCount, AuthenticatorApp, OutgoingMail, User
from people.sealing import open_sealed
from people.testing import an_app_of, code_for, private_recipients
from people.tests.codes import code_of
from people.throttling import TooManyAttempts

pytestmark = pytest.mark.django_db
NAME = "kettle-marsh-1234"


@pytest.fixture
def place(mother):
    made = keep_place(mother.account, mother.key, "email", "mother@example.org", now=timezone.now())
    CodeFactor.objects.filter(pk=made.pk).update(confirmed=True)
    return CodeFactor.objects.get(pk=made.pk)


def code_sent():
    mail = OutgoingMail.objects.filter(kind="account_code").latest("pk")
    return re.search(r"\b[0-9]{6}\b", open_sealed(mail.sealed_text, place=mail.message_id).decode())[0]


def a_session():
    session = SessionStore()
    session.save()
    return session


def told(kind):
    return private_recipients(kind=kind)


def test_a_code_that_was_sent_signs_in(mother, place):
    client = with_passphrase(mother.account)
    assert client.post("/code/send/", {"place": place.pk}).headers["Location"] == "/code/"
    assert b"on its way" in client.get("/code/").content
    assert client.post("/code/", {"code": code_sent()}).headers["Location"] == "/here/"


def test_nobody_has_a_code_sent_to_the_place_of_somebody_else(mother, place, review, manager):
    other = joined(review, manager, name="other-name-1")
    assert with_passphrase(other.account).post("/code/send/", {"place": place.pk}).status_code == 404
    assert not told("account_code")


@pytest.mark.parametrize("kind", ["app", "sent", "sheet"])
def test_attack_23_no_code_is_good_twice(mother, place, kind):
    if kind == "app":
        code = code_for(mother.account)
    elif kind == "sheet":
        code = new_recovery_codes(mother.account, now=timezone.now())[0]
    client = with_passphrase(mother.account)
    if kind == "sent":
        client.post("/code/send/", {"place": place.pk})
        code = code_sent()
    assert client.post("/code/", {"code": code}).status_code == 302
    again = with_passphrase(mother.account)
    assert again.post("/code/", {"code": code}).status_code == 200


def test_attack_23_a_code_is_nothing_in_another_session_or_for_another_account(mother, place, review, manager):
    client, elsewhere = with_passphrase(mother.account), with_passphrase(mother.account)
    client.post("/code/send/", {"place": place.pk})
    assert elsewhere.post("/code/", {"code": code_sent()}).status_code == 200
    other = joined(review, manager, name="other-name-1")
    assert with_passphrase(other.account).post("/code/", {"code": code_sent()}).status_code == 200
    assert with_passphrase(other.account).post("/code/", {"code": code_for(mother.account)}).status_code == 200
    assert client.post("/code/", {"code": code_sent()}).status_code == 302


def test_attack_23_a_code_is_old_after_ten_minutes_and_void_when_another_is_sent(mother, place):
    now, session = timezone.now(), a_session()
    send_code(place, session, address="198.51.100.1", now=now)
    first = code_sent()
    with pytest.raises(WrongCode):
        use_code(mother.account_id, first, session, now=now + timedelta(minutes=10))
    send_code(place, session, address="198.51.100.1", now=now)
    with pytest.raises(WrongCode):
        use_code(mother.account_id, first if first != code_sent() else "x", session, now=now)
    assert use_code(mother.account_id, code_sent(), session, now=now) == place


def test_attack_23_five_wrong_tries_end_a_code_that_was_sent(mother, place):
    now, session = timezone.now(), a_session()
    send_code(place, session, address="198.51.100.1", now=now)
    right = code_sent()
    for number in range(5):
        with pytest.raises(WrongCode):
            use_code(mother.account_id, f"{(int(right) + number + 1) % 10**6:06d}", session, now=now)
    with pytest.raises(WrongCode):
        use_code(mother.account_id, right, session, now=now)


def test_a_code_that_was_sent_is_kept_as_a_keyed_hash_and_its_mail_says_nothing(mother, place):
    send_code(place, a_session(), address="198.51.100.1", now=timezone.now())
    mail = OutgoingMail.objects.get(kind="account_code")
    text = open_sealed(mail.sealed_text, place=mail.message_id).decode()
    assert code_sent() not in str(SentCode.objects.values_list().get())
    assert mail.partnership is None
    assert not re.search("review|child|safeguard|famil|surrey|partnership", text, re.I)


def test_nobodys_telephone_is_made_to_ring_all_day(mother, place):
    now = timezone.now()
    for _ in range(4):
        send_code(place, a_session(), address="198.51.100.1", now=now)
    with pytest.raises(TooManyAttempts):
        send_code(place, a_session(), address="198.51.100.1", now=now)
    send_code(place, a_session(), address="198.51.100.1", now=now + timedelta(minutes=15))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_attack_23_of_ten_at_once_one_uses_a_code_that_was_sent(mother, place):
    now, session = timezone.now(), a_session()
    send_code(place, session, address="198.51.100.1", now=now)
    code = code_sent()

    def race(_):
        try:
            return use_code(mother.account_id, code, session, now=now)
        except WrongCode:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        assert sum(one is not None for one in pool.map(race, range(10))) == 1


CHANGES = ["passphrase/", "app/", "sheet/", "key/", "to/email/", "confirm/", "remove/"]


@pytest.mark.parametrize("change", CHANGES)
def test_attack_21_nothing_that_protects_an_account_changes_without_fresh_proof(mother, change):
    client = signed_in(mother.account)
    ask = client.post if change == "remove/" else client.get
    assert ask(f"/settings/{change}").headers.get("Location") != "/settings/again/"
    session = client.session
    session["portal_proved_at"] -= 601
    session.save()
    for ask in (client.get, client.post):
        answer = ask(f"/settings/{change}", {"kind": "app", "number": "1"})
        assert answer.headers.get("Location") == "/settings/again/" or answer.status_code == 405
    assert AuthenticatorApp.objects.filter(user=mother.account, confirmed=True).exists()


def test_attack_21_with_the_passphrase_alone_no_factor_is_added(mother):
    client = with_passphrase(mother.account)
    for path in ("/settings/app/", "/settings/key/begin/", "/settings/to/email/", "/start/app/"):
        assert client.post(path, {"address": "evil@example.org"}).headers["Location"] == "/code/"
    assert CodeFactor.objects.count() == 0


def test_showing_both_factors_again_leads_back_to_what_one_wanted(mother):
    client = signed_in(mother.account)
    session = client.session
    session["portal_proved_at"] -= 601
    session.save()
    client.get("/settings/passphrase/")
    wrong = client.post("/settings/again/", {"passphrase": "wrong", "code": code_for(mother.account)})
    assert wrong.status_code == 200
    answer = client.post("/settings/again/", {"passphrase": PASSPHRASE, "code": code_for(mother.account)})
    assert answer.headers["Location"] == "/settings/passphrase/"


@pytest.mark.parametrize("what", ["passphrase", "app", "sheet", "place"])
def test_attack_20_a_change_ends_every_other_session_and_tells_the_person(mother, place, what):
    client, elsewhere = signed_in(mother.account), signed_in(mother.account)
    new = "amber tulip lantern sea"
    if what == "passphrase":
        client.post("/settings/passphrase/", {"passphrase": new, "again": new})
    elif what == "app":
        client.get("/settings/app/")
        client.post("/settings/app/", {"code": code_of(AuthenticatorApp.objects.get(confirmed=False))})
    elif what == "sheet":
        assert client.post("/settings/sheet/").content.decode().count("<li>") == 10
    else:
        client.post("/settings/to/email/", {"address": "new@example.org"})
        client.post("/settings/confirm/", {"code": code_sent()})
    assert client.get("/here/").status_code == 200
    assert elsewhere.get("/here/").headers["Location"] == "/account/"
    assert told("account_changed") == ["mother@example.org"]
    assert [step.move for step in steps_of(mother)] == ["change_sign_in"]


def test_the_only_way_in_cannot_be_taken_away_and_one_of_two_can(mother, place):
    app = AuthenticatorApp.objects.get(user=mother.account)
    changing.remove_factor(mother, "app", app.pk, now=timezone.now())
    with pytest.raises(changing.LastFactor):
        changing.remove_factor(mother, "place", place.pk, now=timezone.now())
    assert CodeFactor.objects.filter(confirmed=True).count() == 1


def test_attack_22_no_page_shows_a_seed_or_a_code_that_is_in_use(mother, place):
    codes = new_recovery_codes(mother.account, now=timezone.now())
    client = signed_in(mother.account)
    seed = AuthenticatorApp.objects.get(user=mother.account).seed()
    for path in ("/settings/", "/settings/app/", "/settings/sheet/", "/code/", "/here/"):
        page = client.get(path).content
        assert not [code for code in codes if code.encode() in page], path
        assert seed not in page, path
        assert b"mother@example.org" not in page, path


def guess(name, times, address, passphrase="wrong"):
    return [
        at_portal(REMOTE_ADDR=address).post("/account/", {"name": name, "passphrase": passphrase}) for _ in range(times)
    ]


def test_attack_24_somebody_who_guesses_waits_and_the_owner_does_not(mother):
    answers = guess(NAME, 20, "198.51.100.7")
    assert b"too many attempts" in answers[-1].content
    owner = at_portal(REMOTE_ADDR="203.0.113.5").post("/account/", {"name": NAME, "passphrase": PASSPHRASE})
    assert owner.headers["Location"] == "/code/"


def test_attack_24_many_who_guess_from_everywhere_cost_the_owner_half_a_minute_at_most(mother):
    for number in range(40):
        guess(NAME, 1, f"198.51.100.{number}")
    waits = AttemptCount.objects.exclude(blocked_until=None).values_list("blocked_until", flat=True)
    assert waits
    assert max(waits) <= timezone.now() + timedelta(seconds=30)


def test_attack_24_no_wait_is_longer_than_a_quarter_of_an_hour(mother):
    for _ in range(30):
        guess(NAME, 1, "198.51.100.7")
        AttemptCount.objects.update(blocked_until=None)
    guess(NAME, 1, "198.51.100.7")
    waits = AttemptCount.objects.exclude(blocked_until=None).values_list("blocked_until", flat=True)
    assert max(waits) <= timezone.now() + timedelta(minutes=15)


def test_attack_24_six_digits_that_are_guessed_leave_the_sheet_open(mother):
    sheet = new_recovery_codes(mother.account, now=timezone.now())
    client = with_passphrase(mother.account)
    for number in range(30):
        client.post("/code/", {"code": f"{number:06d}"})
    assert b"too many attempts" in client.post("/code/", {"code": code_for(mother.account)}).content
    assert client.post("/code/", {"code": sheet[0]}).headers["Location"] == "/here/"


def kinds(mother, review, manager, a_person):
    """A name of everybody who is refused: unknown, stopped, inactive, without passphrase, and the known one."""
    stopped, inactive, unusable = (joined(review, manager, name=f"name-{number}") for number in range(3))
    FamilyMember.objects.filter(pk=stopped.pk).update(state=MemberState.STOPPED)
    User.objects.filter(pk=inactive.account_id).update(is_active=False)
    User.objects.filter(pk=unusable.account_id).update(password="!")
    bystander = a_person(review.partnership, "comms")
    return [NAME, "nobody-at-all", "name-0", "name-1", "name-2", bystander.email]


def test_attack_29_every_refusal_reads_the_same(mother, review, manager, a_person):
    seen = set()
    for number, name in enumerate(kinds(mother, review, manager, a_person)):
        passphrase = "wrong" if name == NAME else PASSPHRASE
        [answer] = guess(name, 1, f"198.51.100.{number}", passphrase if name != "name-2" else "wrong")
        text = re.sub(r'value="[^"]{64}"|nonce="[^"]+"', "", answer.content.decode()).replace(name, "NAME")
        seen.add((answer.status_code, text, tuple(sorted(answer.headers))))
    assert len(seen) == 1


def test_attack_29_every_refusal_takes_the_same_time(mother, review, manager, a_person, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    names = kinds(mother, review, manager, a_person)
    for account in User.objects.exclude(password="!"):
        account.set_password(PASSPHRASE)
        account.save()
    took = {name: [] for name in names}
    for round_number in range(9):
        for number, name in enumerate(names):
            began = time.process_time()
            guess(name, 1, f"2001:db8:{round_number}:{number}::1")
            took[name].append(time.process_time() - began)
        AttemptCount.objects.all().delete()
    medians = {name: statistics.median(times) for name, times in took.items()}
    assert max(medians.values()) / min(medians.values()) < 1.5, medians


def test_help_is_answered_alike_for_every_name(mother):
    answers = [at_portal().post("/help/", {"name": name}) for name in (NAME, "nobody-at-all")]
    assert {(one.status_code, one.headers["Location"]) for one in answers} == {(302, "/help/asked/")}


def test_an_over_long_passphrase_is_refused_before_it_is_hashed(mother):
    answer = at_portal().post("/account/", {"name": NAME, "passphrase": "x" * 5000})
    assert answer.status_code == 200
    assert not AttemptCount.objects.exists()


def test_staff_who_come_in_here_prove_themselves_by_their_own_app(coordinator):
    an_app_of(coordinator)
    client = with_passphrase(coordinator)
    assert client.post("/code/", {"code": code_for(coordinator)}).headers["Location"] == "/here/"
