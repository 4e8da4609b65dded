"""The form by which anyone asks for a copy: what it takes, how often, and in which words it refuses."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config.testing.reports import T0
from people.asking_often import LIMITS
from people.models import OutgoingMail
from publications.models import CopyRequest

pytestmark = pytest.mark.django_db

ASK = "/reviews/robin-surrey/ask/"
FORM = {"name": "", "email": "ottoline@example.org", "address": "", "note": "Large print"}
NOW = T0 + timedelta(days=401)


@pytest.fixture
def visitor(surrey, reports, at_host, monkeypatch):
    reports.archived(surrey)
    monkeypatch.setattr("publications.views.archived.timezone.now", lambda: NOW)
    return at_host(surrey)


def _ask(visitor, times, **typed):
    return [visitor.post(ASK, FORM | typed).status_code for _ in range(times)]


def test_a_stranger_cannot_fill_somebodys_letter_box_with_receipts(visitor):
    assert set(_ask(visitor, LIMITS.account.free)) == {302}
    assert set(_ask(visitor, 5)) == {429}
    assert CopyRequest.objects.count() == OutgoingMail.objects.count() == LIMITS.account.free


def test_nobody_can_ask_without_end_for_ever_new_recipients(visitor):
    answers = [_ask(visitor, 1, email=f"someone-{number}@example.org")[0] for number in range(LIMITS.address.free + 2)]
    assert answers == [302] * LIMITS.address.free + [429] * 2


def test_who_is_told_to_wait_keeps_what_was_typed_and_is_told_where_else_to_write(visitor, surrey):
    _ask(visitor, LIMITS.account.free)
    answer = visitor.post(ASK, FORM).content.decode()
    assert "could not take this one" in answer
    assert f"write to {surrey.mailbox}" in answer
    assert "Large print" in answer


def test_who_waited_can_ask_again(visitor, monkeypatch):
    _ask(visitor, LIMITS.account.free + 1)
    later = NOW + LIMITS.account.first
    monkeypatch.setattr("publications.views.archived.timezone.now", lambda: later)
    assert _ask(visitor, 1) == [302]


def test_what_nobody_can_see_is_not_kept(visitor):
    visitor.post(ASK, FORM | {"name": "Ann\r\nBcc: b@example.org\u202e\x00", "note": "a\x07\r\nb"})
    kept = CopyRequest.objects.get()
    assert (kept.name, kept.note) == ("Ann Bcc: b@example.org", "a\nb")


def test_an_address_of_which_nothing_can_be_seen_is_none(visitor):
    answer = visitor.post(ASK, FORM | {"email": "", "address": "\u200b\u200b"})
    assert "Enter an e-mail address or a postal address" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"email": "ottoline"}, "Enter an e-mail address in the correct form, like name@example.com"),
        ({"email": f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.org"}, "must be 254 characters or fewer"),
        ({"name": "n" * 151}, "Your name must be 150 characters or fewer"),
        ({"address": "a" * 501}, "The postal address must be 500 characters or fewer"),
        ({"note": "n" * 1001}, "What you want us to know must be 1000 characters or fewer"),
    ],
)
def test_what_does_not_fit_is_refused_in_plain_words(visitor, typed, words):
    answer = visitor.post(ASK, FORM | typed).content.decode()
    assert words in answer
    assert "Ensure this value" not in answer
    assert not CopyRequest.objects.exists()


def test_an_empty_request_is_told_what_is_missing(visitor):
    assert "Enter an e-mail address or a postal address" in visitor.post(ASK).content.decode()
