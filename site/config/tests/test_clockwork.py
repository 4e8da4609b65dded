"""What the worker does by the clock, whatever fails and wherever the clock goes."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from config.clockwork import Duty, patient_duties, pause_until_next, punctual_duties, tick
from config.testing.reports import T0

SECOND = timedelta(seconds=1)


def test_a_duty_is_due_at_first_and_again_after_its_time():
    duty = Duty("x", str, timedelta(hours=1))
    assert duty.is_due(T0)
    tick([duty], T0)
    assert [duty.is_due(T0 + later) for later in (timedelta(0), timedelta(minutes=59), timedelta(hours=1))] == [
        False,
        False,
        True,
    ]


def test_a_duty_without_a_time_is_due_at_every_tick():
    done = []
    duties = [Duty("x", done.append)]
    for now in (T0, T0, T0 + SECOND):
        tick(duties, now)
    assert done == [T0, T0, T0 + SECOND]


def test_a_clock_that_is_put_back_holds_nothing_up():
    done = []
    duties = [Duty("x", done.append), Duty("y", done.append, timedelta(hours=1))]
    tick(duties, T0)
    earlier = T0 - timedelta(hours=2)
    tick(duties, earlier)
    assert done == [T0, T0, earlier, earlier]


@pytest.mark.django_db
def test_one_duty_that_fails_stops_no_other_and_is_done_again(caplog):
    done = []

    def fail(now):
        if not done:
            raise ValueError("Quillfeather")
        done.append(("mended", now))

    duties = [Duty("broken", fail, timedelta(hours=1)), Duty("whole", done.append)]
    with caplog.at_level(logging.ERROR):
        assert tick(duties, T0) == ["broken"]
    assert done == [T0]
    assert caplog.messages == ["duty broken failed: ValueError"]
    assert tick(duties, T0 + SECOND) == []
    assert ("mended", T0 + SECOND) in done


def test_releases_wait_for_nothing_that_may_take_its_time():
    assert [duty.name for duty in punctual_duties()] == ["release"]
    assert "release" not in {duty.name for duty in patient_duties()}


@pytest.mark.django_db
def test_without_a_release_the_worker_waits_a_second():
    assert pause_until_next(T0) == 1


@pytest.mark.django_db
def test_before_a_release_the_worker_waits_until_its_moment_and_never_spins(surrey, reports):
    moment = T0 + timedelta(days=1)
    reports.scheduled(surrey, moment=moment)
    waits = {timedelta(hours=1): 1, timedelta(seconds=0.3): 0.3, timedelta(0): 0.05, timedelta(minutes=-5): 0.05}
    for before, seconds in waits.items():
        assert pause_until_next(moment - before) == seconds
