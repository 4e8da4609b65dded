"""Text messages and e-mail by GOV.UK Notify, against a stand-in of its HTTP contract (attack 32, attack 34)."""

from __future__ import annotations

import logging
import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from config.checks import what_sends_to_families_is_set_up
from family_portal import notify
from family_portal.models import CodeFactor
from family_portal.places import keep_place
from family_portal.senders import kinds_offered
from family_portal.tests.door import PASSPHRASE, at_portal, invited, with_passphrase
from family_portal.tests.notify_office import API_KEY, SECRET, notify_office
from family_portal.wordings import VARIABLES, VariableRefused
from people.models import Alarm, OutgoingMail
from people.posting import WAITS, send_due_mail
from people.testing import opened

pytestmark = pytest.mark.django_db
NUMBER = "07700900123"
IDS = {f"{name}.{kind}": str(uuid.uuid4()) for name in VARIABLES for kind in ("text", "email")}


@pytest.fixture
def office(settings):
    settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATES = API_KEY, IDS
    settings.FAMILY_SENDERS = {"text": "family_portal.notify.NotifyText", "email": "family_portal.notify.NotifyEmail"}
    with notify_office() as (office, address):
        settings.NOTIFY_URL = address
        yield office


def send(template="account_code", now=None, sender=notify.NotifyText, to=NUMBER, **more):
    words = {"code": "123456", "minutes": 10} if template == "account_code" else {}
    return sender().send(template, address=to, words=words, now=now or timezone.now(), **more)


def fresh(mail):
    return OutgoingMail.objects.get(pk=mail.pk)


def test_a_code_leaves_by_the_worker_as_a_text_message_with_the_code_alone(office):
    mail = send()
    assert not office.taken
    assert send_due_mail(timezone.now()) == 1
    [(path, body)] = office.taken
    assert path == "/v2/notifications/sms"
    assert body == {
        "phone_number": NUMBER,
        "template_id": IDS["account_code.text"],
        "personalisation": {"code": "123456"},
        "reference": notify.reference_of(mail),
    }
    assert (fresh(mail).state, bytes(fresh(mail).sealed_text)) == ("sent", b"")


def test_a_notice_by_mail_carries_nothing_to_fill_in(office):
    send("please_call", sender=notify.NotifyEmail, to="ann@example.org")
    OutgoingMail.objects.update(kind="account_help")
    send_due_mail(timezone.now())
    [(path, body)] = office.taken
    assert (path, set(body)) == ("/v2/notifications/email", {"email_address", "template_id", "reference"})


def test_a_template_in_the_persons_language_is_taken_where_there_is_one(office, settings):
    polish = str(uuid.uuid4())
    settings.NOTIFY_TEMPLATES = IDS | {"account_help.text.pl": polish}
    for language in ("pl", "ur"):
        send("account_help", language=language)
    send_due_mail(timezone.now())
    assert [body["template_id"] for _, body in office.taken] == [polish, IDS["account_help.text"]]


def test_a_variable_that_is_no_code_is_refused_before_it_is_written_down(office):
    with pytest.raises(VariableRefused):
        notify.NotifyText().send("account_code", address=NUMBER, words={"code": "Ann", "minutes": 1}, now=1)
    assert not OutgoingMail.objects.exists()


def test_after_too_many_requests_it_waits_and_is_tried_again(office):
    now, office.plan = timezone.now(), [429]
    mail = send(now=now)
    assert send_due_mail(now) == 0
    assert (fresh(mail).state, fresh(mail).fault, fresh(mail).perhaps_twice) == ("waiting", "Busy", False)
    assert send_due_mail(now + WAITS[0]) == 1
    assert (len(office.taken), office.asked) == (1, [])


def test_after_a_fault_of_theirs_it_is_looked_for_before_it_is_handed_over_again(office):
    now, office.plan = timezone.now(), [500]
    mail = send(now=now)
    send_due_mail(now)
    assert fresh(mail).perhaps_twice
    assert send_due_mail(now + WAITS[0]) == 1
    assert office.asked == [notify.reference_of(mail)]
    assert len(office.taken) == 1


@pytest.mark.parametrize("how", ["drop", "hang", "garbage"])
def test_what_was_taken_without_an_answer_is_not_sent_twice_and_says_that_it_was_not_known(office, how, monkeypatch):
    monkeypatch.setattr(notify, "TIMEOUT_SECONDS", 0.5)
    now, office.plan = timezone.now(), [how]
    mail = send(now=now)
    assert send_due_mail(now) == 0
    assert (fresh(mail).state, fresh(mail).perhaps_twice) == ("waiting", True)
    assert send_due_mail(now + WAITS[0]) == 1
    assert len(office.taken) == 1
    assert fresh(mail).state == "sent"


def test_while_nobody_answers_at_all_it_waits(office, settings):
    settings.NOTIFY_URL = "http://127.0.0.1:1"
    mail = send()
    assert send_due_mail(timezone.now()) == 0
    assert (fresh(mail).state, fresh(mail).fault) == ("waiting", "PerhapsLeft")


@pytest.mark.parametrize("status", [400, 403])
def test_what_is_refused_for_good_fails_at_once_and_somebody_hears_of_it(office, status):
    office.plan = [status]
    mail = send()
    send_due_mail(timezone.now())
    assert (fresh(mail).state, fresh(mail).fault) == ("failed", "Refused")
    assert NUMBER not in Alarm.objects.get(kind="mail").message


def test_with_a_wrong_key_nothing_leaves(office, settings):
    settings.NOTIFY_API_KEY = API_KEY[:-36] + str(uuid.uuid4())
    mail = send()
    send_due_mail(timezone.now())
    assert fresh(mail).state == "failed"
    assert not office.taken


def test_a_code_that_is_too_old_is_not_sent(office):
    now = timezone.now()
    mail = send(now=now, leave_by=now + timedelta(minutes=10))
    assert send_due_mail(now + timedelta(minutes=10)) == 0
    assert fresh(mail).state == "taken_back"
    assert not office.taken


@pytest.mark.parametrize("how", [201, 400, 403, 429, 500, "drop"])
def test_attack_34_key_and_number_stand_in_no_log_and_no_column_whatever_happens(office, how, caplog):
    """Attack 34: the library's own log line quotes what Notify answered, which quotes the number."""
    caplog.set_level(logging.DEBUG)
    office.plan = [how]
    mail = send()
    assert opened(mail)["to"] == NUMBER
    send_due_mail(timezone.now())
    said = caplog.text + repr(notify.NotifyText()) + str(OutgoingMail.objects.values().get(pk=mail.pk))
    assert caplog.records
    assert not [secret for secret in (NUMBER, SECRET, "123456") if secret in said]


def test_a_text_sender_is_offered_as_a_second_factor_when_somebody_joins(office, review, manager):
    client = at_portal()
    _, code, proof = invited(review, manager)
    client.post("/start/", {"code": code, "proof": proof})
    client.post("/start/name/", {"name": "", "passphrase": PASSPHRASE, "again": PASSPHRASE})
    assert kinds_offered() == ["text", "email"]
    page = client.get("/start/second/").content.decode()
    assert "/start/text/" in page
    assert "/start/voice/" not in page
    client.post("/start/text/", {"address": NUMBER})
    send_due_mail(timezone.now())
    [(_, body)] = office.taken
    answer = client.post("/start/code/", {"code": body["personalisation"]["code"]})
    assert answer.content.decode().count("<li>") >= 10


def test_a_code_by_text_message_signs_in(office, mother):
    place = keep_place(mother.account, mother.key, "text", NUMBER, now=timezone.now())
    CodeFactor.objects.filter(pk=place.pk).update(confirmed=True)
    client = with_passphrase(mother.account)
    client.post("/code/send/", {"place": place.pk})
    send_due_mail(timezone.now())
    code = re.fullmatch(r"\d{6}", office.taken[0][1]["personalisation"]["code"])[0]
    assert client.post("/code/", {"code": code}).headers["Location"] == "/here/"


def test_a_start_without_key_or_template_is_refused_and_says_what_is_missing(settings):
    settings.FAMILY_SENDERS = {"text": "family_portal.notify.NotifyText"}
    settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATES = "", IDS | {"please_call.text": ""}
    settings.NOTIFY_TEMPLATES.pop("please_call.text")
    [fault] = what_sends_to_families_is_set_up()
    assert fault.msg == "FAMILY_SENDERS needs these settings too: NOTIFY_API_KEY, NOTIFY_TEMPLATES: please_call.text."
