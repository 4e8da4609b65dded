"""Every morning one mail to each watcher, exactly once, and nothing telling in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from partnerships.working_days import LONDON
from people.alarms import raise_alarm, settle_alarm
from people.digest import send_digests
from people.models import DutyRun, OutgoingMail
from people.posting import send_due_mail
from people.roles import Role

WINTER_MORNING = datetime(2026, 3, 3, 7, 30, tzinfo=UTC)  # a Tuesday
SUMMER_MORNING = datetime(2026, 6, 2, 6, 30, tzinfo=UTC)  # 07:30 in London
SATURDAY = datetime(2026, 3, 7, 8, 0, tzinfo=UTC)
EARLIER = timedelta(seconds=1)
TELLING = "Robin"


def written(partnership):
    return DutyRun.objects.filter(name=f"digest:{partnership.pk}")


@pytest.fixture
def watcher(surrey, a_person):
    return a_person(surrey, Role.BUSINESS_MANAGER)


def an_alarm(partnership, kind="clock_near", subject="1", now=WINTER_MORNING):
    return raise_alarm(kind, subject, f"About {TELLING}.", partnership=partnership, now=now)


def mails():
    return OutgoingMail.objects.filter(kind="digest").count()


@pytest.mark.parametrize("morning", [WINTER_MORNING, SUMMER_MORNING])
def test_it_is_written_at_half_past_seven_in_london_and_not_a_second_before(surrey, watcher, morning):
    an_alarm(surrey)
    assert send_digests(morning - EARLIER) == 0
    assert send_digests(morning) == 1


def test_each_watcher_gets_one_and_nobody_else_does(surrey, solihull, a_person, watcher):
    a_person(surrey, Role.COMMS)
    a_person(surrey, Role.FAMILY_COORDINATOR)
    a_person(solihull, Role.BUSINESS_MANAGER)
    an_alarm(surrey)
    assert send_digests(WINTER_MORNING) == 2


def test_it_counts_by_kind_what_cannot_wait_first_and_gives_nothing_away(surrey, watcher, mailoutbox):
    for number in range(3):
        an_alarm(surrey, subject=str(number))
    an_alarm(surrey, "blocked_release")
    an_alarm(surrey, "something new")
    send_digests(WINTER_MORNING)
    send_due_mail(WINTER_MORNING)
    [letter] = mailoutbox
    assert letter.subject == "What is waiting for you today"
    assert letter.body.index("stopped at their hour: 1") < letter.body.index("near the end of their time: 3")
    assert "Other alarms: 1" in letter.body
    assert "5 alarms wait for somebody" in letter.body
    assert "http://staff.test/alarms/?partnership=surrey" in letter.body
    assert TELLING not in letter.body


def test_one_alarm_is_said_in_the_singular(surrey, watcher, mailoutbox):
    an_alarm(surrey)
    send_digests(WINTER_MORNING)
    send_due_mail(WINTER_MORNING)
    assert "1 alarm waits for somebody" in mailoutbox[0].body
    assert "Sign in to read it, and" in mailoutbox[0].body


def test_there_is_no_mail_when_nothing_waits(surrey, watcher):
    settle_alarm(an_alarm(surrey), by=watcher, now=WINTER_MORNING)
    assert send_digests(WINTER_MORNING) == 0


def test_wherever_the_clock_jumps_there_is_one_a_day(surrey, watcher):
    an_alarm(surrey)
    day = timedelta(days=1)
    jumps = [0 * day, day / 8, -day / 50, day, day / 2, -day, 2 * day, day, 0 * day]
    for jump in jumps:
        send_digests(WINTER_MORNING + day / 10 + jump)
    days = sorted(written(surrey).values_list("day", flat=True))
    assert days == [(WINTER_MORNING + number * day).date() for number in range(-1, 3)]
    assert mails() == 4


def test_when_it_fails_midway_the_day_is_not_noted_and_it_is_written_later(surrey, watcher, settings):
    an_alarm(surrey)
    origin = settings.STAFF_ORIGIN
    del settings.STAFF_ORIGIN
    with pytest.raises(AttributeError):
        send_digests(WINTER_MORNING)
    assert (mails(), written(surrey).count()) == (0, 0)
    settings.STAFF_ORIGIN = origin
    assert send_digests(WINTER_MORNING) == 1


def test_on_a_weekend_only_what_cannot_wait_is_a_reason_to_write(surrey, watcher):
    an_alarm(surrey)
    assert send_digests(SATURDAY) == 0
    an_alarm(surrey, "overdue_release")
    assert send_digests(SATURDAY + timedelta(days=1)) == 1


def test_a_bank_holiday_counts_as_a_weekend(surrey, watcher):
    an_alarm(surrey)
    assert send_digests(datetime(2026, 4, 3, 9, 0, tzinfo=LONDON)) == 0


def test_a_year_without_known_bank_holidays_counts_as_working_days_and_says_so(surrey, watcher, mailoutbox):
    sunday = datetime(2031, 3, 2, 9, 0, tzinfo=LONDON)
    assert sunday.weekday() == 6
    an_alarm(surrey)
    assert send_digests(sunday) == 1
    send_due_mail(sunday)
    assert "The bank holidays for 2031 are not known yet, so this mail comes every day." in mailoutbox[0].body


def test_one_partnership_costs_no_more_when_others_are_done(surrey, solihull, watcher, django_assert_num_queries):
    send_digests(WINTER_MORNING)
    with django_assert_num_queries(2):
        send_digests(WINTER_MORNING)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_workers_at_the_same_moment_write_one(surrey, watcher):
    from concurrent.futures import ThreadPoolExecutor

    an_alarm(surrey)

    def work(_number):
        try:
            return send_digests(WINTER_MORNING)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(4))) == 1
    assert mails() == 1
