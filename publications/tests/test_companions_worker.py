"""A worker that is killed at the hour of a bundle leaves nothing half public; the next one makes it good, once."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from config.testing.companions import add_companions
from publications.models import CompanionEdition, Edition
from publications.releasing import confirm_release, prepare_release
from publications.tests.test_workers import Worker, _assert_went_out_once, _wait_until_published

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
KINDS = {"briefing", "family-statement", "action-plan"}


@pytest.fixture
def worker():
    started = []

    def start():
        started.append(Worker())
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            each.kill()


def _public():
    """What is public, seen in one statement, so that nothing can change between."""
    report = Edition.objects.public().values_list("review_type")
    return {said for (said,) in CompanionEdition.objects.public().values_list("kind").union(report)}


@pytest.mark.parametrize("after", [-0.2, 0.05, 0.4])
def test_killed_at_its_hour_it_is_all_public_or_nothing_and_then_all_once(after, surrey, reports, worker):
    team, now = reports.team(surrey), timezone.now()
    review, running = reports.draft(surrey), worker()
    add_companions(review, by=team.preparer, now=now)
    moment = timezone.now() + timedelta(seconds=20)
    reports.vouch(review, moment=moment, now=now)
    release = prepare_release(review, moment=moment, by=team.preparer, now=now, conflict_reason="Agreed.")
    confirm_release(release, by=team.confirmer, now=timezone.now())
    seen = []
    while timezone.now() < moment + timedelta(seconds=after):
        seen.append(_public())
        time.sleep(0.02)
    running.kill()
    seen.append(_public())
    assert set(map(len, seen)) <= {0, 4}
    worker()
    _wait_until_published(review)
    assert _public() == KINDS | {"lcspr"}
    _assert_went_out_once(review)
