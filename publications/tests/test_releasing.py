"""Prepared by one, confirmed by another, carried out once at its hour, or stopped by what is not as it should be."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from config.testing.reports import BLOCKS, SECRET, T0
from lifecycles.guards import GuardsRefused
from lifecycles.moves import UnknownMove
from lifecycles.stepping import steps_of
from pages.models import PrivateImage
from people.joining import leave
from people.models import Alarm
from people.permissions import NotAllowed
from people.roles import DEEDS, Deed, Role
from publications import releasing
from publications.models import Edition, Release, Review
from publications.releasing import (
    RETRY_AFTER,
    AlreadyPrepared,
    EditedMeanwhile,
    NotBySamePerson,
    confirm_release,
    next_moment,
    prepare_release,
    release_due,
    withdraw_release,
)
from publications.tests.embargo import picture
from publications.word import ManuscriptImage

pytestmark = pytest.mark.django_db

HOUR = T0 + timedelta(days=1)
LATER = T0 + timedelta(days=2)


def _edit(review, **fields):
    page = review.source_page().get_latest_revision_as_object()
    for name, value in (fields or {"title": "Another title"}).items():
        setattr(page, name, value)
    page.save_revision(clean=False)


def _results(now=HOUR):
    return [outcome.result for outcome in release_due(now)]


def _fresh(review):
    return Review.objects.get(pk=review.pk)


def _again(review, reports, moment=LATER):
    team = reports.team(review.partnership)
    reports.vouch(review, moment=moment)
    release = prepare_release(
        _fresh(review), moment=moment, by=team.preparer, now=T0, conflict_reason="Agreed with everybody."
    )
    confirm_release(release, by=team.confirmer, now=T0)
    return release


MISSING = {
    "reviewer_is_named": {"reviewer": " "},
    "pseudonym_is_set": {"pseudonym": ""},
    "report_has_a_text": {"body": []},
    "support_is_named": {"support": []},
    "pictures_are_described": {
        "body": [{"type": "figure", "value": {"image": None, "alt": "<b> </b>", "caption": ""}}]
    },
}


def test_what_is_missing_stops_a_release_before_anything_is_made(surrey, reports):
    review = reports.draft(surrey)
    for guard, fields in MISSING.items():
        with transaction.atomic():
            _edit(review, **fields)
            with pytest.raises(GuardsRefused) as refused:
                prepare_release(review, moment=HOUR, by=reports.team(surrey).preparer, now=T0)
            transaction.set_rollback(True)
        assert guard in {c.guard.name for c in refused.value.checked if not c.answer.holds}
    assert not Release.objects.exists()
    assert not Edition.objects.exists()


@pytest.mark.parametrize("moment", [T0, T0 - timedelta(seconds=1)])
def test_a_moment_that_is_not_ahead_is_refused(moment, surrey, reports):
    review = reports.passed(surrey)
    with pytest.raises(GuardsRefused, match="moment of publication has passed"):
        prepare_release(review, moment=moment, by=reports.team(surrey).preparer, now=T0)


def test_a_release_cannot_be_confirmed_when_its_moment_has_passed(surrey, reports):
    review = reports.prepared(surrey, moment=HOUR)
    with pytest.raises(GuardsRefused, match="moment of publication has passed"):
        confirm_release(review.releases.get(), by=reports.team(surrey).confirmer, now=HOUR)


def test_there_is_one_open_release_at_a_time(surrey, reports):
    review = reports.prepared(surrey)
    with pytest.raises(AlreadyPrepared):
        prepare_release(review, moment=LATER, by=reports.team(surrey).confirmer, now=T0)
    assert Edition.objects.count() == 1


def test_an_edit_while_the_release_is_being_prepared_is_noticed(surrey, reports, monkeypatch):
    review = reports.passed(surrey)
    really = releasing.make_editions

    def make_while_somebody_edits(*args, **notes):
        made = really(*args, **notes)
        _edit(review)
        return made

    monkeypatch.setattr(releasing, "make_editions", make_while_somebody_edits)
    with pytest.raises(EditedMeanwhile):
        prepare_release(review, moment=HOUR, by=reports.team(surrey).preparer, now=T0)
    assert not Release.objects.exists()


@pytest.mark.parametrize("state", ["scheduled", "archived", "removed"])
def test_a_release_is_prepared_only_while_the_review_is_in_preparation_or_public(state, surrey, reports):
    review = _fresh(getattr(reports, state)(surrey))
    with pytest.raises(UnknownMove):
        prepare_release(review, moment=T0 + timedelta(days=900), by=reports.team(surrey).preparer, now=T0)


def test_whoever_prepared_cannot_confirm_not_even_in_the_database(surrey, reports):
    release = reports.prepared(surrey).releases.get()
    with pytest.raises(NotBySamePerson):
        confirm_release(release, by=release.prepared_by, now=T0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.update(confirmed_by=release.prepared_by, confirmed_at=T0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.update(state="confirmed")


def test_every_role_may_prepare_confirm_and_withdraw_as_the_table_of_roles_says(surrey, solihull, reports, a_person):
    review = reports.passed(surrey)
    everyone = [(a_person(surrey, role), DEEDS[role]) for role in Role]
    everyone += [(a_person(solihull, "business_manager"), frozenset()), (a_person(), frozenset())]
    team = reports.team(surrey)
    verbs = {Deed.PREPARE_RELEASE: lambda by: prepare_release(review, moment=HOUR, by=by, now=T0)}
    _assert_only(verbs, everyone)
    release = prepare_release(review, moment=HOUR, by=team.preparer, now=T0)
    verbs = {
        Deed.CONFIRM_RELEASE: lambda by: confirm_release(Release.objects.get(), by=by, now=T0),
        Deed.WITHDRAW_RELEASE: lambda by: withdraw_release(release, by=by, reason="x", now=T0),
    }
    _assert_only(verbs, everyone)


def _assert_only(verbs, everyone):
    for deed, verb in verbs.items():
        for person, deeds in everyone:
            assert _may(verb, person) is (deed in deeds), (deed, person.memberships.first())


def _may(verb, person):
    try:
        with transaction.atomic():
            verb(person)
            transaction.set_rollback(True)
    except NotAllowed:
        return False
    return True


def test_what_was_edited_after_it_was_prepared_cannot_be_confirmed(surrey, reports):
    review = reports.prepared(surrey)
    _edit(review, introduction="One more character.")
    with pytest.raises(GuardsRefused, match="edited after the release was prepared"):
        confirm_release(review.releases.get(), by=reports.team(surrey).confirmer, now=T0)
    assert (_fresh(review).state, review.releases.get().state) == ("preparing", "prepared")


def test_one_character_edited_after_confirmation_stops_it_at_its_hour_and_raises_an_alarm(surrey, reports, at_host):
    review = reports.scheduled(surrey, moment=HOUR)
    _edit(review, introduction="One more character.")
    assert _results() == ["blocked"]
    assert (_fresh(review).state, review.releases.get().state) == ("preparing", "blocked")
    assert Alarm.objects.get(kind="blocked_release").partnership == surrey
    assert at_host(surrey).get("/reviews/robin-surrey/").status_code == 404
    assert "nothing_was_edited" in steps_of(review).last().facts["guards"]


def test_what_was_stopped_can_be_prepared_and_confirmed_again(surrey, reports):
    review = reports.scheduled(surrey, moment=HOUR)
    _edit(review)
    assert _results() == ["blocked"]
    _again(review, reports)
    assert _results(LATER) == ["released"]


@pytest.mark.parametrize("who", ["preparer", "confirmer"])
def test_who_has_left_before_the_hour_can_no_longer_vouch_for_it(who, surrey, reports):
    review = reports.scheduled(surrey, moment=HOUR)
    leave(getattr(reports.team(surrey), who).memberships.get(), by=reports.team(surrey).preparer, now=T0)
    assert _results() == ["blocked"]
    assert "both_people_still_have_their_role" in steps_of(review.releases.get()).last().facts["guards"]


def test_an_account_that_was_closed_before_the_hour_can_no_longer_vouch_for_it(surrey, reports):
    reports.scheduled(surrey, moment=HOUR)
    person = reports.team(surrey).confirmer
    person.is_active = False
    person.save()
    assert _results() == ["blocked"]


def test_a_withdrawn_release_never_goes_out_and_its_reason_is_kept(surrey, reports):
    review = reports.scheduled(surrey, moment=HOUR)
    withdraw_release(review.releases.get(), by=reports.team(surrey).preparer, reason="Family asked", now=T0)
    assert _results() == []
    assert _fresh(review).state == "preparing"
    assert steps_of(review).get(move="unschedule").reason == "Family asked"
    assert next_moment() is None


def test_a_withdrawn_release_cannot_be_confirmed_with_an_old_page_in_the_hand(surrey, reports):
    review = reports.prepared(surrey)
    stale = review.releases.get()
    withdraw_release(review.releases.get(), by=reports.team(surrey).preparer, reason="x", now=T0)
    with pytest.raises(UnknownMove):
        confirm_release(stale, by=reports.team(surrey).confirmer, now=T0)
    assert (_fresh(review).state, Release.objects.get().confirmed_by) == ("preparing", None)


def test_nothing_goes_out_before_its_moment_to_the_second(surrey, reports):
    review = reports.scheduled(surrey, moment=HOUR)
    assert _results(HOUR - timedelta(microseconds=1)) == []
    assert next_moment() == HOUR
    assert _results(HOUR) == ["released"]
    assert _fresh(review).first_published_at == HOUR


def test_it_goes_out_once_however_often_the_clock_strikes(surrey, reports):
    review = reports.scheduled(surrey, moment=HOUR)
    assert [_results(HOUR + timedelta(seconds=n)) for n in range(3)] == [["released"], [], []]
    assert steps_of(review).filter(move="release").count() == review.spells.count() == 1


@pytest.mark.parametrize(("late", "alarms"), [(0, 0), (60, 0), (61, 1), (86_400 * 3, 1)])
def test_how_late_it_went_out_is_recorded_and_more_than_a_minute_raises_an_alarm(late, alarms, surrey, reports):
    review = reports.scheduled(surrey, moment=HOUR)
    reports.affirm(review, now=HOUR + timedelta(seconds=late))
    assert _results(HOUR + timedelta(seconds=late)) == ["released"]
    step = steps_of(review.releases.get()).get(move="release")
    assert (step.facts["late_seconds"], Alarm.objects.filter(kind="late_release").count()) == (late, alarms)


def test_a_report_that_goes_out_on_a_later_day_says_so_in_its_pdf(surrey, reports):
    review = reports.scheduled(surrey, moment=HOUR)
    before = Edition.objects.get().files.get(role="pdf").digest
    reports.affirm(review, now=HOUR + timedelta(days=2))
    release_due(HOUR + timedelta(days=2))
    edition = Edition.objects.get()
    assert edition.pdf_day.isoformat() == "2026-03-05"
    assert edition.files.get(role="pdf").digest != before
    assert _fresh(review).first_published_at == HOUR + timedelta(days=2)


LATE = HOUR + timedelta(days=1)


@pytest.fixture
def poisoned(surrey, reports):
    """Two late reports; the first has lost the picture with which its PDF has to be printed again."""
    figure = {"type": "figure", "value": {"image": "p", "alt": "A chart", "caption": ""}}
    images = {"p": ManuscriptImage(data=picture("orchid"), extension="png", alt="")}
    first = reports.scheduled(surrey, moment=HOUR, slug="first", blocks=[*BLOCKS, figure], images=images)
    second = reports.scheduled(surrey, moment=HOUR, slug="second")
    name = PrivateImage.objects.get().file.name
    with default_storage.open(name) as handle:
        content = handle.read()
    default_storage.sweep(name)
    for review in (first, second):
        reports.affirm(review, now=LATE)
    return first, second, lambda: default_storage.save(name, ContentFile(content))


def test_one_that_cannot_be_made_does_not_stop_the_other_and_raises_one_alarm(poisoned):
    first, second, _ = poisoned
    assert _results(LATE) == ["failed", "released"]
    assert (_fresh(first).state, _fresh(second).state) == ("scheduled", "published")
    assert _results(LATE + RETRY_AFTER) == ["failed"]
    alarm = Alarm.objects.get(kind="failed_release")
    assert SECRET not in alarm.message
    assert not steps_of(first).filter(move="release").exists()


def test_what_failed_is_tried_again_after_a_while_and_goes_out_when_it_is_mended(poisoned):
    first, _, mend = poisoned
    _results(LATE)
    mend()
    assert _results(LATE + RETRY_AFTER - timedelta(seconds=1)) == []
    assert _results(LATE + RETRY_AFTER) == ["released"]
    assert _fresh(first).state == "published"


def test_a_blocked_one_does_not_stop_the_others_of_its_hour(surrey, reports):
    first = reports.scheduled(surrey, moment=HOUR, slug="first")
    reports.scheduled(surrey, moment=HOUR, slug="second")
    _edit(first)
    assert _results() == ["blocked", "released"]


def test_the_staff_sees_every_guard_with_its_rule_and_what_to_do(surrey, reports):
    review = reports.draft(surrey, reviewer="", support=[])
    checked = releasing.checklist(review, HOUR, now=T0)
    failing = {c.guard.name: c.answer for c in checked if not c.answer.holds}
    assert {"reviewer_is_named", "support_is_named"} <= set(failing)
    assert all(answer.reason and answer.next_step for answer in failing.values())
    assert all(c.guard.rule and c.guard.title for c in checked)
