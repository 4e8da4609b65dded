"""Reports, people and steps on the way that the tests of the staff pages share."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import docx
from PIL import Image

from config.demo.readying import affirm_proceedings, approve, decide, keep_record, send_copies, tell_everybody
from config.testing.anonymity import pass_anonymity
from people.models import User
from people.roles import Role
from publications.importing import import_report
from publications.models import Release, ReportPage, Review
from publications.releasing import confirm_release, prepare_release, release_due
from publications.word.tests.word_files import saved

LONG_AGO = datetime(2024, 6, 3, 12, 0, tzinfo=UTC)
BEGUN = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PSEUDONYM = "Willow"
TITLE = "Learning from Willow"


def picture_bytes(colour: str = "teal") -> io.BytesIO:
    """A small PNG."""
    file = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(file, "PNG")
    file.seek(0)
    return file


def word_report(*, title: str = TITLE, text: str = "Services worked apart.", picture: str = "") -> bytes:
    """A sound .docx with a title, a heading and a paragraph, and if wanted a picture of one colour."""
    document = docx.Document()
    document.add_heading(title, 0)
    document.add_heading("Findings", 1)
    document.add_paragraph(text)
    if picture:
        document.add_picture(picture_bytes(picture))
    return saved(document)


def a_draft(partnership: Any, by: Any, *, now: datetime = BEGUN, **report: Any) -> Review:
    """A review just brought in: nothing is filled in yet."""
    return import_report(word_report(**report), partnership=partnership, by=by, now=now).page.review


def fill_in(review: Review, **fields: Any) -> ReportPage:
    """Fill in what every release needs, as an editor does, and whatever else is given."""
    page = review.source_page().get_latest_revision_as_object()
    page.reviewer, page.pseudonym = "Sam Reader, Example Reviews", PSEUDONYM
    page.support = [("support", {"name": "Support line", "phone": "0800 000 000", "url": ""})]
    for block in page.body:
        if block.block_type == "figure":
            block.value["alt"] = "A chart"
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(clean=False)
    return page


def a_ready_review(partnership: Any, by: Any, **report: Any) -> Review:
    """A review that lacks nothing but its release."""
    review = a_draft(partnership, by, **report)
    fill_in(review)
    pass_anonymity(review, by, a_colleague_of(by, partnership), now=BEGUN)
    keep_record(review, reviewer="Sam Reader", now=LONG_AGO)
    approve(review, by=by, now=LONG_AGO)
    decide(review, by=by, now=LONG_AGO)
    send_copies(review, sent_at=LONG_AGO, by=by, now=LONG_AGO)
    return review


def tell(review: Review, by: Any, *, moment: datetime, now: datetime) -> None:
    """Let it be recorded that everybody was told of the moment, and that the proceedings were checked just before."""
    tell_everybody(review, moment=moment, by=by, now=now)
    affirm_proceedings(review, by=by, now=max(now, moment - timedelta(minutes=30)))


def a_colleague_of(person: Any, partnership: Any) -> Any:
    """Another business manager of the partnership."""
    managers = User.objects.filter(memberships__partnership=partnership, memberships__role=Role.BUSINESS_MANAGER)
    return managers.exclude(pk=person.pk).first()


def prepared(review: Review, by: Any, *, moment: datetime, now: datetime) -> Release:
    """Its release, prepared by one person; everybody was told of its moment."""
    tell(review, by, moment=moment, now=now)
    return prepare_release(review, moment=moment, by=by, now=now, conflict_reason="Agreed with everybody.")


def published(review: Review, first: Any, second: Any, *, at: datetime) -> Review:
    """The review, released at `at` as one person prepared and another confirmed an hour before."""
    release = prepared(review, first, moment=at, now=at - timedelta(hours=1))
    confirm_release(release, by=second, now=at - timedelta(hours=1))
    assert [outcome.result for outcome in release_due(at)] == ["released"]
    return Review.objects.get(pk=review.pk)


def read(response: Any) -> bytes:
    """The whole body of an answer; a file that it sends is closed by that."""
    return b"".join(response.streaming_content) if response.streaming else response.content
