"""New keys for old, at any moment and with any interruption: nothing is ever left that cannot be opened."""

from __future__ import annotations

import os
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models

from family_portal.models import FamilyMember, KeyDestroyed, ReviewKey
from family_portal.models.keys import FamilyWords
from family_portal.rotating import (
    OVERLAP,
    RenewedAlready,
    concrete,
    finish_renewals,
    renew_key,
    rewrap,
    sealed_columns,
)
from family_portal.tests.door import joined
from family_portal.tests.staffing import identified
from family_portal.tests.test_sealing import NOW, SECRET, a_member
from lifecycles.stepping import steps_of
from people.models.factors import AuthenticatorApp
from people.sealing import CannotOpen, key_id_of, key_ids, open_sealed

pytestmark = pytest.mark.django_db
OURS = {"family_portal", "people", "publications", "home", "pages", "lifecycles", "partnerships"}


@pytest.fixture
def member(review, manager):
    return a_member(review, manager)


def fresh(row):
    return type(row).objects.select_related("key").get(pk=row.pk)


def run(*arguments):
    said = StringIO()
    call_command("rotate_family_keys", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def keys(settings):
    """The old service key; a new one stands in front of it."""
    old = settings.SEALING_KEYS[0]
    settings.SEALING_KEYS = [os.urandom(32), old]
    return settings.SEALING_KEYS


def test_after_a_rotation_the_newest_service_key_alone_opens_everything(review, manager, settings):
    mother = joined(review, manager)
    settings.SEALING_KEYS = [os.urandom(32), *settings.SEALING_KEYS]
    said = run()
    assert f"Key 2 of SEALING_KEYS ({key_ids()[1]}) is no longer needed." in said
    assert "family_portal.reviewkey.wrapped: 1 sealed anew, 0 that no key opens" in said
    settings.SEALING_KEYS = settings.SEALING_KEYS[:1]
    assert fresh(mother).words() == {"note": SECRET}
    assert len(AuthenticatorApp.objects.get(user=mother.account).seed()) >= 20


def test_attack_50_before_the_rotation_the_old_service_key_is_needed(member, keys, settings):
    """Attack 50: a key that is missing raises, and gives nothing."""
    settings.SEALING_KEYS = keys[:1]
    with pytest.raises(CannotOpen):
        fresh(member).words()


def test_a_rotation_that_is_run_again_changes_nothing(member, keys):
    run()
    before = bytes(ReviewKey.objects.get().wrapped)
    assert "0 sealed anew" in run()
    assert bytes(ReviewKey.objects.get().wrapped) == before


def test_a_rotation_that_was_interrupted_leaves_every_row_readable(member, solihull, reports, manager, keys):
    other = a_member(reports.draft(solihull), manager)
    column = next(one for one in sealed_columns() if one.name.endswith("reviewkey.wrapped"))
    assert {key_id_of(key.wrapped) for key in ReviewKey.objects.all()} == set(key_ids())
    assert [fresh(row).words() for row in (member, other)] == [{"note": SECRET}] * 2
    assert rewrap(column) == {"done": 1}


def test_a_value_that_no_key_opens_is_named_and_left_as_it_is(member, settings):
    wrapped = bytes(member.key.wrapped)
    settings.SEALING_KEYS = [os.urandom(32)]
    with pytest.raises(CommandError, match="1 values could not be opened"):
        run()
    assert bytes(ReviewKey.objects.get().wrapped) == wrapped


def test_every_column_of_bytes_is_sealed_in_one_of_the_two_ways():
    columns = {
        (model, field.name)
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for field in model._meta.get_fields()
        if isinstance(field, models.BinaryField)
    }
    by_service = {(column.model, column.field) for column in sealed_columns()}
    by_review = {(model, "sealed") for model in concrete(FamilyWords)}
    assert len(by_service) > 10
    assert len(by_review) > 4
    assert columns == by_service | by_review


def test_a_new_data_key_opens_every_word_and_the_old_one_is_forgotten_after_an_hour(review, manager, coordinator):
    member = identified(review, coordinator, now=NOW)
    old = open_sealed(member.key.wrapped, place=member.key.place)
    renew_key(review, by=manager, now=NOW)
    key = ReviewKey.objects.get()
    assert open_sealed(key.wrapped, place=key.place) != old
    assert finish_renewals(NOW + OVERLAP - timedelta(seconds=1)) == 0
    assert finish_renewals(NOW + OVERLAP) == 1
    assert finish_renewals(NOW + OVERLAP) == 0
    assert not ReviewKey.objects.get().wrapped_before
    assert fresh(member).words() == member.words()
    assert {"renew_key", "forget_key_before"} <= set(steps_of(review).values_list("move", flat=True))


def test_what_is_sealed_with_the_old_key_opens_until_it_is_sealed_anew(member):
    sealed = bytes(member.sealed)
    renew_key(member.review, by=member.recorded_by, now=NOW)
    assert bytes(fresh(member).sealed) != sealed
    # Somebody who had the old key in hand writes late.
    FamilyMember.objects.filter(pk=member.pk).update(sealed=sealed)
    assert fresh(member).words() == {"note": SECRET}
    assert finish_renewals(NOW + OVERLAP) == 1
    assert bytes(fresh(member).sealed) != sealed
    assert fresh(member).words() == {"note": SECRET}


def test_the_old_data_key_is_kept_while_a_row_needs_it_and_cannot_be_opened(member, settings):
    renew_key(member.review, by=member.recorded_by, now=NOW)
    FamilyMember.objects.filter(pk=member.pk).update(sealed=b"damaged")
    with pytest.raises(CannotOpen):
        finish_renewals(NOW + OVERLAP)
    assert ReviewKey.objects.get().wrapped_before


def test_a_second_new_data_key_within_the_hour_is_refused(member):
    renew_key(member.review, by=member.recorded_by, now=NOW)
    with pytest.raises(RenewedAlready):
        renew_key(member.review, by=member.recorded_by, now=NOW)


def test_a_destroyed_key_is_never_renewed(member):
    ReviewKey.objects.update(wrapped=b"", destroyed_at=NOW)
    with pytest.raises(CommandError, match="destroyed"):
        run("--review", str(member.review.uuid))
    with pytest.raises(KeyDestroyed):
        fresh(member).words()


def test_the_command_renews_the_key_of_the_review_that_is_named(member):
    assert "It has a new key" in run("--review", str(member.review.uuid))
    assert ReviewKey.objects.get().renewed_at is not None
    for wrong in ("never", "00000000-0000-0000-0000-000000000001"):
        with pytest.raises(CommandError, match="There is no such review"):
            run("--review", wrong)


def test_words_that_changed_columns_cannot_be_opened(member):
    renew_key(member.review, by=member.recorded_by, now=NOW)
    key = ReviewKey.objects.get()
    ReviewKey.objects.update(wrapped=key.wrapped_before, wrapped_before=key.wrapped)
    with pytest.raises(CannotOpen):
        fresh(member).words()
