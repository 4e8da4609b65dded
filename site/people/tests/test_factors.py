"""What proves a person a second time (C22, C23)."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.utils import timezone
from wagtail.snippets.models import get_snippet_models

from people.factors import WrongCode, begin_app, confirm_app, new_recovery_codes, normalised, prove
from people.models import AuthenticatorApp, RecoveryCode, RecoverySheet, User
from people.sealing import CannotOpen
from people.testing import an_app_of, code_for
from people.tests.codes import code_of

NOW = datetime(2026, 3, 2, 12, 0, 10, tzinfo=UTC)
STEP = timedelta(seconds=30)


@pytest.fixture
def user(a_person):
    return a_person()


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_code_is_good_one_step_early_or_late(user, steps):
    app = an_app_of(user)
    prove(user, code_of(app, now=NOW + steps * STEP), now=NOW)


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_code_is_not_good_two_steps_away(user, steps):
    app = an_app_of(user)
    with pytest.raises(WrongCode):
        prove(user, code_of(app, now=NOW + steps * STEP), now=NOW)


def test_neither_a_used_code_nor_one_before_it_is_good(user):
    app = an_app_of(user)
    prove(user, code_of(app, now=NOW), now=NOW)
    for earlier in (NOW, NOW - STEP):
        with pytest.raises(WrongCode):
            prove(user, code_of(app, now=earlier), now=NOW)
    prove(user, code_of(app, now=NOW + STEP), now=NOW)


@pytest.mark.parametrize("typed", ["", "abc", "12345", "1234567", "１２３４５６", "-", "0" * 60])
def test_what_is_no_code_is_refused(user, typed):
    an_app_of(user)
    with pytest.raises(WrongCode):
        prove(user, typed, now=NOW)


def test_a_code_may_be_typed_with_spaces(user):
    code = code_of(an_app_of(user), now=NOW)
    prove(user, f" {code[:3]} {code[3:]} ", now=NOW)


def test_the_seed_in_the_database_cannot_be_read(user):
    app = an_app_of(user)
    seed = app.seed()
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_seed FROM people_authenticatorapp")
        stored = bytes(cursor.fetchone()[0])
    assert len(stored) > len(seed) == 20
    assert seed not in stored


def test_a_seed_that_is_copied_to_another_row_cannot_be_used(user, a_person):
    own, other = an_app_of(user), an_app_of(a_person())
    AuthenticatorApp.objects.filter(pk=other.pk).update(sealed_seed=own.sealed_seed)
    with pytest.raises(CannotOpen):
        prove(other.user, code_of(own, now=NOW), now=NOW)


def test_a_new_app_takes_the_place_of_the_old_one_when_its_code_is_right(user):
    old = an_app_of(user)
    new = begin_app(user, now=NOW)
    with pytest.raises(WrongCode):
        confirm_app(new, "000000" if code_of(new, now=NOW) != "000000" else "000001", now=NOW)
    assert AuthenticatorApp.objects.get(user=user, confirmed=True) == old
    confirm_app(new, code_of(new, now=NOW), now=NOW)
    assert AuthenticatorApp.objects.get(user=user) == new


def test_an_app_that_is_not_confirmed_proves_nothing(user):
    app = begin_app(user, now=NOW)
    with pytest.raises(WrongCode):
        prove(user, code_of(app, now=NOW), now=NOW)


def test_the_code_that_confirmed_an_app_does_not_sign_in(user):
    app = begin_app(user, now=NOW)
    code = code_of(app, now=NOW)
    confirm_app(app, code, now=NOW)
    with pytest.raises(WrongCode):
        prove(user, code, now=NOW)


def test_a_recovery_code_has_eighty_bits_and_is_stored_as_a_keyed_hash(user, settings):
    codes = new_recovery_codes(user, now=NOW)
    assert len(set(codes)) == 10
    assert all(len(normalised(code)) == 16 for code in codes)
    stored = str(list(RecoveryCode.objects.values()))
    assert "digest" in stored
    for code in codes:
        assert code not in stored
        assert normalised(code) not in stored
    settings.SECRET_KEY = "another key"
    with pytest.raises(WrongCode):
        prove(user, codes[0], now=NOW)


def test_recovery_codes_outlive_a_change_of_key_while_the_old_one_still_counts(user, settings):
    code = new_recovery_codes(user, now=NOW)[0]
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", [settings.SECRET_KEY]
    prove(user, code, now=NOW)


def test_a_recovery_code_works_once(user):
    codes = new_recovery_codes(user, now=NOW)
    prove(user, codes[3], now=NOW)
    with pytest.raises(WrongCode):
        prove(user, codes[3], now=NOW)
    assert RecoverySheet.objects.get().codes_left() == 9


def test_the_recovery_code_of_another_person_is_refused(user, a_person):
    new_recovery_codes(user, now=NOW)
    with pytest.raises(WrongCode):
        prove(user, new_recovery_codes(a_person(), now=NOW)[0], now=NOW)


def test_new_recovery_codes_void_the_old_ones(user):
    old = new_recovery_codes(user, now=NOW)
    new = new_recovery_codes(user, now=NOW)
    with pytest.raises(WrongCode):
        prove(user, old[0], now=NOW)
    prove(user, new[0], now=NOW)


def test_the_helper_for_tests_gives_a_second_code_within_the_same_half_minute(user):
    an_app_of(user)
    first = code_for(user)
    prove(user, first, now=timezone.now())
    assert code_for(user) != first
    prove(user, code_for(user), now=timezone.now())


def _race(user, typed, now):
    results, start = [], threading.Barrier(8)

    def try_it():
        start.wait()
        try:
            prove(user, typed, now=now)
            results.append("in")
        except WrongCode:
            results.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=try_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["recovery code", "app"])
def test_of_eight_requests_with_one_code_one_gets_in(kind):
    user = User.objects.create_user("racer@example.org", "correct horse staple", name="Racer")
    with transaction.atomic():
        app = an_app_of(user)
        codes = new_recovery_codes(user, now=NOW)
    typed = codes[0] if kind == "recovery code" else code_of(app, now=NOW)
    assert _race(user, typed, NOW) == ["in"] + ["refused"] * 7


def test_no_seed_and_no_code_is_registered_with_an_admin_of_any_kind():
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    assert not {"otp_totp", "otp_static"} & {app.rpartition(".")[2] for app in settings.INSTALLED_APPS}
    assert not {model._meta.app_label for model in get_snippet_models()} & {"people"}
