"""Whatever the public reads is noted when it changes, and only when the change has been committed."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.utils import timezone

from pages.changing import changes_since, last_change, note_public_change
from partnerships.models import Terms

pytestmark = pytest.mark.django_db


def test_a_change_that_was_rolled_back_was_never_there():
    before = last_change()
    with transaction.atomic():
        note_public_change("review:1", now=timezone.now())
        assert last_change() > before
        transaction.set_rollback(True)
    assert last_change() == before


def test_changes_come_in_their_order_after_a_number():
    before = last_change()
    for key in ("review:1", "page:2", "review:1"):
        note_public_change(key, now=timezone.now())
    assert [change.key for change in changes_since(before)] == ["review:1", "page:2", "review:1"]


def test_a_saved_row_that_the_public_reads_is_noted_for_its_partnership(surrey):
    terms, before = Terms.objects.get(partnership=surrey), last_change()
    terms.save()
    assert [(c.key, c.partnership_id) for c in changes_since(before)] == [(f"terms:{terms.pk}", surrey.pk)]
