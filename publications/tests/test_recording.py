"""What is kept of a review besides its text: who may write it, what is refused, and what the steps say."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.testing.reports import T0
from lifecycles.models import Step
from lifecycles.stepping import steps_of
from pages.models import PrivateDocument
from partnerships.working_days import london_day
from people.models import Alarm
from people.permissions import NotAllowed
from publications.models import Delay, Hold, ParallelProcess, Restriction, Review, Reviewer, SensitiveDate
from publications.recording import refusals
from publications.recording.about import describe, name_media_contact, relate, unrelate
from publications.recording.delaying import report_delay
from publications.recording.holding import ALARM, lift_hold, place_hold, standing_holds
from publications.recording.rows import SORTS, add_row, change_row, remove_row, values_of
from publications.recording.sensitive import UNSAID, sensitive_days
from publications.releasing import release_due
from publications.states import ReviewState

pytestmark = pytest.mark.django_db

TODAY = london_day(T0)
SECRET = "Quillfeather"
DAY = timedelta(days=1)

SOUND = {
    "reviewer": {"name": SECRET, "organisation": SECRET, "conflict": SECRET, "conflict_declared_on": TODAY},
    "team_member": {"name": SECRET, "organisation": SECRET, "part": SECRET},
    "process": {"kind": "inquest", "began_on": TODAY, "ended_on": None, "source": SECRET, "note": SECRET},
    "restriction": {"kind": "injunction", "starts_on": TODAY, "ends_on": None, "source": SECRET, "note": SECRET},
    "sensitive_date": {"day": date(2019, 4, 17), "is_yearly": True, "reason": SECRET},
}


@pytest.fixture
def review(surrey):
    return Review.objects.create(partnership=surrey, created_at=T0, decided_on=TODAY)


@pytest.fixture
def people(surrey, solihull, a_person):
    manager, support, comms = (a_person(surrey, role) for role in ("business_manager", "partnership_support", "comms"))
    family, legal = a_person(surrey, "family_coordinator"), a_person(surrey, "legal")
    stranger = a_person(solihull, "business_manager")
    return SimpleNamespace(manager=manager, support=support, comms=comms, family=family, legal=legal, stranger=stranger)


def steps_say():
    return " ".join(f"{step.move} {step.reason} {step.facts}" for step in Step.objects.all())


@pytest.mark.parametrize("sort", SORTS)
def test_a_row_is_added_changed_and_removed_and_each_leaves_a_step(review, people, sort):
    row = add_row(review, sort, SOUND[sort], by=people.manager, now=T0)
    assert SECRET in str(values_of(row, sort))
    change_row(row, sort, SOUND[sort], by=people.manager, now=T0)
    remove_row(row, sort, by=people.manager, now=T0)
    assert [step.move for step in steps_of(review)] == [f"{sort}_add", f"{sort}_change", f"{sort}_remove"]
    assert not SORTS[sort].model.objects.exists()


@pytest.mark.parametrize("sort", SORTS)
def test_no_name_and_no_reason_stands_in_a_step(review, people, sort):
    row = add_row(review, sort, SOUND[sort], by=people.manager, now=T0)
    assert SECRET in str(values_of(row, sort))
    remove_row(row, sort, by=people.manager, now=T0)
    assert f"{sort}_remove" in steps_say()
    assert SECRET not in steps_say()
    assert "2019" not in steps_say()


@pytest.mark.parametrize("sort", ["process", "restriction", "sensitive_date"])
def test_what_is_sealed_lies_in_no_column_of_the_database(review, people, sort):
    row = add_row(review, sort, SOUND[sort], by=people.manager, now=T0)
    assert SECRET in str(row.words())
    assert SECRET.encode() not in bytes(SORTS[sort].model.objects.get().sealed)


@pytest.mark.parametrize("sort", SORTS)
def test_nobody_of_another_partnership_writes_in_the_record(review, people, sort):
    row = add_row(review, sort, SOUND[sort], by=people.manager, now=T0)
    for verb in (
        lambda: add_row(review, sort, SOUND[sort], by=people.stranger, now=T0),
        lambda: change_row(row, sort, SOUND[sort], by=people.stranger, now=T0),
        lambda: remove_row(row, sort, by=people.stranger, now=T0),
    ):
        with pytest.raises(NotAllowed):
            verb()
    assert SORTS[sort].model.objects.count() == 1


@pytest.mark.parametrize("sort", SORTS)
def test_a_communications_officer_writes_no_row(review, people, sort):
    with pytest.raises(NotAllowed):
        add_row(review, sort, SOUND[sort], by=people.comms, now=T0)


def test_a_step_says_which_fields_changed_and_what_a_guard_will_ask(review, people):
    row = add_row(review, "reviewer", SOUND["reviewer"], by=people.manager, now=T0)
    change_row(row, "reviewer", {"name": "Other", "announced_on": TODAY}, by=people.manager, now=T0)
    facts = steps_of(review).last().facts
    assert (facts["changed"], facts["announced_on"]) == (["announced_on", "name"], TODAY.isoformat())


def test_a_row_that_somebody_removed_meanwhile_is_not_written_again(review, people):
    row = add_row(review, "team_member", SOUND["team_member"], by=people.manager, now=T0)
    same = type(row).objects.get()
    remove_row(row, "team_member", by=people.support, now=T0)
    with pytest.raises(refusals.GoneMeanwhile):
        change_row(same, "team_member", SOUND["team_member"], by=people.manager, now=T0)


REFUSED = [
    ("reviewer", {"name": "  "}, refusals.Missing),
    ("reviewer", {"conflict_declared_on": TODAY + DAY}, refusals.InTheFuture),
    ("reviewer", {"confidentiality_signed_on": TODAY + DAY}, refusals.InTheFuture),
    ("reviewer", {"announced_on": TODAY + DAY}, refusals.InTheFuture),
    ("team_member", {"name": ""}, refusals.Missing),
    ("process", {"kind": ""}, refusals.Missing),
    ("process", {"source": " "}, refusals.Missing),
    ("process", {"ended_on": TODAY - DAY}, refusals.EndsBeforeItStarts),
    ("process", {"ended_on": TODAY + DAY}, refusals.InTheFuture),
    ("restriction", {"starts_on": None}, refusals.Missing),
    ("restriction", {"source": ""}, refusals.Missing),
    ("restriction", {"ends_on": TODAY - DAY}, refusals.EndsBeforeItStarts),
    ("sensitive_date", {"day": None}, refusals.Missing),
    ("sensitive_date", {"reason": " "}, refusals.Missing),
]


@pytest.mark.parametrize(("sort", "wrong", "refusal"), REFUSED)
def test_what_cannot_be_is_refused_by_name_and_nothing_is_written(review, people, sort, wrong, refusal):
    with pytest.raises(refusal, match=r"\w{3,}.*\."):
        add_row(review, sort, SOUND[sort] | wrong, by=people.manager, now=T0)
    assert (SORTS[sort].model.objects.count(), Step.objects.filter(subject_type="publications.review").count()) == (
        0,
        0,
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    starts=st.dates(date(1990, 1, 1), date(2040, 1, 1)), ends=st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1))
)
def test_a_restriction_is_kept_exactly_when_it_does_not_end_before_it_starts(review, people, starts, ends):
    values = SOUND["restriction"] | {"starts_on": starts, "ends_on": ends}
    if ends is None or starts <= ends:
        row = add_row(review, "restriction", values, by=people.manager, now=T0)
        assert (row.starts_on, row.ends_on) == (starts, ends)
    else:
        with pytest.raises(refusals.EndsBeforeItStarts):
            add_row(review, "restriction", values, by=people.manager, now=T0)


def test_a_restriction_names_only_a_document_of_its_own_partnership(review, people, solihull):
    ours, theirs = (
        PrivateDocument.objects.create(
            title="Order", collection=place.collection, file=ContentFile(place.slug.encode(), name="order.pdf")
        )
        for place in (review.partnership, solihull)
    )
    add_row(review, "restriction", SOUND["restriction"] | {"document": ours}, by=people.manager, now=T0)
    with pytest.raises(refusals.NotOurDocument):
        add_row(review, "restriction", SOUND["restriction"] | {"document": theirs}, by=people.manager, now=T0)
    assert Restriction.objects.get().document == ours


class TestSensitiveDates:
    """The day is seen by all who plan, the reason by few (R29)."""

    def test_only_those_who_may_know_read_the_reason(self, review, people):
        add_row(review, "sensitive_date", SOUND["sensitive_date"], by=people.family, now=T0)
        assert [found.reason for found in sensitive_days(review, seen_by=people.manager)] == [SECRET]
        assert [found.reason for found in sensitive_days(review, seen_by=people.comms)] == [UNSAID]

    def test_somebody_of_another_partnership_reads_no_reason_either(self, review, people):
        add_row(review, "sensitive_date", SOUND["sensitive_date"], by=people.family, now=T0)
        assert [found.reason for found in sensitive_days(review, seen_by=people.stranger)] == [UNSAID]

    @pytest.mark.parametrize(
        ("day", "is_yearly", "asked", "falls"),
        [
            ("2025-04-17", True, "2026-04-17", True),
            ("2025-04-17", False, "2026-04-17", False),
            ("2025-04-17", False, "2025-04-17", True),
            ("2025-04-17", True, "2024-04-17", False),
            ("2024-02-29", True, "2028-02-29", True),
            ("2024-02-29", True, "2026-02-28", True),
            ("2024-02-29", True, "2028-02-28", False),
        ],
    )
    def test_an_anniversary_falls_on_the_day_of_every_later_year(self, day, is_yearly, asked, falls):
        found = SensitiveDate(day=date.fromisoformat(day), is_yearly=is_yearly)
        assert found.falls_on(date.fromisoformat(asked)) is falls

    @given(day=st.dates(date(2000, 1, 1), date(2026, 1, 1)), year=st.integers(2026, 2040))
    def test_every_later_year_has_exactly_one_such_day(self, day, year):
        found, first = SensitiveDate(day=day, is_yearly=True), date(year, 1, 1)
        days = [first + n * DAY for n in range(366) if (first + n * DAY).year == year]
        assert sum(map(found.falls_on, days)) == (1 if year > day.year or day == first else days.count(day))


class TestHolds:
    """While a hold stands nothing is notified, scheduled or released (rules.md §2)."""

    def test_a_hold_stands_until_somebody_lifts_it_with_a_reason(self, review, people):
        hold = place_hold(review, Hold.Kind.POLICE, reason=SECRET, by=people.support, now=T0)
        assert standing_holds(review) == [hold]
        lifted = lift_hold(hold, reason="They agree.", by=people.legal, now=T0 + DAY)
        assert standing_holds(review) == []
        assert lifted.words() == {"reason": SECRET, "lifted_because": "They agree."}
        assert (lifted.lifted_by, lifted.lifted_at) == (people.legal, T0 + DAY)

    def test_who_places_a_hold_may_not_lift_it_by_that_alone(self, review, people):
        hold = place_hold(review, Hold.Kind.FAMILY, reason="x", by=people.support, now=T0)
        with pytest.raises(NotAllowed):
            lift_hold(hold, reason="x", by=people.support, now=T0)
        with pytest.raises(NotAllowed):
            place_hold(review, Hold.Kind.FAMILY, reason="x", by=people.comms, now=T0)

    def test_a_hold_needs_a_kind_and_a_reason_and_so_does_its_lifting(self, review, people):
        for kind, reason in (("nonsense", "x"), (Hold.Kind.POLICE, "  ")):
            with pytest.raises(refusals.Missing):
                place_hold(review, kind, reason=reason, by=people.manager, now=T0)
        hold = place_hold(review, Hold.Kind.POLICE, reason="x", by=people.manager, now=T0)
        with pytest.raises(refusals.Missing):
            lift_hold(hold, reason=" ", by=people.manager, now=T0)

    def test_a_hold_is_lifted_once(self, review, people):
        hold = place_hold(review, Hold.Kind.POLICE, reason="x", by=people.manager, now=T0)
        lift_hold(hold, reason="x", by=people.manager, now=T0)
        with pytest.raises(refusals.AlreadyLifted):
            lift_hold(hold, reason="x", by=people.manager, now=T0)

    def test_the_reasons_stand_in_no_step(self, review, people):
        hold = place_hold(review, Hold.Kind.POLICE, reason=SECRET, by=people.manager, now=T0)
        lift_hold(hold, reason=SECRET, by=people.manager, now=T0)
        assert "hold_lift" in steps_say()
        assert SECRET not in steps_say()

    def test_a_hold_on_a_scheduled_review_raises_an_alarm_and_stops_the_release_at_its_hour(self, surrey, reports):
        review, by = reports.scheduled(surrey), reports.team(surrey).preparer
        place_hold(review, Hold.Kind.COURT_ORDER, reason=SECRET, by=by, now=T0)
        message = Alarm.objects.get(kind=ALARM).message
        assert "will be stopped at its hour" in message
        assert SECRET not in message
        assert [outcome.result for outcome in release_due(T0 + DAY)] == ["blocked"]
        review.refresh_from_db()
        assert review.state == ReviewState.PREPARING

    def test_when_it_is_lifted_before_the_hour_the_alarm_is_settled_and_the_report_goes_out(self, surrey, reports):
        review, by = reports.scheduled(surrey), reports.team(surrey).preparer
        hold = place_hold(review, Hold.Kind.COURT_ORDER, reason="x", by=by, now=T0)
        lift_hold(hold, reason="x", by=by, now=T0)
        assert not Alarm.objects.filter(kind=ALARM, settled_at=None).exists()
        assert [outcome.result for outcome in release_due(T0 + DAY)] == ["released"]

    def test_a_hold_on_what_is_not_scheduled_raises_no_alarm(self, review, people):
        place_hold(review, Hold.Kind.POLICE, reason="x", by=people.manager, now=T0)
        assert not Alarm.objects.filter(kind=ALARM).exists()


class TestDelays:
    """Why a review will miss its clock (R13)."""

    SAID = {"reason": SECRET, "for_family": "We have been asked to wait.", "expected_on": TODAY + 90 * DAY}

    def report(self, review, by, **more):
        cause = more.pop("cause", Delay.Cause.INQUEST)
        return report_delay(review, cause, **(self.SAID | more), by=by, now=T0)

    def test_the_reason_and_the_words_for_the_family_are_kept_apart_and_sealed(self, review, people):
        found = self.report(review, people.support)
        assert found.words() == {"reason": SECRET, "for_family": "We have been asked to wait."}
        assert SECRET.encode() not in bytes(Delay.objects.get().sealed)

    def test_the_step_says_cause_and_day_and_not_the_reason(self, review, people):
        self.report(review, people.support)
        facts = steps_of(review).get().facts
        assert (facts["cause"], facts["expected_on"]) == ("inquest", (TODAY + 90 * DAY).isoformat())
        assert SECRET not in steps_say()

    @pytest.mark.parametrize(
        ("wrong", "refusal"),
        [
            ({"cause": "nonsense"}, refusals.Missing),
            ({"reason": " "}, refusals.Missing),
            ({"for_family": ""}, refusals.Missing),
            ({"expected_on": TODAY}, refusals.InThePast),
        ],
    )
    def test_what_does_not_say_enough_is_refused(self, review, people, wrong, refusal):
        with pytest.raises(refusal):
            self.report(review, people.support, **wrong)
        assert not Delay.objects.exists()

    def test_what_is_public_cannot_be_delayed(self, surrey, reports, people):
        review = reports.published(surrey)
        with pytest.raises(refusals.NothingToDelay):
            self.report(review, people.manager)

    def test_a_communications_officer_records_no_delay(self, review, people):
        with pytest.raises(NotAllowed):
            self.report(review, people.comms)


class TestAbout:
    """What a review is, and to which others it belongs."""

    def test_kind_and_decision_are_recorded_with_the_day_before(self, review, people):
        describe(review, kind="thematic", decided_on=TODAY - DAY, by=people.manager, now=T0)
        facts = steps_of(review).get().facts
        assert (review.kind, review.decided_on) == ("thematic", TODAY - DAY)
        assert facts["decided_on_before"] == TODAY.isoformat()

    def test_a_decision_in_the_future_is_refused(self, review, people):
        with pytest.raises(refusals.InTheFuture):
            describe(review, kind="lcspr", decided_on=TODAY + DAY, by=people.manager, now=T0)

    @pytest.mark.parametrize("kind", ["improvements", "nonsense", ""])
    def test_a_review_does_not_become_what_begins_otherwise(self, review, people, kind):
        with pytest.raises(refusals.Missing):
            describe(review, kind=kind, decided_on=TODAY, by=people.manager, now=T0)

    def test_the_media_contact_is_named_by_communications_and_not_in_a_step(self, review, people):
        name_media_contact(review, contact=SECRET, phone="01632 960 001", email="", by=people.comms, now=T0)
        assert Review.objects.get().media_contact == SECRET
        assert SECRET not in steps_say()

    @pytest.mark.parametrize(("contact", "phone"), [("", "01632 960 001"), ("Press office", "")])
    def test_a_contact_without_a_name_or_without_a_way_to_reach_it_is_refused(self, review, people, contact, phone):
        with pytest.raises(refusals.Missing):
            name_media_contact(review, contact=contact, phone=phone, email="", by=people.comms, now=T0)

    def test_two_reviews_of_one_partnership_are_related_to_each_other(self, surrey, review, people):
        other = Review.objects.create(partnership=surrey, created_at=T0)
        relate(review, other.uuid, by=people.manager, now=T0)
        assert (list(review.related.all()), list(other.related.all())) == ([other], [review])
        unrelate(other, review.uuid, by=people.manager, now=T0)
        assert not review.related.exists()

    def test_whether_another_partnership_has_a_review_is_not_told(self, solihull, review, people):
        theirs = Review.objects.create(partnership=solihull, created_at=T0)
        said = []
        for uuid in (theirs.uuid, Review().uuid, review.uuid):
            with pytest.raises(refusals.NoSuchReview) as refused:
                relate(review, uuid, by=people.manager, now=T0)
            said.append(str(refused.value))
        assert len(set(said)) == 1
        assert not review.related.exists()


def test_a_process_and_a_restriction_know_when_they_were_changed_last(review, people):
    for model, sort in ((ParallelProcess, "process"), (Restriction, "restriction")):
        row = add_row(review, sort, SOUND[sort], by=people.manager, now=T0)
        change_row(row, sort, {"note": "more"}, by=people.manager, now=T0 + DAY)
        assert model.objects.get().changed_at == T0 + DAY


def test_what_is_not_given_again_stays_as_it_was(review, people):
    row = add_row(review, "reviewer", SOUND["reviewer"], by=people.manager, now=T0)
    change_row(row, "reviewer", {"announced_on": TODAY}, by=people.manager, now=T0)
    found = Reviewer.objects.get()
    assert (found.name, found.conflict_declared_on, found.announced_on) == (SECRET, TODAY, TODAY)
