"""Guessing is slow, and a guesser cannot keep the owner out for long (C24)."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client, RequestFactory

from people.models import AttemptCount, OutgoingMail
from people.roles import Role
from people.testing import an_app_of, code_for, with_password_only
from people.throttling import (
    ACCOUNT,
    ADDRESS,
    LONGEST_WAIT,
    SITE,
    TooManyAttempts,
    address_of,
    charge,
    failures,
    forget_old_attempts,
    give_back,
    unlock,
)

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
OWNER = "owner@example.org"

pytestmark = pytest.mark.django_db


def attempt(now=NOW, account=OWNER, address="192.0.2.1", purpose="code"):
    return charge(purpose, account=account, address=address, now=now)


def fail(times, now=NOW, **more):
    """Fail `times` times, waiting each time as long as one must; return when the last one was."""
    for _ in range(times):
        try:
            attempt(now, **more)
        except TooManyAttempts as refusal:
            now = refusal.until
            attempt(now, **more)
    return now


def wait_after(now, **more):
    try:
        give_back(attempt(now, **more))
    except TooManyAttempts as refusal:
        return refusal.until - now
    return timedelta(0)


def test_a_few_failures_cost_nothing_and_then_the_wait_doubles():
    waits = []
    now = NOW
    for _ in range(9):
        now = fail(1, now)
        waits.append(wait_after(now).total_seconds())
    assert waits == [0, 0, 0, 0, 5, 10, 20, 40, 80]


def test_after_any_number_of_failures_the_wait_is_fifteen_minutes_at_most():
    now = fail(60)
    assert wait_after(now) == LONGEST_WAIT == timedelta(minutes=15)
    assert wait_after(now + LONGEST_WAIT) == timedelta(0)


def test_attempts_during_the_wait_do_not_prolong_it():
    now = fail(12)
    for second in range(50):
        with pytest.raises(TooManyAttempts):
            attempt(now + timedelta(seconds=second))
    assert wait_after(now + LONGEST_WAIT) == timedelta(0)


def test_an_owner_who_gets_in_takes_back_their_own_attempt_only():
    now = fail(7)
    later = now + LONGEST_WAIT
    give_back(attempt(later))
    assert failures(OWNER) == 7
    assert fail(1, later) == later
    assert wait_after(later) > timedelta(seconds=10)


def test_a_guesser_cannot_clear_the_count_with_an_account_of_their_own():
    now = NOW
    for _ in range(40):
        now = fail(1, now, account="victim@example.org")
        give_back(attempt(now + LONGEST_WAIT, account="guesser@example.org"))
        now += LONGEST_WAIT
    assert failures("victim@example.org") == 40


def test_a_right_attempt_among_wrong_ones_does_not_lift_the_wait_of_others():
    owner = attempt()
    fail(6)
    give_back(owner)
    assert wait_after(NOW) > timedelta(0)


def test_one_address_is_slowed_over_many_accounts():
    for number in range(ADDRESS.free):
        attempt(account=f"person{number}@example.org")
    with pytest.raises(TooManyAttempts):
        attempt(account="another@example.org")
    attempt(account="another@example.org", address="192.0.2.2")


def test_the_whole_site_is_slowed_for_half_a_minute_at_most():
    for number in range(SITE.free):
        attempt(account=f"person{number}@example.org", address=f"10.0.{number // 200}.{number % 200}")
    assert timedelta(0) < wait_after(NOW, account="a@example.org", address="192.0.2.77") <= timedelta(seconds=30)


def test_purposes_are_counted_apart():
    fail(12, purpose="password")
    assert wait_after(NOW, purpose="code", address="192.0.2.9") == timedelta(0)


def test_the_spelling_of_an_address_makes_no_new_count():
    fail(12, account="Owner@Example.org ")
    assert wait_after(NOW, address="192.0.2.5") > timedelta(0)


def test_failures_are_forgotten_after_a_quiet_day():
    now = fail(12)
    give_back(attempt(now + ACCOUNT.forget + timedelta(seconds=1)))
    assert failures(OWNER) == 0


def test_old_counts_are_deleted():
    now = fail(3)
    assert forget_old_attempts(now) == 0
    assert forget_old_attempts(now + timedelta(hours=25)) == 3
    assert not AttemptCount.objects.exists()


def test_neither_account_nor_address_is_kept_in_clear():
    fail(2)
    stored = str(list(AttemptCount.objects.values()))
    assert "failures" in stored
    assert OWNER not in stored
    assert "192.0.2" not in stored


@pytest.mark.parametrize(
    ("seconds", "words"), [(5, "in a minute"), (60, "in a minute"), (61, "in 2 minutes"), (900, "in 15 minutes")]
)
def test_the_refusal_says_when_to_try_again(seconds, words):
    assert words in str(TooManyAttempts(NOW + timedelta(seconds=seconds), NOW))


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("nonsense", "unknown"),
        ("", "unknown"),
    ],
)
def test_an_ipv6_address_counts_as_its_network(given, counted):
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=given)) == counted


def test_what_a_visitor_says_of_their_address_counts_only_from_our_own_proxy(settings):
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.5, 198.51.100.7")
    assert address_of(request) == "10.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert address_of(request) == "198.51.100.7"


@pytest.mark.django_db(transaction=True)
def test_of_many_attempts_at_once_none_is_lost_and_few_are_let_through():
    start, let_through = threading.Barrier(8), []

    def guess():
        start.wait()
        try:
            for _ in range(3):
                attempt()
                let_through.append(1)
        except TooManyAttempts:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=guess) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(let_through) == ACCOUNT.free == failures(OWNER)


@pytest.fixture
def staff(surrey, a_person):
    user = a_person(surrey, Role.COMMS)
    an_app_of(user)
    return user


def client_at(address):
    return Client(SERVER_NAME=settings.STAFF_HOST, REMOTE_ADDR=address)


def guess_codes(staff, times):
    guesser = client_at("203.0.113.5")
    with_password_only(guesser, staff)
    for _ in range(times):
        answer = guesser.post("/sign-in/code/", {"code": "0000-0000-0000-0000"})
    return answer


def test_after_twenty_wrong_codes_the_owner_is_told_to_wait_in_words_and_can_be_unlocked(
    staff, surrey, a_person, signed_in
):
    assert b"too many attempts" in guess_codes(staff, 20).content
    owner = client_at("192.0.2.1")
    with_password_only(owner, staff)
    assert b"Try again in" in owner.post("/sign-in/code/", {"code": code_for(staff)}).content
    manager = signed_in(a_person(surrey, Role.BUSINESS_MANAGER))
    manager.post(f"/people/surrey/{staff.pk}/unlock/")
    assert owner.post("/sign-in/code/", {"code": code_for(staff)}).status_code == 302


def test_a_right_code_during_the_wait_is_not_used_up(staff):
    guess_codes(staff, 20)
    owner = client_at("192.0.2.1")
    with_password_only(owner, staff)
    code = code_for(staff)
    owner.post("/sign-in/code/", {"code": code})
    unlock(staff.email)
    assert owner.post("/sign-in/code/", {"code": code}).status_code == 302


@pytest.mark.parametrize("kind", ["known", "unknown"])
def test_the_wait_after_wrong_passwords_is_the_same_for_accounts_that_do_not_exist(staff, kind):
    email = staff.email if kind == "known" else "nobody@example.org"
    client = client_at("203.0.113.5")
    answers = [client.post("/sign-in/", {"email": email, "password": "wrong"}).content for _ in range(6)]
    assert [b"too many attempts" in answer for answer in answers] == [False] * 5 + [True]


def test_a_stranger_can_have_few_links_sent_to_one_mailbox(staff):
    for number in range(20):
        client_at(f"203.0.113.{number}").post("/sign-in/forgotten/", {"email": staff.email})
    assert OutgoingMail.objects.count() == ACCOUNT.free
