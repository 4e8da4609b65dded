"""Each guard about the record of a review fails with words, and then holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.testing.reports import T0
from lifecycles.guards import guards_of
from partnerships.working_days import london_day
from publications.guards import particulars
from publications.milestones import Kind, record_milestone
from publications.models import Hold, ParallelProcess, Restriction, Review
from publications.questions import ReleaseQuestion
from publications.recording.holding import lift_hold, place_hold
from publications.recording.rows import add_row, change_row, remove_row
from publications.vocabulary import ReviewType

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = london_day(T0)
MOMENT = T0 + DAY
ORDER = {"kind": "injunction", "starts_on": TODAY, "ends_on": None, "source": "High Court"}
INQUEST = {"kind": "inquest", "began_on": None, "ended_on": None, "source": "The coroner's officer"}


@pytest.fixture
def review(surrey, reports):
    return reports.draft(surrey)


@pytest.fixture
def manager(surrey, reports):
    return reports.team(surrey).preparer


@pytest.fixture
def legal(surrey, a_person):
    return a_person(surrey, "legal")


def asked(guard, review, *, moment=MOMENT, now=T0 + timedelta(hours=12)):
    """What the guard says of this review; a question is asked anew each time."""
    return guard(ReleaseQuestion(Review.objects.get(pk=review.pk), moment, now))


def refused(answer):
    """A refusal says why, and what to do next."""
    return not answer.holds and bool(answer.reason.strip()) and bool(answer.next_step.strip())


def sign(review, legal, about, at):
    record_milestone(review, Kind.LEGAL, by=legal, now=at, words={"evidence": "Advice"}, about=about)


def applies(name, review):
    entry = next(found for found in guards_of("review", "prepare") if found.name == name)
    return entry.applies(ReleaseQuestion(review, MOMENT, T0))


def test_a_review_without_a_report_is_not_released(surrey, review):
    assert refused(asked(particulars.report_is_there, Review.objects.create(partnership=surrey, created_at=T0)))
    assert asked(particulars.report_is_there, review).holds


def test_a_hold_stands_in_the_way_until_the_last_is_lifted(review, manager):
    holds = [place_hold(review, kind, reason="x", by=manager, now=T0) for kind in Hold.Kind.values]
    for hold in holds:
        assert refused(asked(particulars.not_on_hold, review))
        lift_hold(hold, reason="x", by=manager, now=T0)
    assert asked(particulars.not_on_hold, review).holds


@pytest.mark.parametrize("missing", ["conflict_declared_on", "confidentiality_signed_on"])
def test_every_reviewer_has_made_both_declarations(review, manager, missing):
    assert refused(asked(particulars.reviewers_have_declared, review))
    whole = {"name": "One", "conflict_declared_on": TODAY, "confidentiality_signed_on": TODAY}
    add_row(review, "reviewer", whole, by=manager, now=T0)
    second = add_row(review, "reviewer", whole | {missing: None}, by=manager, now=T0)
    assert refused(asked(particulars.reviewers_have_declared, review))
    change_row(second, "reviewer", {missing: TODAY}, by=manager, now=T0)
    assert asked(particulars.reviewers_have_declared, review).holds


def test_panel_and_ministry_and_inspectors_know_the_name_of_every_reviewer(review, manager):
    rows = [add_row(review, "reviewer", {"name": name}, by=manager, now=T0) for name in ("One", "Two", "Three")]
    for row in rows:
        assert refused(asked(particulars.reviewers_are_announced, review))
        change_row(row, "reviewer", {"announced_on": TODAY}, by=manager, now=T0)
    assert asked(particulars.reviewers_are_announced, review).holds


def test_nobody_outside_has_to_know_who_leads_another_learning_review(review):
    assert applies("reviewers_are_announced", review)
    review.kind = ReviewType.THEMATIC
    assert not applies("reviewers_are_announced", review)
    assert applies("reviewers_have_declared", review)


def test_a_restriction_is_signed_off_by_a_legal_adviser(review, manager, legal):
    assert asked(particulars.restrictions_are_signed, review).holds
    add_row(review, "restriction", ORDER, by=manager, now=T0)
    assert refused(asked(particulars.restrictions_are_signed, review))
    sign(review, legal, "proceedings", T0)
    assert refused(asked(particulars.restrictions_are_signed, review))
    sign(review, legal, "restrictions", T0)
    assert asked(particulars.restrictions_are_signed, review).holds


@pytest.mark.parametrize("sort", ["process", "restriction"])
def test_a_sign_off_counts_only_for_what_was_known_when_it_was_given(review, manager, legal, sort):
    guard, about, values = {
        "process": (particulars.active_proceedings_are_signed, "proceedings", INQUEST),
        "restriction": (particulars.restrictions_are_signed, "restrictions", ORDER),
    }[sort]
    row = add_row(review, sort, values, by=manager, now=T0)
    sign(review, legal, about, T0 + timedelta(hours=1))
    assert asked(guard, review).holds
    change_row(row, sort, {"note": "It was widened."}, by=manager, now=T0 + timedelta(hours=2))
    assert refused(asked(guard, review))
    sign(review, legal, about, T0 + timedelta(hours=3))
    assert asked(guard, review).holds
    remove_row(row, sort, by=manager, now=T0 + timedelta(hours=4))
    assert asked(guard, review).holds


def test_a_sign_off_of_another_text_counts_for_nothing(review, manager, legal):
    add_row(review, "restriction", ORDER, by=manager, now=T0)
    sign(review, legal, "restrictions", T0)
    page = review.source_page().get_latest_revision_as_object()
    page.summary = "<p>Another text.</p>"
    page.save_revision(clean=False)
    assert refused(asked(particulars.restrictions_are_signed, review))


@pytest.mark.parametrize(
    ("starts", "ends", "is_in_force"),
    [(0, None, True), (1, None, True), (2, None, False), (0, 0, False), (0, 1, True), (0, 2, True)],
)
def test_a_restriction_counts_on_the_day_of_publication(review, manager, starts, ends, is_in_force):
    days = {"starts_on": TODAY + starts * DAY, "ends_on": None if ends is None else TODAY + ends * DAY}
    add_row(review, "restriction", ORDER | days, by=manager, now=T0)
    assert asked(particulars.restrictions_are_signed, review).holds is not is_in_force


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(starts=st.integers(-40, 40), length=st.none() | st.integers(0, 40))
def test_a_restriction_is_in_force_from_its_first_day_to_its_last(review, manager, starts, length):
    Restriction.objects.all().delete()
    first = TODAY + starts * DAY
    last = None if length is None else first + length * DAY
    add_row(review, "restriction", ORDER | {"starts_on": first, "ends_on": last}, by=manager, now=T0)
    is_in_force = first <= london_day(MOMENT) <= (last or date.max)
    assert asked(particulars.restrictions_are_signed, review).holds is not is_in_force


def test_active_proceedings_are_signed_off_and_inquests_count(review, manager, legal):
    row = add_row(review, "process", INQUEST, by=manager, now=T0)
    assert refused(asked(particulars.active_proceedings_are_signed, review))
    sign(review, legal, "proceedings", T0)
    assert asked(particulars.active_proceedings_are_signed, review).holds
    remove_row(row, "process", by=manager, now=T0)


@pytest.mark.parametrize("kind", ParallelProcess.Kind.values)
def test_only_what_is_in_court_waits_for_a_legal_adviser(review, manager, kind):
    add_row(review, "process", INQUEST | {"kind": kind}, by=manager, now=T0)
    assert asked(particulars.active_proceedings_are_signed, review).holds is (kind not in ParallelProcess.IN_COURT)


@pytest.mark.parametrize(("ended", "is_active"), [(None, True), (1, True), (0, False)])
def test_proceedings_that_end_on_the_day_of_publication_are_active_still(review, manager, ended, is_active):
    day = None if ended is None else TODAY + ended * DAY
    add_row(review, "process", INQUEST | {"ended_on": day}, by=manager, now=T0 + 2 * DAY)
    assert asked(particulars.active_proceedings_are_signed, review).holds is not is_active


def test_a_trial_that_has_not_begun_is_active(review, manager):
    add_row(review, "process", INQUEST | {"kind": "criminal", "began_on": TODAY + 60 * DAY}, by=manager, now=T0)
    assert refused(asked(particulars.active_proceedings_are_signed, review))


@pytest.mark.parametrize(("hours", "is_fresh"), [(25, False), (24, True), (0, True), (-1, False)])
def test_the_proceedings_were_checked_in_the_24_hours_before(review, manager, hours, is_fresh):
    assert refused(asked(particulars.proceedings_were_affirmed, review))
    checked = MOMENT - timedelta(hours=hours)
    record_milestone(review, Kind.PROCEEDINGS, by=manager, now=checked, words={"evidence": "A call"})
    assert asked(particulars.proceedings_were_affirmed, review, now=MOMENT).holds is is_fresh
