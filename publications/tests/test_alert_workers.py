"""Two workers at once, with real transactions, tell a reader once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from config.testing.reports import T0
from people.models import OutgoingMail
from publications.alerting.announcing import announce
from publications.alerting.spreading import last_monday, send_weekly, spread_announcements
from publications.models import AlertDelivery
from publications.tests.subscribed import a_reader

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
HOUR = T0 + timedelta(days=1)


def at_once(verb, now, workers=3):
    together = threading.Barrier(workers)

    def work(_):
        together.wait()
        try:
            return verb(now)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(workers) as pool:
        return sum(pool.map(work, range(workers)))


@pytest.mark.parametrize("frequency", ["immediate", "weekly"])
def test_workers_at_once_write_one_mail_for_each_reader(frequency, surrey, reports):
    for n in range(3):
        a_reader(surrey, T0, email=f"r{n}@example.org", frequency=frequency)
    reports.published(surrey, moment=HOUR)
    OutgoingMail.objects.all().delete()
    verb = {"immediate": spread_announcements, "weekly": send_weekly}[frequency]
    assert at_once(verb, last_monday(HOUR + timedelta(days=7))) == 3
    assert OutgoingMail.objects.count() == AlertDelivery.objects.count() == 3


def test_the_same_thing_announced_by_several_at_once_is_announced_once(surrey):
    from publications.models import Announcement

    assert at_once(lambda now: announce("review:1", "release:1", surrey, now=now) or 1, HOUR) == 3
    assert Announcement.objects.count() == 1
