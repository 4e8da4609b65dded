"""The pages of the milestones: what stands, for which text, one form per kind, and who may read the words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from config.testing.reports import T0
from config.testing.words import said
from people.roles import Partner
from publications.milestone_rules import RULES
from publications.milestones import Kind, record_milestone, take_back
from publications.quality import ELEMENTS, QUESTIONS
from publications.tests.staffing import read

pytestmark = pytest.mark.django_db
EVIDENCE = {"evidence": "Minutes of 3 March, item 4."}
SEALED = {"evidence": "told-at-the-kitchen-table", "told": "all"}


@pytest.fixture
def team(reports, surrey):
    return reports.team(surrey)


@pytest.fixture
def review(reports, surrey):
    return reports.draft(surrey)


@pytest.fixture
def client(team, signed_in):
    return signed_in(team.preparer)


def at(review, path=""):
    return f"/reviews/{review.uuid}/milestones/{path}"


def test_the_page_lists_every_kind_and_says_what_is_not_recorded(client, review):
    words = said(client.get(at(review)))
    labels = [Kind(kind).label for kind in RULES if kind != Kind.MATERIALITY]
    assert [label for label in labels if str(label) not in words] == []
    assert words.count("Not recorded") == len(labels)


def test_every_form_opens(client, review):
    for kind in RULES:
        status = client.get(at(review, f"{kind}/record/")).status_code
        assert (kind, status) == (kind, 404 if kind in (Kind.MATERIALITY, Kind.LEGAL) else 200)


FORMS = {
    Kind.QUALITY: {"elements": list(ELEMENTS), "questions": list(QUESTIONS)},
    Kind.APPROVAL: {"about": "police"},
    Kind.ENDORSED: {},
    Kind.ADOPTED: {},
    Kind.DECISION: {"outcome": "full", "partners": Partner.values},
    Kind.FINDINGS_OFFERED: {},
    Kind.NOT_INVOLVED: {"reason": "own_choice", "publishable": "Mother chose not to take part."},
    Kind.MEDIA_PLAN: {},
    Kind.PROCEEDINGS: {"checked": "on"},
}


@pytest.mark.parametrize("kind", FORMS)
def test_each_form_records_its_kind(kind, client, review):
    answer = client.post(at(review, f"{kind}/record/"), EVIDENCE | FORMS[kind])
    assert answer.status_code == 302, said(answer)
    assert review.milestones.get().kind == kind
    words = said(client.get(at(review)))
    assert ("This text" if RULES[kind].binds_content else "Recorded") in words
    assert EVIDENCE["evidence"] in said(client.get(at(review, f"{kind}/")))


@pytest.mark.parametrize("kind", FORMS)
def test_what_is_not_whole_is_asked_again_and_nothing_typed_is_lost(kind, client, review):
    for missing in [name for name in [*FORMS[kind], "evidence"] if name != "evidence" or kind != Kind.NOT_INVOLVED]:
        sent = FORMS[kind] | {"evidence": "typed-here"}
        del sent[missing]
        page = client.post(at(review, f"{kind}/record/"), sent).content.decode()
        assert "There is a problem" in page, missing
        assert missing == "evidence" or "typed-here" in page
    assert not review.milestones.exists()


def test_one_element_that_is_missing_stops_the_quality_check(client, review):
    sent = EVIDENCE | FORMS[Kind.QUALITY] | {"elements": list(ELEMENTS)[1:]}
    assert "Tick every element" in said(client.post(at(review, "quality/record/"), sent))
    assert not review.milestones.exists()


@pytest.mark.parametrize("kind", [Kind.FAMILY_TOLD, Kind.PRACTITIONERS])
def test_day_and_hour_come_from_the_release_and_without_one_are_not_recorded(kind, client, review):
    assert "no release is prepared" in said(client.get(at(review, f"{kind}/record/")))
    client.post(at(review, f"{kind}/record/"), EVIDENCE | {"told": "all"})
    assert not review.milestones.exists()


@pytest.mark.parametrize("kind", [Kind.FAMILY_TOLD, Kind.PRACTITIONERS])
def test_the_day_and_hour_of_the_release_is_what_is_recorded(kind, client, waiting_review):
    release = waiting_review.releases.get()
    before = waiting_review.milestones.filter(kind=kind).count()
    sent = EVIDENCE | {"told": "not_possible", "release": "another"}
    assert "has changed since" in said(client.post(at(waiting_review, f"{kind}/record/"), sent))
    client.post(at(waiting_review, f"{kind}/record/"), sent | {"release": str(release.uuid)})
    rows = waiting_review.milestones.filter(kind=kind)
    assert (rows.count(), rows.last().moment) == (before + 1, release.moment)
    assert "This day and hour" in said(client.get(at(waiting_review)))


@pytest.fixture
def waiting_review(reports, surrey):
    return reports.prepared(surrey, moment=timezone.now() + timedelta(days=40))


def test_a_text_that_was_edited_after_the_page_was_opened_is_not_approved(client, review):
    from publications.content_hash import hash_of

    read_hash = hash_of(review)
    edit(review)
    sent = EVIDENCE | {"about": "police", "read_hash": read_hash}
    page = client.post(at(review, "approval/record/"), sent)
    assert "edited since you opened this page" in said(page)
    assert not review.milestones.exists()
    assert hash_of(review) in page.content.decode()


def edit(review):
    page = review.source_page().get_latest_revision_as_object()
    page.title = "Review: Robin."
    page.save_revision(clean=False)


def test_after_an_edit_the_page_says_that_it_no_longer_counts(client, team, review):
    record_milestone(review, Kind.ENDORSED, by=team.preparer, now=T0, words=EVIDENCE)
    assert "This text" in said(client.get(at(review)))
    edit(review)
    assert "An earlier text, so it no longer counts" in said(client.get(at(review)))


def test_a_delegate_sees_no_partner_but_their_own_and_approves_after_reading(review, surrey, a_person, signed_in):
    client = signed_in(a_person(surrey, "partner_delegate", partner="icb"))
    page = client.get(at(review, "approval/record/")).content.decode()
    assert 'value="police"' not in page
    assert f"/reviews/{review.uuid}/draft/" in page
    assert "Tick the box" in said(client.post(at(review, "approval/record/"), {"about": "police"}))
    client.post(at(review, "approval/record/"), {"read": "on", "about": "police"})
    row = review.milestones.get()
    assert (row.about, row.role) == ("icb", "partner_delegate")


def test_a_delegate_can_open_no_other_form(review, surrey, a_person, signed_in):
    client = signed_in(a_person(surrey, "partner_delegate", partner="icb"))
    opened = [kind for kind in RULES if client.get(at(review, f"{kind}/record/")).status_code == 200]
    assert opened == [Kind.APPROVAL]


def test_a_milestone_is_taken_back_on_its_page_with_a_reason(client, team, review):
    row = record_milestone(review, Kind.ENDORSED, by=team.preparer, now=T0, words=EVIDENCE)
    address = at(review, f"endorsed/{row.row}/")
    assert "There is a problem" in client.post(address, {"reason": ""}).content.decode()
    assert client.post(address, {"reason": "The wrong minutes."}).status_code == 302
    words = said(client.get(at(review, "endorsed/")))
    assert "Taken back because The wrong minutes." in words
    assert "Not recorded" in said(client.get(at(review)))


def test_what_is_not_there_is_not_found(client, review, reports, surrey, team):
    row = record_milestone(review, Kind.ENDORSED, by=team.preparer, now=T0, words=EVIDENCE)
    other = reports.draft(surrey, slug="wren", pseudonym="Wren")
    for path in ("nothing/", "nothing/record/", f"adopted/{row.row}/", f"endorsed/{row.row}/evidence/"):
        assert client.get(at(review, path)).status_code == 404, path
    assert client.get(at(other, f"endorsed/{row.row}/")).status_code == 404


@pytest.fixture
def told(review, team):
    """Something about the family was recorded, with a file, and something was taken back."""
    from publications.evidence import keep_evidence

    file = SimpleUploadedFile("letter to Quenby.pdf", b"%PDF-1.4 quenby-in-the-file")
    document = keep_evidence(file, review.partnership, by=team.preparer)
    words = SEALED | {"evidence": "told-at-the-kitchen-table"}
    row = record_milestone(
        review, Kind.FAMILY_TOLD, by=team.preparer, now=T0, words=words, moment=T0 + timedelta(days=1),
        document=document,
    )  # fmt: skip
    secret = {"reason": "in_proceedings", "details": "quenby-was-arrested", "publishable": "sentence-for-the-report"}
    record_milestone(review, Kind.NOT_INVOLVED, by=team.preparer, now=T0, words=secret)
    offered = record_milestone(review, Kind.FINDINGS_OFFERED, by=team.preparer, now=T0, words=EVIDENCE)
    take_back(offered, by=team.preparer, reason="quenby-was-in-hospital", now=T0)
    return row


SECRETS = (
    "told-at-the-kitchen-table", "quenby-was-arrested", "They are a suspect, a defendant or a witness",
    "sentence-for-the-report", "quenby-was-in-hospital", "quenby-in-the-file",
)  # fmt: skip


def everything_shown_to(client, review, row):
    pages = [f"/reviews/{review.uuid}/", at(review), at(review, f"family_told/{row.row}/"), "/", "/alarms/"]
    pages += [at(review, f"{kind}/{end}") for kind in RULES for end in ("", "record/")]
    pages += [at(review, f"family_told/{row.row}/evidence/"), f"/private/{row.document.file.name}"]
    pages += [f"/documents/{row.document_id}/{row.document.filename}", f"/reviews/{review.uuid}/release/"]
    pages += ["/cms/documents/", "/cms/documents/chooser/", f"/cms/documents/edit/{row.document_id}/"]
    return "".join(read(client.get(page)).decode("latin-1") for page in pages)


@pytest.mark.parametrize("role", ["business_manager", "partnership_support", "family_coordinator"])
def test_who_records_for_the_family_reads_what_was_written(role, review, told, surrey, a_person, signed_in):
    shown = everything_shown_to(signed_in(a_person(surrey, role)), review, told)
    assert [secret for secret in SECRETS if secret not in shown] == []


@pytest.mark.parametrize("role", ["comms", "partner_delegate", "legal", "lead_reviewer", "platform_admin"])
def test_nobody_else_reads_a_word_of_it(role, review, told, surrey, a_person, signed_in):
    shown = everything_shown_to(signed_in(a_person(surrey, role)), review, told)
    assert [secret for secret in SECRETS if secret in shown] == []
    assert "quenby" not in shown.lower()


def test_another_tenant_does_not_even_see_that_there_is_a_page(review, told, solihull, a_person, signed_in):
    client = signed_in(a_person(solihull, "business_manager", "comms", "family_coordinator"))
    shown = everything_shown_to(client, review, told)
    assert [secret for secret in SECRETS if secret in shown] == []
    assert {client.get(at(review, path)).status_code for path in ("", "quality/", "quality/record/")} == {404}


def test_a_comms_officer_sees_that_the_family_was_told_and_when_but_not_by_whom(
    review, told, team, surrey, a_person, signed_in
):
    words = said(signed_in(a_person(surrey, "comms")).get(at(review)))
    assert "The family was told the day and hour" in words
    assert "Monday 2 March 2026 at 10:00" in words
    assert team.preparer.name not in words


def test_nothing_of_it_lies_in_the_database_in_clear(review, told):
    from publications.tests.test_anonymity_secrecy import whole_database

    dump = whole_database()
    assert "family_told" in dump
    assert [secret for secret in (*SECRETS, "Quenby", "in_proceedings") if secret in dump] == []


def test_nobody_outside_reads_it_or_learns_that_it_is_there(review, told, surrey, at_host):
    client = at_host(surrey)
    for address in (at(review), at(review, "family_told/"), f"/private/{told.document.file.name}"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_number_of_queries_however_much_is_recorded(
    rows, client, team, review, django_assert_num_queries
):
    for number in range(rows):
        record_milestone(review, Kind.ENDORSED, by=team.preparer, now=T0 + timedelta(hours=number), words=EVIDENCE)
        facts = {"reason": "own_choice", "publishable": f"Sentence {number}."}
        record_milestone(review, Kind.NOT_INVOLVED, by=team.preparer, now=T0, words=facts)
    client.get(at(review))
    with django_assert_num_queries(23):
        client.get(at(review))


def test_many_of_one_kind_are_shown_page_by_page(client, team, review):
    for number in range(21):
        words = {"evidence": f"Checked the {number}th time"}
        record_milestone(review, Kind.PROCEEDINGS, by=team.preparer, now=T0 + timedelta(minutes=number), words=words)
    first = said(client.get(at(review, "proceedings/")))
    assert "Checked the 20th time" in first
    assert "Checked the 0th time" not in first
    assert "Checked the 0th time" in said(client.get(at(review, "proceedings/?page=2")))


def test_evidence_is_kept_without_its_name_and_handed_out_as_a_download(client, review):
    file = SimpleUploadedFile("Minutes about Quenby.PDF", b"%PDF-1.4 minutes")
    client.post(at(review, "endorsed/record/"), EVIDENCE | {"document": file})
    row = review.milestones.get()
    answer = client.get(at(review, f"endorsed/{row.row}/evidence/"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="evidence.pdf"'
    assert read(answer) == b"%PDF-1.4 minutes"
    assert "Quenby" not in f"{row.document.title}{row.document.file.name}"


@pytest.mark.parametrize("file", [("minutes.html", b"<p>"), ("minutes.pdf", b"x" * (10 * 1024 * 1024 + 1))])
def test_a_file_of_another_kind_or_too_large_is_refused(file, client, review):
    sent = EVIDENCE | {"document": SimpleUploadedFile(*file)}
    assert "There is a problem" in client.post(at(review, "endorsed/record/"), sent).content.decode()
    assert not review.milestones.exists()
