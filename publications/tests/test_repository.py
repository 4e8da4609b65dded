"""The national repository: a task after publication, sent, acknowledged with a reference, or waived with a reason."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pikepdf
import pypdfium2
import pytest

from config.demo.readying import EVIDENCE, decide
from config.testing.reports import SECRET, T0
from lifecycles.moves import UnknownMove
from people.roles import Role
from publications.closing import close_review
from publications.milestones import Kind, Outcome, record_milestone
from publications.models import Pack, Submission
from publications.notices import conditions, packing
from publications.notices.answering import bounce
from publications.notices.letters import letter_for
from publications.notices.submitting import (
    NotSaid,
    acknowledge_submission,
    record_submission,
    return_submission,
    waive_submission,
)
from publications.notices.unnaming import NamesPartnership
from publications.notifying import record_copy
from publications.tests.postal import LETTER, delivered, packed, sendable, sent, verified

pytestmark = pytest.mark.django_db

PUBLISHED = T0 + timedelta(days=1)
NSPCC = Pack.Purpose.NSPCC


@pytest.fixture
def by(surrey, reports):
    return reports.team(surrey).preparer


@pytest.fixture
def published(surrey, reports, by):
    verified(surrey, by)
    return reports.published(surrey)


@pytest.fixture
def closed(surrey, reports, by, a_person):
    """A report that the partners publish through the repository, without naming the partnership."""
    review = sendable(reports, surrey)
    decide(review, by=by, now=T0, outcome=Outcome.ANONYMOUS, why="Everybody in the town would know.")
    for kind in ("panel", "secretary_of_state"):
        recipient = surrey.recipients.get(kind=kind)
        record_copy(
            review, recipient, sent_at=T0, address="Portal", evidence="Receipt", by=by, now=T0,
            purpose=Pack.Purpose.NOT_PUBLISHED,
        )  # fmt: skip
    lawyer = a_person(surrey, Role.LEGAL)
    record_milestone(review, Kind.LEGAL, by=lawyer, now=T0, words=EVIDENCE, about="decision")
    close_review(review, by=by, reason="Published through the repository.", now=T0)
    review.refresh_from_db()
    return review


def submission(review):
    return Submission.objects.select_related("review__partnership").get(review=review)


def said_in(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        words = " ".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        about = " ".join(str(value) for value in opened.docinfo.values())
        about += opened.Root.Metadata.read_bytes().decode() if "/Metadata" in opened.Root else ""
    return words, about


def test_a_published_report_has_twenty_working_days(published):
    # Tuesday 3 March 2026; Good Friday is 3 April.
    assert (submission(published).state, submission(published).due_on) == ("due", date(2026, 3, 31))


def test_a_report_goes_to_the_repository_as_the_public_reads_it(published, by, office):
    pack = sent(published, by, purpose=NSPCC, moment=None, now=PUBLISHED)
    delivered(PUBLISHED)
    [message] = office.received
    [attachment] = message.iter_attachments()
    assert (message["To"], attachment.get_filename()) == ("nspcc@example.org", "report.pdf")
    words, _ = said_in(attachment.get_content())
    assert SECRET in words
    assert "embargo" not in words.casefold()
    assert pack.content_hash == published.public_release.content_hash
    assert submission(published).state == "submitted"
    acknowledge_submission(submission(published), reference="NC50543", on=PUBLISHED.date(), by=by, now=PUBLISHED)
    assert (submission(published).state, submission(published).reference) == ("acknowledged", "NC50543")


def test_a_report_that_is_not_public_has_no_task_and_goes_nowhere(surrey, reports, by):
    review = sendable(reports, surrey)
    assert not Submission.objects.exists()
    with pytest.raises(packing.NothingPublic):
        packed(review, by, purpose=NSPCC)


def test_a_submission_that_came_back_is_due_again(published, by, office):
    sent(published, by, purpose=NSPCC, moment=None, now=PUBLISHED)
    delivered(PUBLISHED)
    bounce(published.dispatches.get(recipient__kind="nspcc"), words="", by=by, now=PUBLISHED)
    assert (submission(published).state, submission(published).dispatch) == ("due", None)


def test_it_can_have_gone_another_way_and_be_sent_again(published, by):
    record_submission(submission(published), sent_at=PUBLISHED, evidence="Receipt", by=by, now=PUBLISHED)
    assert submission(published).state == "submitted"
    with pytest.raises(NotSaid):
        return_submission(submission(published), reason=" ", by=by, now=PUBLISHED)
    return_submission(submission(published), reason="No answer", by=by, now=PUBLISHED)
    assert submission(published).state == "due"


def test_it_is_waived_only_with_a_reason(published, by):
    with pytest.raises(NotSaid):
        waive_submission(submission(published), reason="", by=by, now=PUBLISHED)
    waive_submission(submission(published), reason="It is there already.", by=by, now=PUBLISHED)
    assert submission(published).state == "not_needed"
    with pytest.raises(UnknownMove):
        record_submission(submission(published), sent_at=PUBLISHED, evidence="Receipt", by=by, now=PUBLISHED)


def test_an_acknowledgement_has_a_reference(published, by):
    record_submission(submission(published), sent_at=PUBLISHED, evidence="Receipt", by=by, now=PUBLISHED)
    with pytest.raises(NotSaid):
        acknowledge_submission(submission(published), reference=" ", on=PUBLISHED.date(), by=by, now=PUBLISHED)


def test_an_anonymous_report_names_the_partnership_nowhere(closed, by, surrey, office):
    named = packed_for_the_panel_words(closed)
    assert surrey.name in named
    sent(closed, by, purpose=NSPCC, moment=None, letter=letter_for(closed, NSPCC, is_anonymous=True))
    delivered(T0)
    [message] = office.received
    [attachment] = message.iter_attachments()
    words, about = said_in(attachment.get_content())
    assert SECRET in words
    letter = message.get_body().get_content()
    for text in (words, about, letter, message["Subject"], attachment.get_filename()):
        assert not any(name in text for name in (surrey.name, surrey.short_name, "surrey.test", "Surrey"))
    assert "without naming the partnership" in " ".join(letter.split())


def packed_for_the_panel_words(review):
    """What the same text says when it is printed as usual: there is a name that could leak."""
    from django.core.files.storage import default_storage

    from publications.notices.enclosures import make_copies

    _, [file] = make_copies(review, None, T0)
    with default_storage.open(file["stored"]) as handle:
        return " ".join(said_in(handle.read())[0].split())


def test_an_anonymous_report_whose_letter_names_the_partnership_is_not_sent(closed, by, surrey):
    with pytest.raises(NamesPartnership, match="The letter"):
        sent(closed, by, purpose=NSPCC, moment=None, letter=f"{LETTER} {surrey.name}")


def test_an_anonymous_report_whose_text_names_the_partnership_is_not_sent(closed, by, surrey):
    type(surrey).objects.filter(pk=surrey.pk).update(short_name=SECRET)
    closed.refresh_from_db()
    closed.partnership.refresh_from_db()
    with pytest.raises(NamesPartnership, match="The PDF"):
        sent(closed, by, purpose=NSPCC, moment=None)


def test_an_anonymous_report_needs_the_signature_of_a_legal_adviser(closed, by):
    pack = packed(closed, by, purpose=NSPCC, moment=None)
    decide(closed, by=by, now=T0 + timedelta(hours=1), outcome=Outcome.ANONYMOUS, why="As before.")
    with pytest.raises(conditions.NotSignedByLaw):
        conditions.refuse_unless_ready(pack, T0 + timedelta(hours=1))


def test_an_anonymous_report_cannot_be_waived(closed, by):
    with pytest.raises(NotSaid, match="has to go there"):
        waive_submission(submission(closed), reason="No time.", by=by, now=T0)
