"""From a report that is not published to the information about improvements that is: the public sees only that."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from config.testing.words import said
from people.roles import Partner, Role
from publications.milestones import Kind, Outcome, record_milestone
from publications.models import Edition, ReportPage, Review
from publications.releasing import confirm_release, prepare_release, release_due
from publications.states import ReviewState
from publications.tests.staffing import read, word_report
from publications.tests.test_closing import tell_both
from publications.withdrawing import archive

pytestmark = pytest.mark.django_db
REPORT_WORDS = ("Quillfeather", "Willowherb", "Learning from")
IMPROVED = "Every school now knows whom to ring."
BODY = [
    {"type": "heading", "value": {"level": 2, "text": "What has changed"}},
    {"type": "text", "value": f"<p>{IMPROVED}</p>"},
]


@pytest.fixture
def team(reports, surrey):
    return reports.team(surrey)


@pytest.fixture
def closed(team, surrey, a_person, signed_in):
    """A report brought in from Word, decided for improvements only, signed, notified and closed, through the pages."""
    client, lawyer = signed_in(team.preparer), signed_in(a_person(surrey, Role.LEGAL))
    file = SimpleUploadedFile("report.docx", word_report(title="Learning from Willowherb", text="Quillfeather waited."))
    client.post("/reports/import/", {"partnership": surrey.pk, "file": file})
    review = Review.objects.get()
    at = f"/reviews/{review.uuid}/"
    decided = {
        "outcome": "improvements", "partners": Partner.values, "evidence": "Minutes of 3 March.",
        "justification": "A sibling would be known in their school.",
    }  # fmt: skip
    assert client.post(f"{at}milestones/decision/record/", decided).status_code == 302
    signed = {"about": "decision", "evidence": "Read with the orders in force."}
    assert lawyer.post(f"{at}milestones/legal/record/", signed).status_code == 302
    tell_both(review, team.preparer, now=timezone.now())
    assert client.post(f"{at}close/", {"reason": "Decided on 3 March."}).status_code == 302
    return Review.objects.get()


@pytest.fixture
def begun(closed, team, signed_in):
    """The review that stands in its place, with a text of its own."""
    signed_in(team.preparer).post(f"/reviews/{closed.uuid}/improvements/")
    review = Review.objects.get(instead_of=closed)
    page = review.source_page().get_latest_revision_as_object()
    page.title, page.introduction = "What we have improved", "What changed."
    page.support = [("support", {"name": "Samaritans", "phone": "116 123", "url": ""})]
    page.body = ReportPage._meta.get_field("body").stream_block.to_python(BODY)
    page.save_revision(clean=False)
    return review


@pytest.fixture
def published(begun, reports, team):
    """It goes through the guards, with two people, a notice of seven working days and its hour."""
    now = timezone.now()
    moment = now + timedelta(days=40)
    reports.vouch(begun, moment=moment, now=now)
    release = prepare_release(begun, moment=moment, by=team.preparer, now=now, conflict_reason="Agreed with all.")
    confirm_release(release, by=team.confirmer, now=now)
    assert [outcome.result for outcome in release_due(moment)] == ["released"]
    return Review.objects.get(pk=begun.pk)


def test_the_public_sees_the_improvements_and_nowhere_a_word_of_the_report(published, closed, surrey, at_host):
    client, slug = at_host(surrey), published.source_page().slug
    page = said(client.get(f"/reviews/{slug}/"))
    assert IMPROVED in page
    assert "Information about improvements" in page
    assert "Lead Reviewer" not in page
    shown = [page, said(client.get("/reviews/")), client.get("/reviews/feed/").content.decode()]
    shown += [said(client.get(f"/search/?q={word}")) for word in ("waited", "Willow")]
    shown.append(client.get("/sitemap.xml").content.decode())
    pdf = pypdfium2.PdfDocument(read(client.get(f"/reviews/{slug}/report.pdf")))
    paper = " ".join(sheet.get_textpage().get_text_range() for sheet in pdf)
    assert IMPROVED in " ".join(paper.split())
    assert "What we have improved" in " ".join(shown[1:3])
    for text in [*shown, paper, str(pdf.get_metadata_dict())]:
        assert [word for word in REPORT_WORDS if word in text] == []
        assert str(closed.uuid) not in text
    assert client.get(f"/reviews/{closed.source_page().slug}/").status_code == 404
    assert Edition.objects.filter(review=closed).count() == 0


def test_there_was_a_report_to_leak(closed):
    assert [word for word in REPORT_WORDS if word not in str(closed.source_page().latest_revision.content)] == []
    assert closed.state == ReviewState.CLOSED


def test_it_is_cited_as_the_partnerships_own_text(published, surrey, at_host):
    page = said(at_host(surrey).get(f"/reviews/{published.source_page().slug}/"))
    year = published.first_published_at.year
    assert f"{surrey.name} ({year}). What we have improved. http" in page


def test_it_is_not_released_with_another_decision_about_its_report(begun, closed, reports, team):
    from lifecycles.guards import GuardsRefused

    now = timezone.now()
    reports.vouch(begun, moment=now + timedelta(days=40), now=now)
    facts = {"outcome": Outcome.NONE, "partners": Partner.values}
    words = {"evidence": "Minutes", "justification": "Even this would harm a child."}
    record_milestone(closed, Kind.DECISION, by=team.preparer, now=now, words=words, facts=facts)
    with pytest.raises(GuardsRefused, match="have not decided to publish this"):
        prepare_release(begun, moment=now + timedelta(days=40), by=team.preparer, now=now, conflict_reason="Agreed.")


@pytest.mark.parametrize(("days", "refused"), [(40, False), (2, True)])
def test_panel_and_secretary_of_state_have_it_seven_working_days_before(days, refused, begun, reports, team):
    from lifecycles.guards import ask_guards
    from publications.questions import ReleaseQuestion

    now = timezone.now()
    moment = now + timedelta(days=days)
    reports.vouch(begun, moment=now + timedelta(days=40), now=now)
    checked = ask_guards("review", "schedule", ReleaseQuestion(begun, moment, now))
    answer = next(c.answer for c in checked if c.guard.name == "copies_were_sent")
    assert answer.holds != refused


def test_it_stays_public_for_a_year_and_its_short_record_says_what_it_was(published, team, surrey, at_host):
    from lifecycles.guards import GuardsRefused

    early = published.first_published_at + timedelta(days=300)
    with pytest.raises(GuardsRefused):
        archive(published, by=team.preparer, reason="Year over", now=early)
    later = published.first_published_at + timedelta(days=367)
    evidence = {"evidence": "Told by telephone."}
    record_milestone(published, Kind.ARCHIVE_TOLD, by=team.preparer, now=later, words=evidence)
    archive(published, by=team.preparer, reason="Year over", now=later)
    record = said(at_host(surrey).get(f"/reviews/{published.source_page().slug}/"))
    assert "Information about improvements" in record
    assert "Archived" in record


def test_people_who_were_named_for_the_report_check_the_improvements(closed, team, signed_in):
    from publications.anonymity.naming import is_named, name_staff

    name_staff(closed, team.confirmer, by=team.preparer, now=timezone.now())
    signed_in(team.preparer).post(f"/reviews/{closed.uuid}/improvements/")
    assert is_named(team.confirmer, Review.objects.get(instead_of=closed))
