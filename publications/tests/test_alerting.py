"""Who asked is told once of each thing, after it was published and never before, and of nothing that is gone again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.testing.reports import T0
from partnerships.working_days import LONDON
from people.models import OutgoingMail
from people.posting import send_due_mail
from publications.alerting.announcing import announce
from publications.alerting.asking import Wish, change, stop
from publications.alerting.spreading import (
    forget_old_announcements,
    last_monday,
    send_weekly,
    spread_announcements,
)
from publications.models import AlertDelivery, AlertSubscription, Announcement, Term
from publications.releasing import release_due
from publications.tests import correcting
from publications.tests.subscribed import READER, a_reader
from publications.withdrawing import confirm, pause, propose

pytestmark = pytest.mark.django_db
HOUR = T0 + timedelta(days=1)
LATER = HOUR + timedelta(minutes=1)


def worked(now):
    """Let the worker do what it does at `now`."""
    spread_announcements(now)
    send_weekly(now)
    send_due_mail(now)


def told(office):
    return [mail["To"] for mail in office.received]


def test_a_reader_is_told_after_the_release_and_not_before(surrey, reports, office):
    a_reader(surrey, T0)
    reports.scheduled(surrey, moment=HOUR)
    worked(HOUR - timedelta(seconds=1))
    assert told(office) == []
    release_due(HOUR)
    worked(HOUR)
    [mail] = office.received
    assert mail["To"] == READER
    text = mail.get_content()
    assert "Review: Robin" in text
    assert "http://surrey.test/reviews/robin-surrey/" in text


def test_the_mail_can_be_stopped_with_one_press_and_follows_nobody(surrey, reports, office, at_host):
    a_reader(surrey, T0)
    reports.published(surrey, moment=HOUR)
    worked(HOUR)
    [mail] = office.received
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop_link = mail["List-Unsubscribe"].strip().strip("<>")
    assert stop_link.startswith("http://surrey.test/alerts/")
    assert mail.get_content_type() == "text/plain"
    links = [word for word in mail.get_content().split() if word.startswith("http")]
    assert links == ["http://surrey.test/reviews/robin-surrey/", stop_link.removesuffix("stop/")]
    assert "Robin" not in mail["Subject"]
    assert mail["From"].startswith("Surrey Safeguarding Children Partnership <")
    assert at_host(surrey).post(stop_link.removeprefix("http://surrey.test")).status_code == 200
    assert not AlertSubscription.objects.exists()


def test_each_thing_is_told_once_whatever_the_worker_tries_again(surrey, reports, office):
    a_reader(surrey, T0)
    reports.published(surrey, moment=HOUR)
    for minute in range(3):
        Announcement.objects.update(spread_at=None)
        worked(HOUR + timedelta(minutes=minute))
    assert told(office) == [READER]


def test_a_worker_that_dies_before_its_transaction_ends_has_told_nobody_and_the_next_one_does(surrey, reports, office):
    a_reader(surrey, T0)
    reports.published(surrey, moment=HOUR)
    with transaction.atomic():
        assert spread_announcements(HOUR) == 1
        assert OutgoingMail.objects.count() == 1
        transaction.set_rollback(True)
    assert AlertDelivery.objects.count() == OutgoingMail.objects.count() == 0
    worked(LATER)
    assert told(office) == [READER]


def test_a_release_that_fails_announces_nothing(surrey, reports, monkeypatch):
    reports.scheduled(surrey, moment=HOUR)
    monkeypatch.setattr("publications.carrying_out.show_editions", lambda *_, **__: 1 / 0)
    assert [outcome.result for outcome in release_due(HOUR)] == ["failed"]
    assert not Announcement.objects.exists()


def test_what_is_paused_before_its_mail_leaves_is_never_told_nor_when_it_is_put_back(surrey, reports, office):
    a_reader(surrey, T0)
    review, team = reports.published(surrey, moment=HOUR), reports.team(surrey)
    spread_announcements(HOUR)
    assert OutgoingMail.objects.get().state == "waiting"
    pause(review, by=team.preparer, reason="x", now=LATER)
    worked(LATER)
    assert OutgoingMail.objects.get().state == "taken_back"
    confirm(propose(review, "restore", by=team.preparer, reason="y", now=LATER), by=team.confirmer, now=LATER)
    worked(LATER + timedelta(minutes=1))
    assert told(office) == []


def test_who_has_stopped_gets_nothing_that_was_waiting(surrey, reports, office):
    reader = a_reader(surrey, T0)
    reports.published(surrey, moment=HOUR)
    spread_announcements(HOUR)
    stop(reader, now=HOUR)
    send_due_mail(LATER)
    assert (told(office), OutgoingMail.objects.get().state) == ([], "taken_back")


def test_a_correction_and_an_old_report_are_no_news(surrey, reports, office):
    review = reports.published(surrey, moment=HOUR)
    a_reader(surrey, LATER)
    correcting.edit(review)
    correcting.confirmed(reports, review)
    assert [outcome.result for outcome in release_due(correcting.HOUR)] == ["released"]
    assert Announcement.objects.count() == 1
    worked(HOUR + timedelta(days=60))
    assert told(office) == []


def test_readers_are_told_of_the_partnerships_and_themes_that_they_chose(surrey, solihull, reports, office):
    theme, other = Term.objects.filter(kind="theme").order_by("slug")[:2]
    wishes = {
        "all": {}, "own": {"partnerships": [surrey]}, "theirs": {"partnerships": [solihull]},
        "about": {"themes": [theme]}, "besides": {"themes": [other]},
        "both": {"partnerships": [surrey], "themes": [theme]},
    }  # fmt: skip
    for name, wish in wishes.items():
        a_reader(surrey, T0, email=f"{name}@example.org", **wish)
    reports.published(surrey, moment=HOUR, themes=[theme])
    worked(HOUR)
    assert sorted(told(office)) == [f"{name}@example.org" for name in ("about", "all", "both", "own")]


def test_who_asks_after_it_was_published_is_not_told_of_it(surrey, reports, office):
    reports.published(surrey, moment=HOUR)
    a_reader(surrey, LATER)
    worked(LATER)
    assert told(office) == []


def test_more_readers_than_fit_into_one_turn_are_told_in_the_next(surrey, reports, office, monkeypatch):
    monkeypatch.setattr("publications.alerting.spreading.IN_ONE_TURN", 2)
    for n in range(3):
        a_reader(surrey, T0, email=f"r{n}@example.org")
    reports.published(surrey, moment=HOUR)
    worked(HOUR)
    assert len(told(office)) == 2
    worked(LATER)
    assert sorted(told(office)) == ["r0@example.org", "r1@example.org", "r2@example.org"]
    assert Announcement.objects.get().spread_at == LATER


def test_a_weekly_reader_gets_one_mail_on_monday_of_what_is_still_public(surrey, reports, office):
    a_reader(surrey, T0, frequency="weekly")
    kept = reports.published(surrey, slug="kept", title="Kept", moment=HOUR)
    gone = reports.published(surrey, slug="gone", title="Gone", moment=HOUR)
    worked(LATER)
    pause(gone, by=reports.team(surrey).preparer, reason="x", now=LATER)
    monday = last_monday(kept.first_published_at + timedelta(days=7))
    worked(monday - timedelta(seconds=1))
    assert told(office) == []
    for again in range(2):
        worked(monday + timedelta(minutes=again))
    [mail] = office.received
    assert ("Kept" in mail.get_content(), "Gone" in mail.get_content()) == (True, False)


def test_a_week_without_anything_new_brings_no_mail(surrey, reports, office):
    a_reader(surrey, T0, frequency="weekly")
    worked(T0 + timedelta(days=14))
    assert told(office) == []


def test_who_changes_from_at_once_to_weekly_is_told_of_nothing_twice(surrey, reports, office):
    reader = a_reader(surrey, T0)
    reports.published(surrey, moment=HOUR)
    worked(HOUR)
    change(reader, Wish([], [], "weekly"), now=LATER)
    worked(last_monday(LATER + timedelta(days=7)))
    assert told(office) == [READER]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 4 * 366 * 24 * 60))
def test_the_last_monday_is_one_at_nine_in_london_and_less_than_a_week_and_an_hour_ago(minutes):
    now = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    found = last_monday(now)
    local = found.astimezone(LONDON)
    assert (local.weekday(), local.hour, local.minute) == (0, 9, 0)
    assert timedelta(0) <= now - found <= timedelta(days=7, hours=1)


def test_old_announcements_are_forgotten_with_who_was_told(surrey, reports, office):
    a_reader(surrey, T0)
    reports.published(surrey, moment=HOUR)
    worked(HOUR)
    assert forget_old_announcements(HOUR + timedelta(days=34)) == 0
    assert forget_old_announcements(HOUR + timedelta(days=36)) == 1
    assert AlertDelivery.objects.count() == 0


def test_the_same_thing_is_announced_once(surrey):
    for _ in range(2):
        announce("review:1", "release:1", surrey, now=T0)
    assert Announcement.objects.count() == 1
