"""A sealed value opens at its place with its key, and never anywhere else."""

from __future__ import annotations

import os

import pytest

from people.sealing import CannotOpen, open_sealed, seal

PLACE = "people.authenticatorapp.sealed_seed:1:a"


@pytest.mark.parametrize("secret", [b"", b"x", b"a secret", bytes(range(256)) * 40])
def test_what_was_sealed_can_be_opened_at_its_place(secret):
    sealed = seal(secret, place=PLACE)
    assert open_sealed(sealed, place=PLACE) == secret
    assert open_sealed(memoryview(sealed), place=PLACE) == secret


def test_the_secret_does_not_show_and_two_seals_of_it_differ():
    one, other = seal(b"a long secret", place=PLACE), seal(b"a long secret", place=PLACE)
    assert b"secret" not in one
    assert one != other


def test_at_another_place_it_stays_shut():
    with pytest.raises(CannotOpen):
        open_sealed(seal(b"secret", place=PLACE), place=PLACE + "b")


@pytest.mark.parametrize("position", [0, 1, 6, 20, -1])
def test_one_changed_byte_keeps_it_shut(position):
    sealed = bytearray(seal(b"secret", place=PLACE))
    sealed[position] ^= 1
    with pytest.raises(CannotOpen):
        open_sealed(bytes(sealed), place=PLACE)


@pytest.mark.parametrize("stump", [b"", b"\x01", b"plain text", seal.__doc__.encode()])
def test_what_was_never_sealed_is_not_returned(stump):
    with pytest.raises(CannotOpen):
        open_sealed(stump, place=PLACE)


@pytest.mark.parametrize("length", [5, 16, 17, 20])
def test_a_value_that_was_cut_short_stays_shut(length):
    with pytest.raises(CannotOpen):
        open_sealed(seal(b"secret", place=PLACE)[:length], place=PLACE)


def test_with_another_key_it_stays_shut(settings):
    sealed = seal(b"secret", place=PLACE)
    settings.SEALING_KEYS = [os.urandom(32)]
    with pytest.raises(CannotOpen):
        open_sealed(sealed, place=PLACE)


def test_after_a_new_key_was_put_in_front_old_values_open_and_new_ones_use_it(settings):
    old_key, new_key = settings.SEALING_KEYS[0], os.urandom(32)
    old = seal(b"secret", place=PLACE)
    settings.SEALING_KEYS = [new_key, old_key]
    new = seal(b"secret", place=PLACE)
    assert open_sealed(old, place=PLACE) == b"secret"
    settings.SEALING_KEYS = [new_key]
    assert open_sealed(new, place=PLACE) == b"secret"
