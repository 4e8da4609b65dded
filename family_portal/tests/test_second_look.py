"""Pages that are sent too late, codes that are typed in the wrong place, and what outlives an end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import timezone

from family_portal import codes, joining, recovering, stopping
from family_portal.access import cases_of
from family_portal.disposing import agree, propose
from family_portal.models import CodeFactor, FamilyMember, Joining, Notice, UploadedDocument
from family_portal.notice_states import NoticeState
from family_portal.opening import open_for_a_while
from family_portal.places import keep_place
from family_portal.refusals import NotJoined
from family_portal.signing_in import failures_of
from family_portal.states import MemberState
from family_portal.tests.door import PASSPHRASE, at_portal, invited, joined, signed_in
from family_portal.tests.staffing import contacted, ready
from family_portal.tests.test_factors import code_sent
from family_portal.tests.test_uploads import path
from people.factors import normalised
from people.models import AuthenticatorApp, OutgoingMail, User
from people.posting import post_private
from people.roles import Role
from people.testing import private_recipients
from people.tests.codes import code_of

pytestmark = pytest.mark.django_db
NAME, NUMBER = "kettle-marsh-1234", "07700900123"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.SEALED_FILES, settings.DISPOSAL_LIST = tmp_path / "sealed", tmp_path / "list.jsonl"


def a_place(member, kind="email", address="mother@example.org"):
    made = keep_place(member.account, member.key, kind, address, now=timezone.now())
    CodeFactor.objects.filter(pk=made.pk).update(confirmed=True)
    return made


def comes_in(code, proof, name=""):
    client = at_portal()
    client.post("/start/", {"code": code, "proof": proof})
    client.post("/start/name/", {"name": name, "passphrase": PASSPHRASE, "again": PASSPHRASE})
    client.get("/start/app/")
    return client.post("/start/app/", {"code": code_of(AuthenticatorApp.objects.get(confirmed=False))})


def a_request():
    request = RequestFactory().get("/", REMOTE_ADDR="198.51.100.7")
    request.user = AnonymousUser()
    return request


def test_a_page_that_was_opened_before_a_stop_sends_the_person_nothing_after_it(mother, coordinator, now):
    a_place(mother)
    FamilyMember.objects.filter(pk=mother.pk).update(state=MemberState.STOPPED)
    client, page = signed_in(coordinator), path("cases:deed", mother.uuid, "help")
    assert "no account that is in use" in client.post(page).content.decode()
    assert not OutgoingMail.objects.exists()
    FamilyMember.objects.filter(pk=mother.pk).update(state=MemberState.JOINED)
    assert client.post(page).status_code == 302
    assert private_recipients(kind="account_help") == ["mother@example.org"]


def test_nobody_begins_a_way_back_for_who_never_joined(review, coordinator, now):
    with pytest.raises(NotJoined):
        recovering.begin_for(contacted(review, coordinator), by=coordinator, now=now)


def test_a_stop_takes_back_a_text_message_that_waits(review, manager, coordinator, now):
    member = joined(review, manager, name="text-name-1")
    a_place(member, "text", NUMBER)
    post_private("account_help", to=NUMBER, text={}, carrier="notify_text", now=now)
    post_private("account_help", to="07700900999", text={}, carrier="notify_text", now=now)
    stopping.stop(member, why="At once", by=coordinator, now=now)
    assert private_recipients(kind="account_help") == ["07700900999"]


def test_no_address_of_a_notice_that_failed_outlives_the_disposal(review, coordinator, surrey, a_person, now):
    person, kept = (
        ready(review, coordinator),
        {"template": "please_call", "state": NoticeState.WITH_STAFF, "asked_at": now},
    )
    mail = post_private("family_notice", to="fernwhistle@example.org", text={}, now=now)
    OutgoingMail.objects.update(state="failed")
    Notice.objects.create(member=person, mail=mail, **kept)
    stopping.close(person, why="Over", by=coordinator, now=now)
    disposal = propose(review, by=coordinator, now=now)
    assert private_recipients(kind="family_notice") == ["fernwhistle@example.org"]
    agree(disposal, by=a_person(surrey, Role.BUSINESS_MANAGER), now=now)
    assert not OutgoingMail.objects.filter(kind="family_notice").exists()
    assert Notice.objects.get().mail is None


def test_a_file_for_whom_everything_was_destroyed_is_refused_in_words(review, coordinator, surrey, a_person, now):
    person = ready(review, coordinator)
    stopping.close(person, why="Over", by=coordinator, now=now)
    agree(propose(review, by=coordinator, now=now), by=a_person(surrey, Role.BUSINESS_MANAGER), now=now)
    sent = {"file": SimpleUploadedFile("a.txt", b"Plain words.")}
    answer = signed_in(coordinator).post(path("cases:documents", person.uuid), sent)
    assert (answer.status_code, "disposed of" in answer.content.decode()) == (200, True)


def test_attack_20_whoever_reads_at_the_earlier_place_hears_that_another_took_it(mother):
    a_place(mother)
    client = signed_in(mother.account)
    client.post("/settings/to/email/", {"address": "hostile@example.org"})
    assert client.post("/settings/confirm/", {"code": code_sent()}).status_code == 302
    assert [place.address for place in CodeFactor.objects.all()] == ["hostile@example.org"]
    assert private_recipients(kind="account_changed") == ["mother@example.org"]


def test_a_code_that_went_to_another_place_confirms_no_new_one(mother, settings):
    settings.FAMILY_SENDERS = dict.fromkeys(("email", "text"), "family_portal.senders.Outbox")
    place, client = a_place(mother), signed_in(mother.account)
    client.post("/settings/again/", {"send": place.pk})
    old = code_sent()
    client.post("/settings/to/text/", {"address": NUMBER})
    new = code_sent()
    assert client.post("/settings/confirm/", {"code": old}).status_code == (200 if old != new else 302)
    # A new place shows nothing about the person before it is confirmed, either.
    again = client.post("/settings/again/", {"passphrase": PASSPHRASE, "code": new})
    assert again.status_code == 200
    assert client.post("/settings/confirm/", {"code": new}).status_code == 302


def test_a_relative_who_takes_the_address_of_a_worker_does_not_shut_them_out(review, manager, coordinator):
    _, code, proof = invited(review, manager)
    page = comes_in(code, proof, coordinator.email).content.decode()
    assert "Your user name:" in page
    entered = {"name": coordinator.email, "passphrase": "correct horse staple"}
    assert at_portal().post("/account/", entered).headers["Location"] == "/code/"


def test_who_signs_in_by_a_number_counts_nothing_against_the_account_of_that_number(mother):
    for _ in range(2):
        at_portal().post("/account/", {"name": str(mother.account_id), "passphrase": "wrong"})
    assert failures_of(NAME, mother.account) == 0
    at_portal().post("/account/", {"name": NAME, "passphrase": "wrong"})
    assert failures_of(NAME, mother.account) > 0


def test_who_has_lost_the_role_looks_no_longer_at_what_they_had_opened(review, coordinator, surrey, a_person, now):
    manager = a_person(surrey, Role.BUSINESS_MANAGER)
    open_for_a_while(review, why="Harm", told=coordinator, by=manager, now=now)
    assert list(cases_of(manager, now=now)) == [review]
    manager.memberships.all().delete()
    assert list(cases_of(manager, now=now)) == []


def test_a_new_letter_ends_what_was_begun_with_the_one_before(mother, coordinator, now):
    recovery = recovering.begin(mother, by=coordinator, now=now)
    recovering.vouch(recovery, how="Seen", by=coordinator, now=now)
    first = joining.redeem(a_request(), *recovering.issue(recovery, by=coordinator, now=now), now=now)
    assert joining.find(first.pk, now=now) == first
    recovering.issue(recovery, by=coordinator, now=now)
    with pytest.raises(joining.JoiningOver):
        joining.find(first.pk, now=now)
    assert not Joining.objects.exists()


def test_after_a_new_secret_key_who_asks_for_help_is_still_found(mother, settings, now):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another" * 10
    at_portal().post("/help/", {"name": NAME})
    assert recovering.begin_asked(now) == 1


def test_who_comes_back_after_a_stop_leaves_no_old_factor_and_their_files_stay_theirs(
    review, manager, coordinator, now
):
    member = joined(review, manager, name="before-stop-1")
    before = member.account
    document = UploadedDocument(member=member, given_by=before)
    assert not document.is_by_staff
    FamilyMember.objects.filter(pk=member.pk).update(state=MemberState.INVITED)
    code, proof = codes.new_code(), codes.new_proof()
    member.invitations.create(
        code_digest=codes.code_digest(code), proof_digest=codes.proof_digest(code, proof),
        issued_by=coordinator, issued_at=now, expires_at=now + timedelta(days=1),
    )  # fmt: skip
    assert AuthenticatorApp.objects.filter(user=before).exists()
    comes_in(code, proof)
    document.member = FamilyMember.objects.get(pk=member.pk)
    assert (document.member.account == before, document.is_by_staff) == (False, False)
    assert not AuthenticatorApp.objects.filter(user=before).exists()


def test_a_letter_that_cannot_be_made_says_why(mother, coordinator):
    client = signed_in(coordinator)
    answer = client.post(path("cases:letter_file", mother.uuid), {"code": "0000"}, follow=True)
    assert "No letter is on its way" in answer.content.decode()


def test_digits_of_another_keyboard_are_the_same_digits():
    assert normalised("۱۲۳ ٤٥٦") == codes.normalised("۱۲۳ ٤٥٦") == "123456"


def test_a_cookie_that_holds_no_key_is_no_session(mother):
    client = signed_in(mother.account)
    key = client.cookies["session"].value
    assert at_portal(HTTP_COOKIE=f"session={key}").get("/here/").status_code == 200
    answer = at_portal(HTTP_COOKIE='session="\\000aaaaaaaaaaaa"').get("/here/")
    assert answer.headers["Location"] == "/account/"


def test_a_certificate_that_cannot_be_printed_says_so(review, coordinator, surrey, a_person, now):
    manager = a_person(surrey, Role.BUSINESS_MANAGER)
    stopping.close(ready(review, coordinator), why="Over", by=coordinator, now=now)
    agree(propose(review, by=coordinator, now=now), by=manager, now=now)
    client, file = signed_in(manager), path("cases:certificate", review.uuid)
    assert client.get(file).headers["Content-Type"] == "application/pdf"
    User.objects.filter(pk=coordinator.pk).update(name="\U00012000")
    assert client.get(file, follow=True).redirect_chain == [(path("cases:disposal", review.uuid), 302)]


def test_who_has_lost_the_role_is_named_to_no_family_and_reads_no_reason(
    review, coordinator, mother, solihull, surrey, a_person, now
):
    open_for_a_while(review, why="Reasonwhisper", told=coordinator, by=a_person(surrey, Role.BUSINESS_MANAGER), now=now)
    assert "Reasonwhisper" in signed_in(coordinator).get(path("cases:index")).content.decode()
    assert coordinator.name in signed_in(mother.account).get("/here/more/").content.decode()
    coordinator.memberships.update(partnership=solihull)
    assert "Reasonwhisper" not in signed_in(coordinator).get(path("cases:index")).content.decode()
    assert coordinator.name not in signed_in(mother.account).get("/here/more/").content.decode()
