"""The worker as a real process with a real clock, killed and started again, alone or with another."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from config.testing.reports import SECRET, T0
from lifecycles.models import Step
from lifecycles.stepping import steps_of
from lifecycles.verifying import first_broken
from people.models import Alarm, OutgoingMail
from people.posting import post
from publications.models import Review
from publications.releasing import release_due

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

HOUR = T0 + timedelta(days=1)
PATIENCE = 30


def _database_url():
    parts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{parts['NAME']}"
    who = parts["USER"] + (f":{parts['PASSWORD']}" if parts["PASSWORD"] else "")
    return f"postgres://{who}@{parts['HOST'] or 'localhost'}:{parts['PORT'] or 5432}/{parts['NAME']}"


class Worker:
    """`manage.py worker` with the settings of a real installation, on the database of this test."""

    def __init__(self, **more):
        env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.base",
            "DATABASE_URL": _database_url(),
            "EMAIL_URL": "dummymail://",
            "PYTHONUNBUFFERED": "1",
        }
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"]
        self.process = subprocess.Popen(
            command, env=env | more, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=settings.BASE_DIR
        )
        self.said = []
        while not self.said or "The worker is running." not in self.said[-1]:
            self.said.append(self.process.stdout.readline())
            assert self.said[-1], self.said

    def kill(self):
        self.process.kill()
        self.end()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.end()

    def end(self):
        rest, _ = self.process.communicate(timeout=PATIENCE)
        self.said.append(rest)
        return self.process.returncode


@pytest.fixture
def worker():
    started = []

    def start(**more):
        started.append(Worker(**more))
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            each.kill()


def _state(review):
    return Review.objects.get(pk=review.pk).state


def _wait_until_published(review):
    end = time.monotonic() + PATIENCE
    while _state(review) != "published" and time.monotonic() < end:
        time.sleep(0.02)
    return timezone.now()


def _assert_went_out_once(review):
    assert _state(review) == "published"
    assert steps_of(review).filter(move="release").count() == review.spells.count() == 1
    assert steps_of(review.releases.get()).filter(move="release").count() == 1
    assert first_broken(Step.objects.order_by("number")) is None


def test_two_at_once_carry_it_out_once(surrey, reports):
    review = reports.scheduled(surrey, moment=HOUR)
    others = [reports.scheduled(surrey, moment=HOUR, slug=f"other-{n}") for n in range(3)]
    barrier = threading.Barrier(2)

    def work(_):
        barrier.wait()
        try:
            return [outcome.result for outcome in release_due(HOUR)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        results = [result for results in pool.map(work, range(2)) for result in results]
    assert results.count("released") == 4
    assert set(results) <= {"released", "taken"}
    for each in (review, *others):
        _assert_went_out_once(each)
    assert not Alarm.objects.exists()


def test_it_is_public_at_its_second_and_not_before_by_the_real_clock(surrey, reports, at_host, worker):
    running = worker()
    moment = timezone.now() + timedelta(seconds=4)
    review = reports.scheduled(surrey, moment=moment)
    client, path = at_host(surrey), "/reviews/robin-surrey/"
    while (now := timezone.now()) < moment - timedelta(seconds=0.1):
        assert (_state(review), client.get(path).status_code) == ("scheduled", 404), moment - now
        time.sleep(0.1)
    assert _wait_until_published(review) - moment < timedelta(seconds=5)
    assert SECRET in client.get(path).content.decode()
    _assert_went_out_once(review)
    assert Review.objects.get().first_published_at >= moment
    assert running.stop() == 0
    assert SECRET not in "".join(running.said)


def test_a_worker_that_was_killed_before_the_hour_is_made_good_by_the_next_one_once(surrey, reports, worker):
    worker().kill()
    review = reports.scheduled(surrey, moment=timezone.now() - timedelta(seconds=120))
    time.sleep(0.5)
    assert _state(review) == "scheduled"
    worker(), worker()
    _wait_until_published(review)
    time.sleep(1.5)
    _assert_went_out_once(review)
    assert steps_of(review.releases.get()).get(move="release").facts["late_seconds"] >= 120
    assert Alarm.objects.filter(kind="late_release").count() == 1


def test_a_mail_server_that_does_not_answer_holds_no_report_up(surrey, reports, worker):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        for _ in range(3):
            context = {"link": "http://staff.test/alarms/"}
            post("alarm", to="someone@example.org", partnership=surrey, now=timezone.now(), context=context)
        worker(EMAIL_URL=f"smtp://127.0.0.1:{silent.getsockname()[1]}")
        _wait_for(lambda: OutgoingMail.objects.filter(state="sending").exists())
        moment = timezone.now() + timedelta(seconds=1)
        review = reports.scheduled(surrey, moment=moment)
        assert _wait_until_published(review) - moment < timedelta(seconds=5)
        assert OutgoingMail.objects.filter(state="sending").exists()


def _wait_for(question):
    end = time.monotonic() + PATIENCE
    while not question():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_database_that_drops_the_line_holds_no_report_up(surrey, reports, worker):
    if connection.vendor != "postgresql":
        pytest.skip("a file has no line to drop")
    worker()
    moment = timezone.now() + timedelta(seconds=2)
    review = reports.scheduled(surrey, moment=moment)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        assert cursor.fetchall()
    assert _wait_until_published(review) - moment < timedelta(seconds=5)
    _assert_went_out_once(review)
