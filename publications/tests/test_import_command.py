"""manage.py import_report."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from pages.models import PrivateImage
from publications.models import ReportPage, Review
from publications.tests.staffing import word_report


@pytest.fixture
def word_file(tmp_path):
    path = tmp_path / "report.docx"
    path.write_bytes(word_report())
    return path


def test_the_command_prints_the_notes_and_the_address(surrey, word_file):
    out = io.StringIO()
    call_command("import_report", str(word_file), "--partnership", "surrey", stdout=out)
    review = Review.objects.get()
    *notes, address = out.getvalue().splitlines()
    assert address == f"http://staff.test/reviews/{review.uuid}/"
    assert len(notes) == len(review.import_notes) > 0


def test_an_unreadable_file_is_refused_by_its_message_and_nothing_is_made(surrey, word_file):
    word_file.write_bytes(b"Dear all,")
    with pytest.raises(CommandError, match=r"This is not a Word document\."):
        call_command("import_report", str(word_file), "--partnership", "surrey")
    assert [model.objects.count() for model in (Review, ReportPage, PrivateImage)] == [0, 0, 0]


def test_a_file_that_is_not_there_is_refused_by_its_message(surrey, tmp_path):
    with pytest.raises(CommandError, match=r"The file could not be found\."):
        call_command("import_report", str(tmp_path / "gone.docx"), "--partnership", "surrey")


def test_an_unknown_partnership_is_refused(surrey, word_file):
    with pytest.raises(CommandError, match=r"There is no partnership “nowhere”\."):
        call_command("import_report", str(word_file), "--partnership", "nowhere")
