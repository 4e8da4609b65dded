"""A way back for whoever has lost everything, and no way in for anybody else (attack 20)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django_otp_webauthn.models import WebAuthnCredential

from family_portal import recovering
from family_portal.appointing import appoint
from family_portal.models import CodeFactor, HelpAsked, Recovery, SignInName
from family_portal.places import keep_place
from family_portal.recovering import NeedsAnother, NeedsReason, NotAgreed, TooSoon, agree, check, issue, refuse, vouch
from family_portal.states import RecoveryState
from family_portal.tests.door import PASSPHRASE, at_portal, signed_in
from lifecycles.moves import UnknownMove
from lifecycles.stepping import steps_of
from people.models import Alarm, AuthenticatorApp, OutgoingMail
from people.permissions import NotAllowed
from people.roles import Role
from people.testing import private_recipients
from people.tests.codes import code_of

pytestmark = pytest.mark.django_db
NAME, NEW = "kettle-marsh-1234", "amber tulip lantern sea"
HOW = "Seen on a video call; she named her last three letters."


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def recovery(mother, now):
    place = keep_place(mother.account, mother.key, "email", "mother@example.org", now=now)
    CodeFactor.objects.filter(pk=place.pk).update(confirmed=True)
    at_portal().post("/help/", {"name": NAME})
    assert recovering.begin_asked(now) == 1
    return Recovery.objects.get()


@pytest.fixture
def second(surrey, a_person, review, manager, now):
    user = a_person(surrey, Role.LEAD_REVIEWER)
    appoint(review, user, by=manager, now=now)
    return user


def come_back(code, proof):
    client = at_portal()
    client.post("/start/", {"code": code, "proof": proof})
    client.post("/start/name/", {"name": "", "passphrase": NEW, "again": NEW})
    client.get("/start/app/")
    app = AuthenticatorApp.objects.filter(confirmed=False).first()
    return client, client.post("/start/app/", {"code": code_of(app) if app else "000000"})


def test_asking_tells_the_person_calls_staff_and_changes_nothing(recovery, mother, review):
    assert private_recipients(kind="account_help") == ["mother@example.org"]
    assert OutgoingMail.objects.count() == 1
    alarm = Alarm.objects.get(kind="portal_recovery")
    assert (alarm.partnership, alarm.subject) == (review.partnership, str(recovery.uuid))
    assert signed_in(mother.account).get("/here/").status_code == 200
    assert not HelpAsked.objects.exists()


def test_asking_again_makes_no_second_one(recovery, now):
    at_portal().post("/help/", {"name": NAME})
    assert recovering.begin_asked(now) == 1
    assert Recovery.objects.count() == OutgoingMail.objects.count() == 1


def test_a_name_that_nobody_has_is_asked_for_in_vain(now):
    at_portal().post("/help/", {"name": "nobody-at-all"})
    assert HelpAsked.objects.count() == 1
    assert recovering.begin_asked(now) == 0
    assert not HelpAsked.objects.exists()
    assert not Alarm.objects.exists()


def test_after_two_members_of_staff_and_a_day_a_new_letter_lets_the_person_back_in(
    recovery, mother, coordinator, second, now
):
    old = signed_in(mother.account)
    check(recovery, how=HOW, by=coordinator, now=now)
    agree(recovery, how="Agreed.", by=second, now=now)
    code, proof = issue(recovery, by=coordinator, now=now + timedelta(days=1))
    assert old.get("/here/").status_code == 200
    client, page = come_back(code, proof)
    assert page.content.decode().count("<li>") == 10
    assert client.get("/here/").status_code == 200
    assert old.get("/here/").headers["Location"] == "/account/"
    name = re.search(r'translate="no">([a-z]+-[a-z]+-[0-9]{4})<', page.content.decode())[1]
    assert at_portal().post("/account/", {"name": name, "passphrase": NEW}).headers["Location"] == "/code/"
    assert at_portal().post("/account/", {"name": NAME, "passphrase": PASSPHRASE}).status_code == 200
    assert SignInName.objects.count() == 1
    assert Recovery.objects.get().state == RecoveryState.USED
    assert "account_changed" in OutgoingMail.objects.values_list("kind", flat=True)


def test_a_code_for_coming_back_is_good_once(recovery, mother, coordinator, now):
    vouch(recovery, how=HOW, by=coordinator, now=now)
    code, proof = issue(recovery, by=coordinator, now=now)
    come_back(code, proof)
    assert b"do not go together" in at_portal().post("/start/", {"code": code, "proof": proof}).content


def test_one_member_of_staff_is_not_two(recovery, coordinator, now):
    check(recovery, how=HOW, by=coordinator, now=now)
    with pytest.raises(NeedsAnother):
        agree(recovery, how=HOW, by=coordinator, now=now)
    with pytest.raises(NotAgreed):
        issue(recovery, by=coordinator, now=now + timedelta(days=2))


def test_a_manager_who_sees_nothing_of_the_family_can_be_the_second(recovery, coordinator, manager, now):
    check(recovery, how=HOW, by=coordinator, now=now)
    agree(recovery, how="Rung back at the office.", by=manager, now=now)
    with pytest.raises(NotAllowed):
        issue(recovery, by=manager, now=now + timedelta(days=2))
    assert issue(recovery, by=coordinator, now=now + timedelta(days=2))


def test_before_the_day_is_over_there_is_no_code(recovery, coordinator, second, now):
    check(recovery, how=HOW, by=coordinator, now=now)
    agree(recovery, how=HOW, by=second, now=now)
    with pytest.raises(TooSoon):
        issue(recovery, by=coordinator, now=now + timedelta(hours=23, minutes=59))


def test_in_person_one_is_enough_at_once_but_not_without_a_reason(recovery, coordinator, now):
    with pytest.raises(NeedsReason):
        vouch(recovery, how="  ", by=coordinator, now=now)
    vouch(recovery, how=HOW, by=coordinator, now=now)
    assert issue(recovery, by=coordinator, now=now)


def test_the_person_calls_it_off_by_signing_in(recovery, mother, coordinator, second, now):
    check(recovery, how=HOW, by=coordinator, now=now)
    client = signed_in(mother.account)
    assert b"has asked for help" in client.get("/settings/").content
    assert b"asked for help" not in client.get("/here/").content
    client.post("/settings/call-off/")
    recovery.refresh_from_db()
    assert recovery.state == RecoveryState.CALLED_OFF
    with pytest.raises(UnknownMove):
        agree(recovery, how=HOW, by=second, now=now)
    assert Alarm.objects.get(kind="portal_recovery").settled_at


def test_who_is_called_off_after_the_letter_left_comes_in_no_more(recovery, mother, coordinator, now):
    vouch(recovery, how=HOW, by=coordinator, now=now)
    code, proof = issue(recovery, by=coordinator, now=now)
    recovering.call_off(mother, now=now)
    assert at_portal().post("/start/", {"code": code, "proof": proof}).status_code == 200


def test_staff_refuse_in_words_that_lie_sealed(recovery, coordinator, now):
    refuse(recovery, how="It was her former partner.", by=coordinator, now=now)
    recovery.refresh_from_db()
    assert recovery.words() == {"refuse": "It was her former partner."}
    assert b"former" not in bytes(recovery.sealed)
    assert not [step for step in steps_of(recovery) if "former" in f"{step.reason}{step.facts}"]


@pytest.mark.parametrize("role", list(Role))
def test_nobody_of_another_partnership_or_without_appointment_takes_part(
    recovery, solihull, surrey, a_person, now, role
):
    stranger = a_person(solihull, role)
    unappointed = a_person(surrey, role)
    for verb in (check, agree, vouch, refuse):
        with pytest.raises(NotAllowed):
            verb(recovery, how=HOW, by=stranger, now=now)
    for verb in (check, vouch):
        with pytest.raises(NotAllowed):
            verb(recovery, how=HOW, by=unappointed, now=now)
    recovery.refresh_from_db()
    assert recovery.state == RecoveryState.ASKED


def test_attack_20_coming_back_leaves_no_old_factor_behind(recovery, mother, coordinator, now):
    of_hers = AuthenticatorApp.objects.filter(user=mother.account)
    WebAuthnCredential.objects.create(user=mother.account, credential_id=b"a", public_key=b"b")
    before = of_hers.get().pk
    vouch(recovery, how=HOW, by=coordinator, now=now)
    come_back(*issue(recovery, by=coordinator, now=now))
    assert of_hers.get().pk != before
    assert not CodeFactor.objects.filter(user=mother.account).exists()
    assert not WebAuthnCredential.objects.exists()


def test_staff_hear_of_guessing_with_the_letter_of_a_way_back(recovery, coordinator, second, now):
    check(recovery, how=HOW, by=coordinator, now=now)
    agree(recovery, how=HOW, by=second, now=now)
    code, proof = issue(recovery, by=coordinator, now=recovery.waits_until)
    for number in range(1, 8):
        at_portal().post("/start/", {"code": code, "proof": f"{(int(proof) + number) % 10**8:08d}"})
    assert Alarm.objects.filter(kind="portal_guessing", subject=str(recovery.uuid)).exists()
