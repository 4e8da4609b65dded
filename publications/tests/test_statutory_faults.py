"""Mail servers that hang, refuse or drop the line, lost files, killed workers: nothing lost, nothing twice unsaid."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from config.testing.reports import T0
from config.testing.words import said
from people.models import Alarm, OutgoingMail
from people.posting import STUCK_AFTER, WAITS, send_due_mail
from people.roles import Role
from publications.models import Dispatch
from publications.notices.sending import follow_dispatches, send_again
from publications.tests.postal import PostOffice, delivered, opened, sendable, sent
from publications.tests.test_workers import PATIENCE, worker

__all__ = ["worker"]

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def team(surrey, reports):
    return reports.team(surrey)


@pytest.fixture
def pack(surrey, reports, team):
    return sent(sendable(reports, surrey), team.preparer)


def row_of(kind="panel"):
    return Dispatch.objects.select_related("mail").get(recipient__kind=kind)


def stored_file(pack):
    return Path(default_storage.path(pack.files[0]["stored"]))


def test_one_recipient_who_is_refused_does_not_stop_the_others(pack, team, office):
    office.refused = "ofsted@example.org"
    now = T0
    delivered(now)
    assert {row.recipient.kind: row.state for row in Dispatch.objects.select_related("recipient")} == {
        "panel": "sent", "secretary_of_state": "sent", "ofsted": "sending",
    }  # fmt: skip
    for wait in WAITS:
        delivered(now := now + wait)
    assert row_of("ofsted").state == "failed"
    assert Alarm.objects.filter(kind="copy_failed").count() == 1
    office.refused = ""
    send_again(row_of("ofsted"), by=team.preparer, now=now)
    delivered(now)
    assert row_of("ofsted").state == "sent"
    assert [len(office.to(kind)) for kind in ("panel", "secretary_of_state", "ofsted")] == [1, 1, 1]


def test_a_line_that_breaks_after_the_data_is_said_to_have_perhaps_sent_it_twice(pack, team, office, signed_in):
    office.drops = True
    delivered(T0)
    office.drops = False
    delivered(T0 + WAITS[0])
    [first, second] = office.to("panel")
    assert first["Message-ID"] == second["Message-ID"] == row_of().message_id
    assert (row_of().state, row_of().mail.perhaps_twice) == ("sent", True)
    page = signed_in(team.preparer).get(f"/reviews/{pack.review.uuid}/notices/")
    assert "It may have arrived twice" in said(page)


def test_a_server_that_hangs_lets_the_mail_be_tried_again_and_says_so(pack, office, settings):
    settings.EMAIL_TIMEOUT = 0.5
    office.hangs = True
    delivered(T0)
    assert {row.state for row in Dispatch.objects.all()} == {"sending"}
    assert row_of().mail.fault
    office.hangs = False
    delivered(T0 + WAITS[0])
    assert (row_of().state, row_of().mail.perhaps_twice) == ("sent", True)


def test_a_server_that_is_down_has_certainly_not_been_given_anything(pack, office, settings):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    delivered(T0)
    assert row_of().state == "sending"
    settings.EMAIL_PORT = port
    delivered(T0 + WAITS[0])
    assert (row_of().state, row_of().mail.perhaps_twice, len(office.to("panel"))) == ("sent", False, 1)


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"%PDF another")])
def test_a_file_that_is_gone_or_another_is_not_sent_and_a_person_hears_of_it(pack, team, office, damage):
    path = stored_file(pack)
    content = path.read_bytes()
    damage(path)
    delivered(T0)
    assert not office.received
    assert {row.state for row in Dispatch.objects.all()} == {"failed"}
    assert Alarm.objects.filter(kind="copy_failed").count() == 3
    path.write_bytes(content)
    send_again(row_of(), by=team.preparer, now=T0)
    delivered(T0)
    assert (row_of().state, len(office.to("panel"))) == ("sent", 1)


def test_a_failed_mail_that_somebody_tries_again_from_the_list_of_mail_is_followed(pack, team, office, signed_in):
    path = stored_file(pack)
    content = path.read_bytes()
    path.unlink()
    delivered(T0)
    path.write_bytes(content)
    mail = row_of().mail
    signed_in(team.preparer).post(f"/mail/{mail.pk}/again/")
    delivered(timezone.now())
    assert (row_of().state, len(office.to("panel"))) == ("sent", 1)


def test_a_copy_to_a_corrected_address_leaves_nothing_behind_that_could_still_go_to_the_wrong_one(pack, team, office):
    from publications.notices.recipients import save_recipient, verify_recipient

    office.refused = "panel@example.org"
    now = T0
    for wait in [timedelta(0), *WAITS]:
        delivered(now := now + wait)
    panel = row_of().recipient
    save_recipient(panel, address="right@example.org", is_required=True, by=team.preparer, now=now)
    verify_recipient(panel, address="right@example.org", on=now.date(), by=team.preparer, now=now)
    panel.refresh_from_db()
    row = row_of()
    send_again(row, by=team.preparer, now=now)
    office.refused = ""
    delivered(now)
    assert not OutgoingMail.objects.filter(recipient="panel@example.org").exists()
    assert (len(office.to("panel")), len(office.to("right"))) == (0, 1)


def test_a_worker_that_died_before_following_is_made_good_by_the_next(pack, office):
    send_due_mail(T0)
    assert {row.state for row in Dispatch.objects.all()} == {"sending"}
    follow_dispatches(T0 + timedelta(days=1))
    assert {row.sent_at for row in Dispatch.objects.all()} == {T0}
    follow_dispatches(T0 + timedelta(days=1))
    assert len(office.received) == 3


@pytest.fixture
def town():
    """A mail server for worker processes; it hangs until it is told not to."""
    office = PostOffice()
    controller = opened(office)
    yield office, f"smtp://127.0.0.1:{controller.port}"
    controller.stop()


def _wait_for(question):
    end = time.monotonic() + PATIENCE
    while not question():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_worker_killed_before_it_sends_loses_nothing(surrey, reports, team, worker, town):
    office, url = town
    worker(EMAIL_URL=url).kill()
    sent(sendable(reports, surrey), team.preparer, now=timezone.now(), moment=timezone.now() + timedelta(days=30))
    assert not office.received
    worker(EMAIL_URL=url)
    _wait_for(lambda: Dispatch.objects.filter(state="sent").count() == 3)
    assert len(office.received) == 3
    assert not OutgoingMail.objects.filter(perhaps_twice=True).exists()


def test_a_worker_killed_while_it_sends_leaves_a_mail_that_is_sent_again_and_says_so(
    surrey, reports, team, worker, town
):
    office, url = town
    office.hangs = True
    running = worker(EMAIL_URL=url)
    sent(sendable(reports, surrey), team.preparer, now=timezone.now(), moment=timezone.now() + timedelta(days=30))
    _wait_for(lambda: office.received)
    running.kill()
    office.hangs = False
    [interrupted] = OutgoingMail.objects.filter(state="sending")
    # As if the ten minutes had passed after which another worker takes over what a dead one left.
    OutgoingMail.objects.filter(pk=interrupted.pk).update(claimed_at=timezone.now() - STUCK_AFTER)
    worker(EMAIL_URL=url)
    _wait_for(lambda: Dispatch.objects.filter(state="sent").count() == 3)
    assert len(office.received) == 4
    assert [mail.pk for mail in OutgoingMail.objects.filter(perhaps_twice=True)] == [interrupted.pk]


def test_a_worker_killed_after_it_sent_sends_nothing_twice(surrey, reports, team, worker, town):
    office, url = town
    running = worker(EMAIL_URL=url)
    sent(sendable(reports, surrey), team.preparer, now=timezone.now(), moment=timezone.now() + timedelta(days=30))
    _wait_for(lambda: OutgoingMail.objects.filter(state="sent").count() == 3)
    running.kill()
    worker(EMAIL_URL=url)
    _wait_for(lambda: Dispatch.objects.filter(state="sent").count() == 3)
    assert len(office.received) == 3


def test_who_may_see_mail_never_sees_what_a_copy_says(pack, team, a_person, surrey, signed_in):
    client = signed_in(a_person(surrey, Role.COMMS))
    assert OutgoingMail.objects.count() == 3
    assert "Dear colleague" not in said(client.get("/mail/"))
