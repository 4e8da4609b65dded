"""Anyone may ask for another format or report a barrier, and a person answers (R59, R62)."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from home.enquiring import LETTERS, NothingAnswered, NothingSaid, NothingToAnswerTo, answer, ask, forget_askers
from home.models import Enquiry, EnquiryKind
from home.watching import watch_enquiries
from lifecycles.models import Step, canonical
from lifecycles.moves import UnknownMove
from lifecycles.stepping import steps_of
from people.alarm_kinds import KINDS
from people.asking_often import LIMITS
from people.models import Alarm, OutgoingMail
from people.permissions import NotAllowed
from people.posting import send_due_mail

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FORMAT, BARRIER = "/ask-for-another-format/", "/report-a-barrier/"
TYPED = {
    "path": "/families/",
    "message": "Letters of 24 point, for Ottoline Brackenbury",
    "name": "Ottoline Brackenbury",
    "email": "ottoline@example.org",
    "phone": "",
    "post": "",
}
FORM = TYPED | {"wanted": "large_print"}
PERSONAL = ("ottoline", "brackenbury", "24 point")


@pytest.fixture
def asked(surrey):
    """Ask for another format at Surrey."""

    def make(partnership=surrey, **details):
        return ask(partnership, **(FORM | {"kind": EnquiryKind.FORMAT, "language": "en", "now": NOW} | details))

    return make


@pytest.fixture
def staff(surrey, a_person):
    return a_person(surrey, "comms")


def _remembered():
    rows = [*Enquiry.objects.values(), *OutgoingMail.objects.values(), *Alarm.objects.values()]
    return [word for word in PERSONAL if word in str(rows).lower()]


@pytest.mark.parametrize(("path", "kind"), [(FORMAT, "format"), (BARRIER, "accessibility")])
def test_anyone_asks_by_a_form_and_is_told_by_when_there_is_an_answer(path, kind, surrey, at_host):
    client = at_host(surrey)
    answered = client.post(path, FORM)
    assert (answered.status_code, answered.url) == (302, f"{path}sent/")
    words = client.get(answered.url).content.decode()
    assert "We have your message" in words
    assert "within 10 working days" in words
    kept = Enquiry.objects.get()
    assert (kept.partnership, kept.kind, kept.email, kept.state) == (surrey, kind, TYPED["email"], "received")
    assert not client.cookies


@pytest.mark.parametrize("prefix", ["/pl", "/ur"])
def test_the_form_works_in_other_languages_and_remembers_which(prefix, surrey, at_host):
    client = at_host(surrey)
    assert client.get(f"{prefix}{FORMAT}").status_code == 200
    answered = client.post(f"{prefix}{FORMAT}", FORM)
    assert answered.url == f"{prefix}{FORMAT}sent/"
    assert client.get(answered.url).status_code == 200
    assert Enquiry.objects.get().language == prefix.strip("/")


def test_the_page_that_a_link_names_is_filled_in(surrey, at_host):
    words = at_host(surrey).get(f"{FORMAT}?page=/families/parents/").content.decode()
    assert 'value="/families/parents/"' in words


@pytest.mark.parametrize("page", ["//elsewhere.example/x", "https://elsewhere.example/", "/copies/secret/", "[", "x"])
def test_no_address_of_elsewhere_and_no_secret_one_is_filled_in(page, surrey, at_host):
    answered = at_host(surrey).get(FORMAT, {"page": page})
    assert answered.context["form"].initial == {"path": ""}


@pytest.mark.parametrize("way", ["email", "phone", "post"])
def test_one_way_to_answer_is_enough_and_nothing_else_is_demanded(way, surrey, at_host):
    given = {"email": "a@example.org", "phone": "01234 567890", "post": "1 Lane"}[way]
    assert at_host(surrey).post(FORMAT, {"wanted": "braille", way: given}).status_code == 302
    assert getattr(Enquiry.objects.get(), way) == given


def test_who_gives_no_way_to_answer_is_asked_for_one_and_keeps_what_was_typed(surrey, at_host):
    words = at_host(surrey).post(FORMAT, FORM | {"email": ""}).content.decode()
    assert "Enter an e-mail address, a telephone number or a postal address" in words
    assert TYPED["message"] in words
    assert not Enquiry.objects.exists()


def test_a_barrier_without_words_is_asked_for_them(surrey, at_host):
    assert "Say what does not work for you" in at_host(surrey).post(BARRIER, FORM | {"message": ""}).content.decode()
    assert not Enquiry.objects.exists()


def test_the_verb_refuses_what_says_nothing_or_cannot_be_answered(asked):
    with pytest.raises(NothingSaid):
        asked(wanted="", message=" ")
    with pytest.raises(NothingSaid):
        asked(kind=EnquiryKind.ACCESSIBILITY, message="")
    with pytest.raises(NothingToAnswerTo):
        asked(email=" ")


def test_another_site_cannot_ask_through_a_readers_browser(surrey, at_host):
    answered = at_host(surrey).post(FORMAT, FORM, headers={"Sec-Fetch-Site": "cross-site"})
    assert answered.status_code == 403
    assert not Enquiry.objects.exists()


def test_a_stranger_cannot_fill_somebodys_letter_box_with_receipts(surrey, at_host, monkeypatch):
    monkeypatch.setattr("home.views.enquiries.timezone.now", lambda: NOW)
    client = at_host(surrey)
    answers = [client.post(FORMAT, FORM).status_code for _ in range(LIMITS.account.free + 3)]
    assert answers == [302] * LIMITS.account.free + [429] * 3
    assert Enquiry.objects.count() == LIMITS.account.free


@pytest.mark.parametrize(
    "wrong", ["a@example.org\nBcc: b@example.org", "a@example.org\r\nSubject: x", "a@example.org, b@example.org"]
)
def test_no_form_field_puts_a_header_into_a_mail(wrong, surrey, at_host):
    assert at_host(surrey).post(FORMAT, FORM | {"email": wrong}).status_code == 200
    assert not OutgoingMail.objects.exists()


def test_what_is_typed_into_other_fields_reaches_no_header(surrey, at_host):
    evil = "x\r\nBcc: b@example.org"
    at_host(surrey).post(FORMAT, FORM | {"name": evil, "path": evil, "message": evil, "phone": evil})
    send_due_mail(datetime.now(UTC))
    assert len(mail.outbox) == 2
    for letter in mail.outbox:
        assert set(letter.message().keys()) == {
            "Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date", "Message-ID",
            "Auto-Submitted",
        }  # fmt: skip
        assert "b@example.org" not in letter.body


def test_the_partnership_hears_that_something_waits_and_not_what(asked, surrey):
    enquiry = asked()
    send_due_mail(NOW)
    [letter] = [found for found in mail.outbox if found.to == [surrey.mailbox]]
    assert f"/enquiries/{enquiry.uuid}/" in letter.body
    assert not [word for word in PERSONAL if word in (letter.subject + letter.body).lower()]


def test_the_receipt_says_by_when_and_repeats_nothing(asked):
    enquiry = asked()
    send_due_mail(NOW)
    [letter] = [found for found in mail.outbox if found.to == [TYPED["email"]]]
    assert enquiry.due_on == date(2026, 3, 16)
    assert "16 March 2026" in letter.body
    assert enquiry.reference in letter.subject
    assert "24 point" not in letter.body


def test_without_an_address_no_letter_is_written_to_the_asker(asked):
    asked(email="", phone="01234 567890")
    assert [letter.kind for letter in OutgoingMail.objects.all()] == ["enquiry_arrived"]


def test_ten_working_days_leave_out_bank_holidays(asked):
    assert asked(now=datetime(2026, 12, 18, 12, 0, tzinfo=UTC)).due_on == date(2027, 1, 6)


def test_nobody_is_refused_because_a_calendar_is_missing(asked):
    assert asked(now=datetime(2031, 5, 1, 12, 0, tzinfo=UTC)).due_on == date(2031, 5, 11)


def test_the_answer_goes_by_mail_as_it_was_written(asked, staff):
    enquiry = asked()
    answer(enquiry, by=staff, text="It is in the post & on its way.", now=NOW)
    send_due_mail(NOW)
    assert "It is in the post & on its way." in mail.outbox[-1].body
    kept = Enquiry.objects.get()
    assert (kept.state, kept.answered_by, kept.forget_on) == ("answered", staff, date(2026, 5, 31))
    assert list(steps_of(kept).values_list("move", flat=True)) == ["ask", "answer"]


def test_an_answer_needs_words_and_is_given_once(asked, staff):
    enquiry = asked()
    with pytest.raises(NothingAnswered):
        answer(enquiry, by=staff, text=" ", now=NOW)
    answer(enquiry, by=staff, text="Here.", now=NOW)
    with pytest.raises(UnknownMove):
        answer(Enquiry.objects.get(), by=staff, text="Again.", now=NOW)
    assert OutgoingMail.objects.filter(kind="enquiry_answer").count() == 1


def test_only_those_of_this_partnership_who_answer_questions_may_answer(asked, a_person, surrey, solihull):
    enquiry = asked()
    for person in (a_person(surrey, "translator"), a_person(surrey, "legal"), a_person(solihull, "business_manager")):
        with pytest.raises(NotAllowed):
            answer(enquiry, by=person, text="Here.", now=NOW)


def test_the_details_are_deleted_on_the_day_and_not_before(asked, staff, surrey):
    answer(asked(), by=staff, text="For Ottoline: here it is.", now=NOW)
    send_due_mail(NOW)
    day = NOW + timedelta(days=surrey.requester_days)
    assert forget_askers(day - timedelta(days=1)) == 0
    assert _remembered() == list(PERSONAL)
    assert forget_askers(day) == 1
    assert not _remembered()
    assert not OutgoingMail.objects.filter(kind__in=LETTERS).exclude(recipient="").exists()
    assert forget_askers(day) == 0


def test_what_still_waits_is_not_forgotten(asked):
    asked()
    forget_askers(NOW + timedelta(days=4000))
    assert Enquiry.objects.get().email == TYPED["email"]


def test_staff_are_warned_once_when_the_day_is_near_and_no_more_once_it_is_answered(asked, staff):
    enquiry = asked()
    watch_enquiries(NOW)
    assert not Alarm.objects.exists()
    for _ in range(2):
        watch_enquiries(NOW + timedelta(days=9))
    alarm = Alarm.objects.get(kind="enquiry_due", settled_at=None)
    assert "enquiry_due" in KINDS
    assert enquiry.reference in alarm.message
    assert not [word for word in PERSONAL if word in alarm.message.lower()]
    answer(enquiry, by=staff, text="Here.", now=NOW)
    watch_enquiries(NOW + timedelta(days=10))
    assert not Alarm.objects.filter(settled_at=None).exists()


def test_nothing_personal_is_in_the_record_the_log_or_an_address(surrey, staff, at_host, caplog):
    with caplog.at_level(logging.DEBUG):
        answered = at_host(surrey).post(FORMAT, FORM)
        at_host(surrey).get(answered.url)
        answer(Enquiry.objects.get(), by=staff, text="For Ottoline.", now=NOW)
        send_due_mail(datetime.now(UTC))
    assert _remembered()
    steps = canonical([{name: str(value) for name, value in row.items()} for row in Step.objects.values()])
    logged = "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith("django.db"))
    for word in (*PERSONAL, "example.org", "large_print"):
        assert word not in steps.lower() + logged.lower() + answered.url, word
