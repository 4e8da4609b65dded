"""A public report is corrected at an hour by two people, with a dated note; the earlier text is never served again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from anonymity.documents import read_document
from config.testing.reports import T0
from lifecycles.guards import GuardsRefused
from lifecycles.moves import UnknownMove
from lifecycles.stepping import steps_of
from people.models import Alarm
from people.permissions import NotAllowed
from people.roles import DEEDS, Deed, Role
from publications.anonymity.checking_texts import check_review
from publications.anonymity.passing import is_passed
from publications.correcting import (
    CorrectionIsOpen,
    NothingChanged,
    NotInPublic,
    decide_materiality,
    write_note,
)
from publications.milestones import Incomplete
from publications.models import Correction, Edition, EditionFile, Release, Review
from publications.releasing import confirm_release, release_due, withdraw_release
from publications.tests.correcting import DAY, HOUR, NEW, NOTE, confirmed, decide, edit, make_ready, prepare
from publications.tests.embargo import SLUG, TellingReports
from publications.tests.staffing import read
from publications.withdrawing import CorrectionStands, archive, confirm, pause, propose

pytestmark = pytest.mark.django_db

PAGE = "/reviews/robin-surrey/"


@pytest.fixture
def review(surrey, reports):
    return reports.published(surrey)


@pytest.fixture
def site(surrey, at_host):
    return at_host(surrey)


def page(site, path=PAGE):
    return site.get(path).content.decode()


def fresh(review):
    return Review.objects.get(pk=review.pk)


def test_the_corrected_text_takes_the_place_of_the_old_one_at_its_hour(review, reports, site):
    edit(review)
    confirmed(reports, review)
    assert release_due(HOUR - timedelta(seconds=1)) == []
    assert NEW not in page(site)
    assert [outcome.result for outcome in release_due(HOUR)] == ["released"]
    assert NEW in page(site)
    assert site.get(PAGE).status_code == 200


def test_the_review_stays_published_and_its_stretch_in_public_goes_on(review, reports):
    before = review.first_published_at
    edit(review)
    confirmed(reports, review)
    assert fresh(review).state == "published"
    release_due(HOUR)
    after = fresh(review)
    assert (after.state, after.first_published_at) == ("published", before)
    assert (after.spells.get().began_at, after.spells.get().ended_at) == (before, None)
    assert steps_of(review).filter(move="correct").count() == 1
    assert steps_of(review).filter(move="schedule").count() == 1


def test_readers_are_told_with_the_day_what_was_corrected_and_the_newest_note_comes_first(review, reports, site):
    edit(review)
    confirmed(reports, review)
    assert NOTE not in page(site)
    release_due(HOUR)
    assert f"Corrected on 10 March 2026: {NOTE}" in page(site)
    later = HOUR + timedelta(days=3)
    edit(review, "Services met twice.")
    confirmed(reports, review, moment=later, now=HOUR + timedelta(days=1), note="A number was wrong.")
    release_due(later)
    words = page(site)
    assert (
        0 < words.index("Corrected on 13 March 2026: A number was wrong.") < words.index("Corrected on 10 March 2026")
    )


def test_the_pdf_has_the_note_and_the_day_of_first_publication(review, reports, site):
    edit(review)
    confirmed(reports, review)
    release_due(HOUR)
    said = " ".join(p.text for p in read_document(read(site.get(f"{PAGE}report.pdf")), name="x.pdf").passages)
    assert "Corrected on 10 March 2026" in said
    assert "3 March 2026" in said


def test_a_correction_that_goes_out_late_is_dated_by_the_day_on_which_it_went_out(review, reports, site):
    edit(review)
    confirmed(reports, review)
    late = HOUR + timedelta(hours=23)
    reports.affirm(review, now=late)
    release_due(late)
    said = " ".join(p.text for p in read_document(read(site.get(f"{PAGE}report.pdf")), name="x.pdf").passages)
    assert "Corrected on 11 March 2026" in said
    assert "Corrected on 11 March 2026" in page(site)


def test_the_feed_says_when_it_was_corrected_and_what_readers_are_told(review, reports, site):
    edit(review)
    confirmed(reports, review)
    release_due(HOUR)
    feed = page(site, "/reviews/feed/")
    assert "<updated>2026-03-10" in feed
    assert "<published>2026-03-03" in feed
    assert NOTE in feed


def test_files_that_were_only_in_the_earlier_text_are_not_served_any_more(surrey, a_person, site):
    telling = TellingReports(a_person)
    review = telling.published(surrey)
    file = EditionFile.objects.filter(role="picture").first()
    address = f"/reviews/{SLUG}/files/{file.digest}{'.png' if file.mime == 'image/png' else '.jpg'}"
    assert len(read(site.get(address))) == file.size
    edit(review, body=[block for block in review.drafts()[0].body.get_prep_value() if block["type"] != "figure"])
    confirmed(telling, review)
    release_due(HOUR)
    assert site.get(address).status_code == 404
    assert EditionFile.objects.filter(pk=file.pk).exists()


def test_an_immaterial_correction_stands_on_the_approvals_of_the_public_text(review, reports):
    edit(review)
    confirmed(reports, review)
    assert [outcome.result for outcome in release_due(HOUR)] == ["released"]
    assert Correction.objects.get().is_material is False


def test_a_material_correction_needs_approvals_quality_and_copies_of_its_own(review, reports):
    edit(review)
    make_ready(reports, review)
    decide(reports, review, is_material=True)
    with pytest.raises(GuardsRefused) as refused:
        prepare(reports, review)
    failing = {c.guard.name for c in refused.value.checked if not c.answer.holds}
    assert failing == {"quality_is_checked", "partners_have_approved", "recommendations_are_adopted"}


def test_a_material_correction_that_was_not_sent_to_the_recipients_is_not_confirmed(review, reports):
    edit(review)
    make_ready(reports, review, is_material=True, is_sent=False)
    release = prepare(reports, review)
    with pytest.raises(GuardsRefused, match="No copy in time"):
        confirm_release(release, by=reports.team(review.partnership).confirmer, now=DAY)


def test_a_material_correction_that_was_approved_anew_goes_out(review, reports, site):
    edit(review)
    confirmed(reports, review, is_material=True)
    assert [outcome.result for outcome in release_due(HOUR)] == ["released"]
    assert NEW in page(site)


def _edit_again(review):
    edit(review, "Another.")


def _lose_the_note(review):
    Review.objects.filter(pk=review.pk).update(correction_note="")


def _move_away(review):
    edit(review, slug="elsewhere")


@pytest.mark.parametrize(
    ("spoil", "failing"),
    [
        (_edit_again, "correction_is_decided"),
        (_lose_the_note, "correction_is_explained"),
        (_move_away, "address_stays"),
    ],
)
def test_what_is_missing_refuses_the_correction(spoil, failing, review, reports):
    edit(review)
    make_ready(reports, review)
    spoil(review)
    with pytest.raises(GuardsRefused) as refused:
        prepare(reports, review)
    assert failing in {c.guard.name for c in refused.value.checked if not c.answer.holds}


def test_nothing_is_prepared_before_it_is_decided(review, reports):
    edit(review)
    with pytest.raises(GuardsRefused, match="Nobody has decided whether this change is material"):
        prepare(reports, review)


def test_the_family_is_told_of_the_very_hour_of_a_correction(review, reports):
    edit(review)
    make_ready(reports, review)
    release = prepare(reports, review, moment=HOUR + timedelta(days=1))
    with pytest.raises(GuardsRefused, match="The family was not told of this day and hour"):
        confirm_release(release, by=reports.team(review.partnership).confirmer, now=DAY)


def test_an_edit_before_the_hour_leaves_the_old_text_in_public_and_somebody_is_told(review, reports, site):
    edit(review)
    release = confirmed(reports, review)
    edit(review, "Edited once more.")
    assert [outcome.result for outcome in release_due(HOUR)] == ["blocked"]
    release.refresh_from_db()
    assert (release.state, fresh(review).state) == ("blocked", "published")
    assert NEW not in page(site)
    assert Alarm.objects.filter(kind="blocked_release").count() == 1


def test_a_correction_that_is_withdrawn_changes_nothing_in_public(review, reports, site):
    edit(review)
    release = confirmed(reports, review)
    withdraw_release(release, by=reports.team(review.partnership).preparer, reason="Not yet", now=DAY)
    assert release_due(HOUR) == []
    assert fresh(review).state == "published"
    assert NEW not in page(site)


def test_while_the_report_is_offline_its_correction_waits_and_goes_out_when_it_is_put_back(review, reports, site):
    team = reports.team(review.partnership)
    edit(review)
    confirmed(reports, review)
    pause(fresh(review), by=team.preparer, reason="Urgent", now=DAY)
    assert release_due(HOUR) == []
    assert site.get(PAGE).status_code == 503
    later = HOUR + timedelta(hours=2)
    proposal = propose(fresh(review), "restore", by=team.preparer, reason="Corrected", now=later)
    confirm(proposal, by=team.confirmer, now=later)
    assert NEW in page(site)
    assert fresh(review).state == "published"


def test_a_report_is_not_put_back_with_the_text_that_was_to_be_corrected(review, reports, site):
    team = reports.team(review.partnership)
    edit(review)
    confirmed(reports, review)
    pause(fresh(review), by=team.preparer, reason="Urgent", now=DAY)
    edit(review, "Edited once more.")
    later = HOUR + timedelta(hours=2)
    proposal = propose(fresh(review), "restore", by=team.preparer, reason="Corrected", now=later)
    with pytest.raises(CorrectionStands, match="The report was edited after"):
        confirm(proposal, by=team.confirmer, now=later)
    assert site.get(PAGE).status_code == 503


def test_archiving_takes_an_open_correction_back(review, reports):
    over = T0 + timedelta(days=400)
    edit(review)
    make_ready(reports, review, moment=over + timedelta(days=2), now=over)
    release = prepare(reports, review, moment=over + timedelta(days=2), now=over)
    reports.tell_of_archiving(fresh(review), now=over)
    archive(fresh(review), by=reports.team(review.partnership).preparer, reason="Year over", now=over)
    release.refresh_from_db()
    assert release.state == "withdrawn"


def test_the_note_is_read_by_the_anonymity_check(review, reports):
    team = reports.team(review.partnership)
    edit(review)
    make_ready(reports, review)
    write_note(fresh(review), "Ring 020 7946 0000 about PL4 8AA.", by=team.preparer, now=DAY)
    check_review(fresh(review), by=team.preparer, now=DAY)
    found = [row.words()["document"] for row in review.anonymity_findings.all()]
    assert "Public note of the correction" in found


def test_another_note_needs_the_anonymity_check_anew(review, reports):
    edit(review)
    make_ready(reports, review)
    digest = prepare(reports, review).content_hash
    assert is_passed(review, digest)
    release = Release.objects.get(state="prepared")
    team = reports.team(review.partnership)
    with pytest.raises(CorrectionIsOpen):
        write_note(fresh(review), "Another note.", by=team.preparer, now=DAY)
    withdraw_release(release, by=team.preparer, reason="Note", now=DAY)
    write_note(fresh(review), "Another note.", by=team.preparer, now=DAY)
    assert not is_passed(review, digest)


def test_only_what_is_public_is_corrected(surrey, reports):
    review = reports.draft(surrey)
    by = reports.team(surrey).preparer
    with pytest.raises(NotInPublic):
        decide_materiality(review, is_material=False, reason="x", by=by, now=DAY)
    with pytest.raises(NotInPublic):
        write_note(review, "x", by=by, now=DAY)


def test_an_archived_report_is_not_corrected(surrey, reports):
    review = reports.archived(surrey)
    with pytest.raises(UnknownMove):
        prepare(reports, review)


def test_nothing_is_decided_where_nothing_changed(review, reports):
    with pytest.raises(NothingChanged):
        decide(reports, review)


def test_a_decision_needs_its_reason(review, reports):
    edit(review)
    with pytest.raises(Incomplete, match="Write why"):
        decide_materiality(review, is_material=True, reason=" ", by=reports.team(review.partnership).preparer, now=DAY)


def test_managers_and_legal_advisers_decide_and_nobody_else(review, a_person, surrey, solihull):
    edit(review)
    people = [(a_person(surrey, role), Deed.DECIDE_MATERIAL in DEEDS[role]) for role in Role]
    for person, may in [*people, (a_person(solihull, "business_manager"), False)]:
        if may:
            decide_materiality(review, is_material=True, reason="x", by=person, now=DAY)
        else:
            with pytest.raises(NotAllowed):
                decide_materiality(review, is_material=True, reason="x", by=person, now=DAY)


def test_the_earlier_text_is_kept(review, reports):
    edit(review)
    confirmed(reports, review)
    release_due(HOUR)
    assert Edition.objects.filter(review=review).count() == 2
    assert Edition.objects.public().count() == 1
