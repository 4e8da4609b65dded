"""What a family wrote is sealed with the key of its review, to the row in which it lies."""

from __future__ import annotations

import base64
import os
from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from family_portal.models import FamilyMember, KeyDestroyed, ReviewKey
from people.sealing import CannotOpen

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
SECRET = "Her sister must not learn of this."


@pytest.fixture
def member(surrey, reports):
    return a_member(reports.draft(surrey), reports.team(surrey).preparer)


def a_member(review, by, words=None):
    key = ReviewKey.objects.filter(review=review).first()
    if key is None:
        key = ReviewKey.new(review, now=NOW)
        key.save()
    row = FamilyMember(review=review, key=key, recorded_by=by, recorded_at=NOW)
    row.keep(words or {"note": SECRET})
    row.save()
    return row


def fresh(row):
    return FamilyMember.objects.get(pk=row.pk)


def test_words_come_back_as_they_were(member):
    assert fresh(member).words() == {"note": SECRET}


def test_no_column_of_the_row_shows_them(member):
    values = FamilyMember.objects.filter(pk=member.pk).values_list().get()
    assert not any(SECRET.encode() in (v if isinstance(v, bytes) else repr(v).encode()) for v in values)


def test_words_that_were_copied_to_another_row_cannot_be_opened(member):
    other = a_member(member.review, member.recorded_by, {"note": "Another"})
    FamilyMember.objects.filter(pk=other.pk).update(sealed=member.sealed)
    with pytest.raises(CannotOpen):
        fresh(other).words()


def test_words_that_were_copied_to_another_review_cannot_be_opened(member, solihull, reports):
    other = a_member(reports.draft(solihull), member.recorded_by)
    FamilyMember.objects.filter(pk=other.pk).update(sealed=member.sealed, row="00000000-0000-0000-0000-000000000001")
    FamilyMember.objects.filter(pk=member.pk).update(row="00000000-0000-0000-0000-000000000002")
    with pytest.raises(CannotOpen):
        fresh(other).words()


def test_another_service_key_raises_and_never_gives_what_is_sealed(member, settings):
    settings.SEALING_KEYS = [os.urandom(32)]
    with pytest.raises(CannotOpen):
        fresh(member).words()


def test_a_wrapped_key_that_was_copied_to_another_review_opens_nothing(member, solihull, reports):
    other = a_member(reports.draft(solihull), member.recorded_by)
    ReviewKey.objects.filter(pk=other.key_id).update(wrapped=member.key.wrapped)
    with pytest.raises(CannotOpen):
        fresh(other).words()


def test_a_destroyed_key_opens_nothing_ever_again(member):
    ReviewKey.objects.filter(pk=member.key_id).update(destroyed_at=NOW, wrapped=b"")
    with pytest.raises(KeyDestroyed):
        fresh(member).words()


def test_a_dump_of_the_database_holds_no_plain_word(member, tmp_path):
    call_command("dumpdata", "family_portal", output=str(tmp_path / "dump.json"))
    dump = (tmp_path / "dump.json").read_text()
    assert str(member.uuid) in dump
    assert SECRET not in dump
    assert base64.b64encode(SECRET.encode()).decode()[:20] not in dump
