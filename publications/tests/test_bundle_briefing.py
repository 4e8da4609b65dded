"""The seven-minute briefing of a bundle: one block, read by the hash, the engine, the page and the paper alike."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config.testing.briefings import QUESTIONS, a_briefing
from config.testing.reports import T0
from publications.anonymity.bundles import companion_source
from publications.briefing_blocks import SECTIONS
from publications.companions.bundling import add_companion
from publications.companions.wholeness import missing_in
from publications.composing import compose
from publications.content_hash import companion_content, page_digest
from publications.models import CompanionEdition, CompanionPage
from publications.releasing import confirm_release, prepare_release, release_due
from publications.withdrawing import pause

pytestmark = pytest.mark.django_db
HOUR = T0 + timedelta(days=1)
BRIEFING = "/reviews/robin-surrey/briefing/"


@pytest.fixture
def review(reports, surrey):
    return reports.draft(surrey)


@pytest.fixture
def write(review, reports, surrey):
    by = reports.team(surrey).preparer
    companion = add_companion(review, "briefing", by=by, now=T0)

    def written(value, *, text=""):
        page = companion.pages.get().get_latest_revision_as_object()
        page.briefing = [("briefing", value)] if value else []
        page.body = [("text", text)] if text else []
        page.save_revision(user=by, clean=False, log_action=False)
        return page.get_latest_revision_as_object()

    return written


def _released(reports, review):
    team = reports.team(review.partnership)
    reports.vouch(review, moment=HOUR)
    release = prepare_release(review, moment=HOUR, by=team.preparer, now=T0, conflict_reason="Agreed.")
    confirm_release(release, by=team.confirmer, now=T0)
    assert [outcome.result for outcome in release_due(HOUR)] == ["released"]


def test_it_is_composed_as_seven_headings_with_their_texts_and_a_list_of_questions(write):
    composition = compose(write(a_briefing()))
    headings = [block["value"]["text"] for block in composition.blocks if block["type"] == "heading"]
    assert headings == [*map(str, SECTIONS.values()), "Questions to think about"]
    assert all(f"<li>{text}</li>" in composition.blocks[-1]["value"] for text in QUESTIONS)
    assert [entry["label"] for entry in composition.contents] == headings


def test_a_bundle_without_it_keeps_the_hash_that_was_signed(write):
    page = write(None, text="<p>In the old way.</p>")
    assert "briefing" not in companion_content(page)


def test_one_character_of_any_section_or_question_changes_the_hash(write):
    digests = {page_digest(write(a_briefing()))}
    for name in SECTIONS:
        digests.add(page_digest(write(a_briefing(**{name: "<p>Another.</p>"}))))
    digests.add(page_digest(write(a_briefing(questions=[*QUESTIONS[:2], "Another?"]))))
    assert len(digests) == 1 + len(SECTIONS) + 1


def test_the_names_of_its_parts_in_the_editor_do_not_count(write):
    def named(name):
        page = write(a_briefing())
        raw = page.briefing.get_prep_value()
        for item in raw[0]["value"]["questions"]:
            item["id"] = name
        page.briefing = CompanionPage._meta.get_field("briefing").stream_block.to_python([raw[0] | {"id": name}])
        return page

    assert page_digest(named("a")) == page_digest(named("b"))


def test_the_engine_reads_every_section_every_question_and_every_link(write):
    questions = [*QUESTIONS[:2], "And Oakleaf?"]
    page = write(a_briefing(background='<p>See <a href="https://example.org/oakleaf">it</a>.</p>', questions=questions))
    source = companion_source(page)
    said = {passage.where: passage.text for passage in source.document.passages}
    assert "oakleaf" in said[f"{SECTIONS['background']}, link target"]
    assert said["Question 3"] == "And Oakleaf?"
    assert {str(heading) for heading in SECTIONS.values()} <= set(said)
    assert {name for name, _block in source.places.values()} >= {"briefing"}


def test_a_half_written_one_holds_the_report_back_and_a_whole_one_does_not(write, review):
    def missing(page):
        return [lack.said for lack in missing_in(review, review.drafts(), [page])]

    assert missing(write(a_briefing())) == []
    assert missing(write(a_briefing(learning=""))) == ["Every section needs a text. Empty: “Learning for your role”."]
    assert missing(write(a_briefing(questions=QUESTIONS[:2]))) == ["A briefing has three questions to think about."]
    assert missing(write(None, text="<p>In the old way.</p>")) == []
    assert missing(write(None)) == ["The learning briefing has no text in English."]


def test_it_goes_out_with_its_report_and_its_questions_are_taken_to_supervision(
    write, review, reports, surrey, at_host
):
    write(a_briefing())
    client = at_host(surrey)
    assert client.get(f"{BRIEFING}supervision/").status_code == 404
    _released(reports, review)
    text = client.get(BRIEFING).content.decode()
    assert all(part in text for part in (*map(str, SECTIONS.values()), *QUESTIONS))
    assert f'href="{BRIEFING}supervision/"' in text
    assert CompanionEdition.objects.get().pdf_pages >= 1
    supervision = client.get(f"{BRIEFING}supervision/")
    assert supervision.status_code == 200
    assert all(part in supervision.content.decode() for part in QUESTIONS)


def test_supervision_asks_what_was_released_and_not_what_was_written_since(write, review, reports, surrey, at_host):
    write(a_briefing())
    _released(reports, review)
    write(a_briefing(questions=["Something private?", *QUESTIONS[1:]]))
    text = at_host(surrey).get(f"{BRIEFING}supervision/").content.decode()
    assert (QUESTIONS[0] in text, "Something private?" in text) == (True, False)


def test_supervision_is_away_while_the_report_is(write, review, reports, surrey, solihull, at_host):
    write(a_briefing())
    _released(reports, review)
    assert at_host(solihull).get(f"{BRIEFING}supervision/").status_code == 404
    pause(review, by=reports.team(surrey).preparer, reason="A name.", now=HOUR + timedelta(days=1))
    assert at_host(surrey).get(f"{BRIEFING}supervision/").status_code == 404


def test_a_briefing_in_the_old_way_is_taken_to_supervision_with_general_questions(
    write, review, reports, surrey, at_host
):
    write(None, text="<p>In the old way.</p>")
    _released(reports, review)
    assert "What stands out for you" in at_host(surrey).get(f"{BRIEFING}supervision/").content.decode()
