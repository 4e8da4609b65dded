"""Mail leaves by the worker, is tried again, and is never lost without a word."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.db import connection, transaction

from people.alarms import settle_alarm
from people.models import Alarm, OutgoingMail
from people.posting import (
    STUCK_AFTER,
    WAITS,
    NotAnyMore,
    NotYet,
    check_before_leaving,
    post,
    post_private,
    send_due_mail,
    take_back,
    try_again,
)
from people.roles import Role
from people.testing import opened

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LINK = "https://staff.example.org/alarms/secret-link"

pytestmark = pytest.mark.django_db


def write(partnership, to="officer@example.org"):
    return post("alarm", to=to, partnership=partnership, now=NOW, context={"link": LINK})


@pytest.fixture
def nothing_listens(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", _free_port()


def _free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Mailbox:
    """A mail server that keeps what it gets, and refuses some addresses."""

    def __init__(self):
        self.received = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: ARG002
        if address.startswith("refused"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: ARG002
        self.received.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


@pytest.fixture
def mailbox(settings):
    handler = Mailbox()
    controller = Controller(handler, hostname="127.0.0.1", port=_free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    yield handler
    controller.stop()


def raw_text(written):
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_text FROM people_outgoingmail WHERE id = %s", [written.pk])
        return bytes(cursor.fetchone()[0])


def test_a_mail_waits_until_the_worker_sends_it(surrey):
    written = write(surrey)
    assert not mail.outbox
    assert send_due_mail(NOW) == 1
    assert mail.outbox[0].subject == "Something needs your attention"
    assert LINK in mail.outbox[0].body
    written.refresh_from_db()
    assert (written.state, written.sent_at) == ("sent", NOW)
    assert send_due_mail(NOW) == 0


def test_the_text_cannot_be_read_in_the_database_and_is_gone_once_sent(surrey):
    written = write(surrey)
    stored = raw_text(written)
    assert len(stored) > len(LINK)
    assert b"secret-link" not in stored
    assert b"attention" not in stored
    send_due_mail(NOW)
    assert raw_text(written) == b""


def test_a_mail_whose_cause_is_undone_is_never_sent(surrey):
    with transaction.atomic():
        write(surrey)
        transaction.set_rollback(True)
    assert send_due_mail(NOW) == 0


def test_names_are_written_as_they_are_spelled(surrey):
    surrey.name = "King's Lynn & O'Brien"
    post("new_role", to="a@example.org", partnership=surrey, now=NOW, context={"role": "x", "link": "y?a=1&b=2"})
    send_due_mail(NOW)
    assert "King's Lynn & O'Brien" in mail.outbox[0].body
    assert "y?a=1&b=2" in mail.outbox[0].body


def test_a_server_that_is_down_is_tried_again_after_longer_and_longer_waits(surrey, nothing_listens):
    written = write(surrey)
    now = NOW
    for attempt, wait in enumerate(WAITS, start=1):
        assert send_due_mail(now) == 0
        written.refresh_from_db()
        assert (written.state, written.attempts, written.next_attempt_at) == ("waiting", attempt, now + wait)
        assert written.fault == "ConnectionRefusedError"
        send_due_mail(now + wait - timedelta(seconds=1))
        written.refresh_from_db()
        assert written.attempts == attempt
        now += wait
    assert not Alarm.objects.exists()
    send_due_mail(now)
    written.refresh_from_db()
    assert written.state == "failed"
    assert Alarm.objects.get().partnership == surrey


def test_a_server_that_comes_back_gets_the_mail(surrey, nothing_listens, settings):
    written = write(surrey)
    send_due_mail(NOW)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_due_mail(NOW + WAITS[0]) == 1
    written.refresh_from_db()
    assert (written.state, written.fault) == ("sent", "")


def test_a_real_server_gets_the_mail_with_its_headers(surrey, mailbox):
    written = write(surrey)
    assert send_due_mail(NOW) == 1
    [(recipients, content)] = mailbox.received
    assert recipients == ["officer@example.org"]
    assert f"Message-ID: {written.message_id}" in content
    assert "Auto-Submitted: auto-generated" in content


def test_a_server_that_refuses_one_address_still_gets_the_next_mail(surrey, mailbox):
    refused, good = write(surrey, to="refused@example.org"), write(surrey)
    assert send_due_mail(NOW) == 1
    refused.refresh_from_db()
    good.refresh_from_db()
    assert (refused.state, refused.fault) == ("waiting", "SMTPRecipientsRefused")
    assert good.state == "sent"


@pytest.mark.parametrize(
    "poison",
    [
        {"sealed_text": b"not sealed at all"},
        {"sealed_text": b""},
        {"recipient": "no address\r\nBcc: everyone@example.org"},
        {"recipient": "@"},
        {"recipient": ""},
    ],
)
def test_a_poisoned_mail_does_not_stop_the_next_and_reaches_nobody_else(surrey, mailbox, poison):
    bad, good = write(surrey), write(surrey, to="good@example.org")
    OutgoingMail.objects.filter(pk=bad.pk).update(**poison)
    send_due_mail(NOW)
    assert [recipients for recipients, _ in mailbox.received] == [["good@example.org"]]
    bad.refresh_from_db()
    good.refresh_from_db()
    assert bad.state in {"waiting", "failed"}
    assert bad.fault
    assert good.state == "sent"


def test_a_text_that_was_moved_from_another_mail_is_not_sent_and_raises_an_alarm(surrey):
    one, other = write(surrey), write(surrey, to="other@example.org")
    OutgoingMail.objects.filter(pk=one.pk).update(sealed_text=other.sealed_text)
    assert send_due_mail(NOW) == 1
    one.refresh_from_db()
    assert (one.state, one.fault) == ("failed", "CannotOpen")
    assert Alarm.objects.get().kind == "mail"


def test_outside_production_mail_goes_to_the_allowed_domains_only(surrey, settings):
    settings.OUTGOING_MAIL_DOMAINS = ["example.org"]
    outside = [write(surrey, to=to) for to in ("a@example.com", "a@sub.example.org", "a@example.org.evil.com")]
    write(surrey, to="a@EXAMPLE.org")
    assert send_due_mail(NOW) == 1
    for written in outside:
        written.refresh_from_db()
        assert (written.state, written.fault) == ("failed", "AddressNotAllowed")


def test_a_mail_that_a_dead_worker_left_is_sent_again_and_says_so(surrey):
    written = write(surrey)
    OutgoingMail.objects.update(state="sending", claimed_at=NOW)
    assert send_due_mail(NOW + STUCK_AFTER - timedelta(seconds=1)) == 0
    assert send_due_mail(NOW + STUCK_AFTER) == 1
    written.refresh_from_db()
    assert (written.state, written.perhaps_twice, written.attempts) == ("sent", True, 1)
    assert mail.outbox[0].extra_headers["Message-ID"] == written.message_id


def test_a_mail_that_another_worker_has_claimed_is_left_alone(surrey):
    write(surrey)
    OutgoingMail.objects.update(state="sending", claimed_at=NOW)
    assert send_due_mail(NOW) == 0
    assert not mail.outbox


def fail_for_good(surrey, settings):
    settings.OUTGOING_MAIL_DOMAINS = ["example.org"]
    written = write(surrey, to="a@example.com")
    send_due_mail(NOW)
    settings.OUTGOING_MAIL_DOMAINS = []
    return written


def test_a_failed_mail_is_sent_when_a_person_says_try_again(surrey, settings, a_person, signed_in):
    written = fail_for_good(surrey, settings)
    client = signed_in(a_person(surrey, Role.COMMS))
    assert b"a@example.com" in client.get("/mail/").content
    assert b"secret-link" not in client.get("/mail/").content
    client.post(f"/mail/{written.pk}/again/")
    assert send_due_mail(datetime.now(UTC)) == 1
    assert b"a@example.com" not in client.get("/mail/").content


def test_trying_again_does_nothing_to_a_mail_that_has_left(surrey):
    written = write(surrey)
    send_due_mail(NOW)
    try_again(written, now=NOW)
    assert send_due_mail(NOW) == 0
    assert len(mail.outbox) == 1


def test_one_mail_raises_one_alarm_until_it_is_settled(surrey, settings, a_person):
    written = fail_for_good(surrey, settings)
    alarm = Alarm.objects.get()
    for _ in range(2):
        settings.OUTGOING_MAIL_DOMAINS = ["example.org"]
        try_again(written, now=NOW)
        send_due_mail(NOW)
    assert Alarm.objects.get() == alarm
    settle_alarm(alarm, by=a_person(surrey, Role.COMMS), now=NOW)
    try_again(written, now=NOW)
    send_due_mail(NOW)
    assert Alarm.objects.filter(settled_at=None).exclude(pk=alarm.pk).count() == 1


def test_mail_of_another_partnership_is_neither_shown_nor_sent_again(surrey, solihull, settings, a_person, signed_in):
    written = fail_for_good(surrey, settings)
    client = signed_in(a_person(solihull, Role.BUSINESS_MANAGER))
    assert b"a@example.com" not in client.get("/mail/").content
    assert client.post(f"/mail/{written.pk}/again/").status_code == 404
    written.refresh_from_db()
    assert written.state == "failed"


SOMEBODY = "quillamina@example.org"


def write_private(kind="bland", **more):
    text = {"subject": "Your account", "body": "There is something to read."}
    return post_private(kind, to=SOMEBODY, text=text, now=NOW, sender="Account <account@example.org>", **more)


def columns_of(mail):
    return " ".join(str(value) for value in OutgoingMail.objects.filter(pk=mail.pk).values_list().get())


def test_to_whom_a_private_mail_goes_stands_in_no_column_before_or_after_it_left(mailbox):
    written = write_private()
    assert opened(written)["to"] == SOMEBODY
    assert "quillamina" not in columns_of(written)
    assert send_due_mail(NOW) == 1
    [(to, text)] = mailbox.received
    assert to == [SOMEBODY]
    assert "From: Account <account@example.org>" in text
    written.refresh_from_db()
    assert (written.state, bytes(written.sealed_text), written.recipient_digest) == ("sent", b"", "")


def test_private_mail_is_taken_back_by_its_address_and_no_other():
    write_private()
    assert take_back(["bland"], ["somebody.else@example.org"]) == 0
    assert take_back(["another kind"], [SOMEBODY]) == 0
    assert take_back(["bland"], [SOMEBODY]) == 1


def test_what_may_not_leave_yet_waits_and_what_must_not_leave_any_more_is_emptied(mailbox):
    check_before_leaving("late", refuse(NotYet(NOW + timedelta(hours=1))))
    check_before_leaving("never", refuse(NotAnyMore()))
    late, never = write_private("late"), write_private("never")
    assert send_due_mail(NOW) == 0
    late.refresh_from_db()
    never.refresh_from_db()
    assert (late.state, late.next_attempt_at) == ("waiting", NOW + timedelta(hours=1))
    assert (never.state, bytes(never.sealed_text)) == ("taken_back", b"")
    assert not mailbox.received


def refuse(refusal):
    def check(_mail, _now):
        raise refusal

    return check


def test_what_is_too_old_is_emptied_and_is_an_alarm_only_when_it_was_tried_in_vain(nothing_listens):
    end = NOW + timedelta(minutes=10)
    tried = write_private(leave_by=end)
    send_due_mail(NOW)
    never_tried = write_private(leave_by=end)
    assert send_due_mail(end) == 0
    assert [OutgoingMail.objects.get(pk=one.pk).state for one in (tried, never_tried)] == ["failed", "taken_back"]
    assert not OutgoingMail.objects.exclude(sealed_text=b"").exists()
    assert Alarm.objects.get().subject == f"mail:{tried.pk}"
    try_again(OutgoingMail.objects.get(pk=tried.pk), now=end)
    assert OutgoingMail.objects.get(pk=tried.pk).state == "failed"
