"""Report, briefing, family statement and action plan of one review go out together, or not at all."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from anonymity.watchlists import read_pasted
from config.testing.companions import ACTION, WORD, add_companions
from config.testing.reports import T0
from lifecycles.guards import GuardsRefused
from lifecycles.stepping import steps_of
from pages.typesetting import TypesettingError
from people.models import Alarm
from people.permissions import NotAllowed
from people.roles import DEEDS, Deed, Role
from publications.anonymity.checking_texts import check_review
from publications.anonymity.listing import add_terms
from publications.anonymity.passing import open_findings
from publications.anonymity.purging import purge_identity
from publications.anonymity.wording import editor_place
from publications.anonymity.words import Words
from publications.companions.agreeing import record_agreement
from publications.companions.bundling import (
    AlreadyThere,
    BundleIsPrepared,
    LeavingOutNeedsReason,
    NotInTheBundle,
    add_companion,
    choose_languages,
    leave_out_companion,
)
from publications.companions.wholeness import missing_in
from publications.content_hash import content_hash, hash_of
from publications.models import Companion, CompanionEdition, CompanionPage, Edition, Release
from publications.questions import ReleaseQuestion
from publications.releasing import confirm_release, prepare_release, release_due
from publications.tests.correcting import confirmed
from publications.tests.embargo import add_polish, answer, speaks_of
from publications.vocabulary import CompanionKind
from publications.withdrawing import confirm, pause, propose

pytestmark = pytest.mark.django_db
HOUR = T0 + timedelta(days=1)
REPORT = "/reviews/robin-surrey/"
PATHS = [
    REPORT,
    *(f"{REPORT}{kind}/" for kind in CompanionKind.values),
    *(f"{REPORT}{kind}/{kind}.pdf" for kind in CompanionKind.values),
]


@pytest.fixture
def bundle(surrey, reports):
    """A review in preparation with all three companions, of which everything is vouched for."""
    review = reports.draft(surrey)
    add_companions(review, by=reports.team(surrey).preparer, now=T0)
    reports.vouch(review, moment=HOUR)
    return review


@pytest.fixture
def scheduled(bundle, surrey, reports):
    team = reports.team(surrey)
    release = prepare_release(bundle, moment=HOUR, by=team.preparer, now=T0, conflict_reason="Agreed.")
    confirm_release(release, by=team.confirmer, now=T0)
    bundle.refresh_from_db()
    return bundle


@pytest.fixture
def released(scheduled):
    assert [outcome.result for outcome in release_due(HOUR)] == ["released"]
    scheduled.refresh_from_db()
    return scheduled


def test_all_of_them_are_public_at_the_instant_of_the_report(released, surrey, at_host):
    client = at_host(surrey)
    page = client.get("/reviews/robin-surrey/").content.decode()
    for kind in ("briefing", "family-statement", "action-plan"):
        assert f'href="/reviews/robin-surrey/{kind}/"' in page
        whole = answer(client, f"/reviews/robin-surrey/{kind}/")
        assert (whole[0], speaks_of(whole, WORD)) == (200, True)
        pdf = client.get(f"/reviews/robin-surrey/{kind}/{kind}.pdf")
        assert b"".join(pdf.streaming_content).startswith(b"%PDF")
    assert CompanionEdition.objects.public().count() == 3


def test_before_the_hour_there_is_no_companion(bundle, surrey, reports, at_host):
    team, client = reports.team(surrey), at_host(surrey)
    release = prepare_release(bundle, moment=HOUR, by=team.preparer, now=T0, conflict_reason="Agreed.")
    confirm_release(release, by=team.confirmer, now=T0)
    assert release_due(HOUR - timedelta(seconds=1)) == []
    assert [answer(client, path)[0] for path in PATHS] == [404] * len(PATHS)


def test_when_the_third_cannot_be_typeset_nothing_is_prepared(bundle, surrey, reports):
    rename(_page(bundle, "action-plan"), "", by=reports.team(surrey).preparer)
    reports.vouch(bundle, moment=HOUR)
    with pytest.raises(TypesettingError, match="no title"):
        prepare_release(bundle, moment=HOUR, by=reports.team(surrey).preparer, now=T0, conflict_reason="Agreed.")
    assert not Release.objects.exists()
    assert not Edition.objects.exists()
    assert not CompanionEdition.objects.exists()


def test_when_the_database_fails_in_the_middle_nothing_is_public_and_it_is_tried_again(scheduled, surrey, at_host):
    client = at_host(surrey)
    with broken_table("publications_companionpage"):
        assert [outcome.result for outcome in release_due(HOUR)] == ["failed"]
    assert [answer(client, path)[0] for path in PATHS] == [404] * len(PATHS)
    assert not Page.objects.filter(pk__in=_keys(scheduled), live=True).exists()
    assert Alarm.objects.get().kind == "failed_release"
    assert [outcome.result for outcome in release_due(HOUR + timedelta(minutes=1))] == ["released"]
    assert [answer(client, path)[0] for path in PATHS] == [200] * len(PATHS)


def test_one_changed_word_in_any_of_them_stops_all_at_the_hour(scheduled, surrey, reports, at_host):
    rename(_page(scheduled, "briefing"), "Another title", by=reports.team(surrey).preparer)
    assert [outcome.result for outcome in release_due(HOUR)] == ["blocked"]
    assert [answer(at_host(surrey), path)[0] for path in PATHS] == [404] * len(PATHS)


def test_when_the_report_goes_offline_everything_does_and_comes_back_together(released, surrey, reports, at_host):
    team, client = reports.team(surrey), at_host(surrey)
    pause(released, by=team.preparer, reason="A check.", now=HOUR + timedelta(days=1))
    assert {answer(client, path)[0] for path in PATHS if path.endswith("/")} == {503}
    assert {answer(client, path)[0] for path in PATHS if path.endswith(".pdf")} == {404}
    assert not Page.objects.filter(pk__in=_keys(released), live=True).exists()
    proposal = propose(released, "restore", by=team.preparer, reason="All is well.", now=HOUR + timedelta(days=2))
    confirm(proposal, by=team.confirmer, now=HOUR + timedelta(days=2))
    assert {answer(client, path)[0] for path in PATHS} == {200}


def test_what_a_correction_leaves_out_is_gone_at_the_instant_of_the_correction(released, surrey, reports, at_host):
    by, client, day = reports.team(surrey).preparer, at_host(surrey), T0 + timedelta(days=5)
    leave_out_companion(released, "briefing", by=by, reason="It says too much.", now=day)
    confirmed(reports, released, moment=day + timedelta(days=2), now=day)
    assert {answer(client, path)[0] for path in PATHS} == {200}
    assert [outcome.result for outcome in release_due(day + timedelta(days=2))] == ["released"]
    gone = [path for path in PATHS if "/briefing/" in path]
    assert [answer(client, path)[0] for path in gone] == [404, 404]
    assert {answer(client, path)[0] for path in PATHS if path not in gone} == {200}


def test_the_pages_of_the_public_take_no_more_queries_than_they_need(released, surrey, at_host):
    client = at_host(surrey)
    client.get(PATHS[0])
    with CaptureQueriesContext(connection) as of_report:
        client.get(PATHS[0])
    with CaptureQueriesContext(connection) as of_companion:
        client.get(PATHS[1])
    with CaptureQueriesContext(connection) as of_file:
        b"".join(client.get(PATHS[4]).streaming_content)
    assert (len(of_report), len(of_companion), len(of_file)) == (7, 5, 2)


@pytest.mark.parametrize("kind", CompanionKind.values)
def test_something_unfinished_holds_the_report_back_until_it_is_left_out_knowingly(kind, surrey, reports):
    by, review = reports.team(surrey).preparer, reports.draft(surrey)
    add_companion(review, kind, by=by, now=T0)
    reports.vouch(review, moment=HOUR)
    with pytest.raises(GuardsRefused, match="has no text"):
        prepare_release(review, moment=HOUR, by=by, now=T0, conflict_reason="Agreed.")
    with pytest.raises(LeavingOutNeedsReason):
        leave_out_companion(review, kind, by=by, reason=" ", now=T0)
    leave_out_companion(review, kind, by=by, reason="Wagtailish reason", now=T0)
    reports.vouch(review, moment=HOUR)
    prepare_release(review, moment=HOUR, by=by, now=T0, conflict_reason="Agreed.")
    assert not CompanionEdition.objects.exists()
    assert Companion.objects.get().words()["reason"] == "Wagtailish reason"
    assert "Wagtailish" not in str([step.facts for step in steps_of(review)])


def test_a_statement_is_the_familys_own_and_any_edit_needs_their_word_again(bundle, surrey, reports):
    by = reports.team(surrey).preparer
    assert missing_in(bundle, bundle.drafts(), bundle.companion_drafts()) == []
    rename(_page(bundle, "family-statement"), "Other words", by=by)
    [lack] = missing_in(bundle, bundle.drafts(), bundle.companion_drafts())
    assert "family has agreed" in lack.said
    record_agreement(bundle, "Grandmother, at home.", by=by, now=T0)
    assert missing_in(bundle, bundle.drafts(), bundle.companion_drafts()) == []
    stored = bytes(Companion.objects.get(kind="family-statement").sealed)
    assert b"Grandmother" not in stored
    assert "Grandmother" not in str([step.facts for step in steps_of(bundle)])


def test_what_was_vouched_for_covers_everything_that_goes_out(bundle, surrey, reports):
    by, before = reports.team(surrey).preparer, hash_of(bundle)
    assert ReleaseQuestion(bundle, HOUR, T0).vouched("quality")
    rename(_page(bundle, "action-plan"), "Another plan", by=by)
    assert hash_of(bundle) != before
    assert not ReleaseQuestion(bundle, HOUR, T0).vouched("quality")
    leave_out_companion(bundle, "action-plan", by=by, reason="Later.", now=T0)
    assert hash_of(bundle) not in (before, content_hash(bundle.drafts()))


def test_a_report_alone_has_the_hash_of_its_own_pages(surrey, reports):
    review = reports.draft(surrey)
    assert hash_of(review) == content_hash(review.drafts())


def test_who_may_add_and_leave_out_and_who_records_the_family(surrey, solihull, reports, a_person, bundle):
    for role in [*Role, None]:
        person = a_person(surrey, role) if role else a_person(solihull, "business_manager")
        deeds = DEEDS[role] if role else set()
        edits = _is_done(lambda by=person: choose_languages(bundle, "briefing", first_only=False, by=by, now=T0))
        records = _is_done(lambda by=person: record_agreement(bundle, "Told.", by=by, now=T0))
        assert (edits, records) == (Deed.EDIT_REPORT in deeds, Deed.RECORD_FAMILY in deeds), role


def test_the_bundle_is_not_changed_while_a_release_is_prepared(scheduled, surrey, reports):
    by = reports.team(surrey).preparer
    with pytest.raises(BundleIsPrepared):
        leave_out_companion(scheduled, "briefing", by=by, reason="Late.", now=T0)
    with pytest.raises(BundleIsPrepared):
        add_companion(scheduled, "briefing", by=by, now=T0)


def test_a_companion_is_added_once_and_comes_back_as_it_was(bundle, surrey, reports):
    by = reports.team(surrey).preparer
    with pytest.raises(AlreadyThere):
        add_companion(bundle, "briefing", by=by, now=T0)
    leave_out_companion(bundle, "briefing", by=by, reason="Late.", now=T0)
    with pytest.raises(NotInTheBundle):
        leave_out_companion(bundle, "briefing", by=by, reason="Late.", now=T0)
    add_companion(bundle, "briefing", by=by, now=T0)
    assert WORD in _page(bundle, "briefing").get_latest_revision_as_object().title
    assert CompanionPage.objects.count() == 3


def test_a_report_in_two_languages_has_its_companions_in_both_or_says_so(surrey, reports, at_host):
    by, review = reports.team(surrey).preparer, reports.draft(surrey)
    add_companions(review, by=by, now=T0, kinds=["briefing"])
    polish = add_polish(review, by=by)
    polish.slug = "robin-po-polsku"
    polish.save_revision(user=by, clean=False, log_action=False)
    [lack] = missing_in(review, review.drafts(), review.companion_drafts())
    assert "missing in Polish" in lack.said
    choose_languages(review, "briefing", first_only=True, by=by, now=T0)
    assert missing_in(review, review.drafts(), review.companion_drafts()) == []
    reports.vouch(review, moment=HOUR)
    release = prepare_release(review, moment=HOUR, by=by, now=T0, conflict_reason="Agreed.")
    confirm_release(release, by=reports.team(surrey).confirmer, now=T0)
    release_due(HOUR)
    page = at_host(surrey).get("/pl/reviews/robin-po-polsku/").content.decode()
    assert 'href="/reviews/robin-surrey/briefing/" hreflang="en"' in page
    assert at_host(surrey).get("/pl/reviews/robin-po-polsku/briefing/").status_code == 404


def test_an_action_plan_has_the_seven_columns_and_its_colour_in_words(released, surrey, at_host):
    page = at_host(surrey).get("/reviews/robin-surrey/action-plan/").content.decode()
    for said in ("Agreed action", "Who is responsible", "Actions taken", "Evidence of impact or outcome"):
        assert said in page
    assert "Amber. The draft is late." in page
    assert "behind, with a way to catch up" in page


def test_what_identifies_somebody_is_found_in_a_companion_and_nowhere_else(bundle, surrey, reports):
    by = reports.team(surrey).preparer
    add_terms(bundle, read_pasted("name\tOddlington"), by=by, now=T0)
    check = check_review(bundle, by=by, now=T0)
    assert not open_findings(bundle, check.content_hash).filter(kind="name").exists()
    page = _page(bundle, "action-plan").get_latest_revision_as_object()
    page.actions = [("action", ACTION | {"responsible": "Nurse Oddlington"})]
    page.save_revision(user=by, clean=False, log_action=False)
    check = check_review(bundle, by=by, now=T0)
    found = open_findings(bundle, check.content_hash).filter(kind="name")
    assert {(finding.page_id, finding.field) for finding in found if finding.page_id} == {(page.pk, "actions")}
    assert editor_place(found.get(page=page)).startswith(":w:contentpath=actions.")


@pytest.mark.usefixtures("indexed")
def test_words_are_taken_out_of_the_earlier_drafts_of_a_companion(bundle, surrey, reports):
    by = reports.team(surrey).preparer
    page = _page(bundle, "briefing")
    rename(page, "About Oddlington", by=by)
    rename(page, "About nobody", by=by)
    assert "Oddlington" in str([revision.content for revision in page.revisions.all()])
    purged = purge_identity(bundle, Words(["Oddlington"]), by=by, now=T0)
    assert purged.is_clean
    assert "Oddlington" not in str([revision.content for revision in page.revisions.all()])


def _page(review, kind):
    return CompanionPage.objects.get(companion__review=review, companion__kind=kind)


def _keys(review):
    return [page.pk for page in CompanionPage.objects.filter(companion__review=review)]


def _is_done(verb):
    try:
        verb()
    except NotAllowed:
        return False
    return True


def rename(page, title, *, by):
    draft = page.get_latest_revision_as_object()
    draft.title = title
    draft.save_revision(user=by, clean=False, log_action=False)


@contextmanager
def broken_table(table):
    """Let the database refuse every change of `table`, as a full or damaged one would."""
    sql = _SQLITE if connection.vendor == "sqlite" else _POSTGRES
    with connection.cursor() as cursor:
        for statement in sql[0]:
            cursor.execute(statement.format(table=table))
    yield
    with connection.cursor() as cursor:
        for statement in sql[1]:
            cursor.execute(statement.format(table=table))


_SQLITE = (
    ["CREATE TRIGGER broken BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'damaged'); END"],
    ["DROP TRIGGER broken"],
)
_POSTGRES = (
    [
        "CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'damaged'; END $$",
        "CREATE TRIGGER broken BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION broken()",
    ],
    ["DROP TRIGGER broken ON {table}", "DROP FUNCTION broken()"],
)
