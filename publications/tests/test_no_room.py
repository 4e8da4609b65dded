"""When files cannot be written, a person is told so in words, and nothing half-made is left."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from config.testing.words import said
from pages.storing import CannotStore, PrivateStorage
from publications.models import Edition, Release, Review
from publications.tests.staffing import a_ready_review, word_report

pytestmark = pytest.mark.django_db

WORDS = "The file could not be stored, so nothing was saved."


@pytest.fixture
def full(tmp_path, settings):
    """Put a place for files in force that takes none, because a file stands where its folder would be."""
    (tmp_path / "full").touch()

    def fill():
        place = {"BACKEND": "pages.storing.PrivateStorage", "OPTIONS": {"location": str(tmp_path / "full" / "files")}}
        settings.STORAGES = settings.STORAGES | {"default": place}

    return fill


def test_a_storage_that_takes_nothing_says_so_by_name(tmp_path, caplog):
    (tmp_path / "full").touch()
    with pytest.raises(CannotStore, match=WORDS):
        PrivateStorage(str(tmp_path / "full")).save("ab/abc.png", ContentFile(b"x"))
    assert "could not be stored" in caplog.text


def test_a_report_that_cannot_be_stored_is_refused_in_words_and_leaves_nothing(surrey, team, signed_in, full):
    client = signed_in(team.first)
    full()
    file = SimpleUploadedFile("report.docx", word_report(picture="teal"))
    answer = client.post("/reports/import/", {"partnership": surrey.pk, "file": file})
    assert (answer.status_code, WORDS in said(answer)) == (200, True)
    assert not Review.objects.exists()


def test_a_release_that_cannot_be_stored_is_not_prepared_and_the_page_says_why(surrey, team, signed_in, full):
    review = a_ready_review(surrey, team.first)
    client = signed_in(team.first)
    full()
    moment = timezone.localtime() + timedelta(days=2)
    typed = {"day": f"{moment:%d/%m/%Y}", "time": "10:00"}
    answer = client.post(f"/reviews/{review.uuid}/release/", typed)
    assert (answer.status_code, WORDS in said(answer)) == (200, True)
    assert not Release.objects.exists()
    assert not Edition.objects.exists()
