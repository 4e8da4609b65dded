"""A public plan: two people, a public report, only what somebody chose to show, and nothing that identifies anybody."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anonymity.watchlists import read_pasted
from config.testing.reports import T0
from lifecycles.moves import MoveRefused
from pages.models import PublicChange
from people.permissions import NotAllowed
from publications.actions.reporting import Said, report
from publications.actions.showing import (
    FIELDS,
    AlreadyPrepared,
    NotAnonymous,
    NotBySamePerson,
    NothingToShow,
    ReportNotPublic,
    prepare_plan,
    public_plan_rows,
    publish_plan,
    rows_of,
    withdraw_plan,
)
from publications.anonymity.listing import add_terms
from publications.anonymity.naming import is_named, name_staff
from publications.models import PlanEdition, Review
from publications.tests.plans import SAID, a_plan, a_review, an_action
from publications.vocabulary import Progress
from publications.withdrawing import archive, confirm, pause, propose

NOW = T0 + timedelta(days=5)
SECRET_WORDS = "Quillon Featherwick"


@pytest.fixture
def plan(surrey, a_person, reports):
    found = a_plan(surrey, a_person, review=reports.published(surrey))
    found.comms = a_person(surrey, "comms")
    return found


def published(plan, fields=("agreed", "rating"), now=NOW):
    edition = prepare_plan(plan.review, fields, by=plan.keeper, now=now)
    publish_plan(edition, by=plan.comms, now=now)
    return edition


def is_public(review):
    return PlanEdition.objects.public().filter(review=review).exists()


def test_only_what_was_chosen_is_in_the_rows(plan):
    report(plan.action, SAID, by=plan.lead, now=NOW)
    published(plan, ["rating", "responsible"])
    assert public_plan_rows(plan.review) == [
        {
            "number": 1,
            "recommendation": "Agree a way to hear children.",
            "responsible": "Head of safeguarding",
            "rating": "Amber: behind, with a way to catch up",
        }
    ]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.sampled_from([*FIELDS, "updated_by", "uuid", "updates"])))
def test_whatever_is_chosen_no_other_field_is_shown(plan, fields):
    (row,) = rows_of(plan.review, fields)
    assert set(row) == {"number", "recommendation"} | (set(fields) & set(FIELDS))


def test_what_is_not_adopted_yet_is_not_shown(plan):
    an_action(plan.recommendation, plan.agency, by=plan.keeper, adopted=False, agreed="Only an idea.")
    published(plan)
    assert [row["agreed"] for row in public_plan_rows(plan.review)] == ["Write the way down."]


def test_what_is_reported_later_is_not_public_until_two_people_publish_again(plan):
    first = published(plan)
    report(plan.action, SAID, by=plan.lead, now=NOW)
    assert public_plan_rows(plan.review)[0]["rating"] == "Not started"
    published(plan, now=NOW + timedelta(days=1))
    assert public_plan_rows(plan.review)[0]["rating"].startswith("Amber")
    first.refresh_from_db()
    assert first.state == "replaced"


def test_whoever_prepared_it_does_not_publish_it(plan):
    edition = prepare_plan(plan.review, [], by=plan.comms, now=NOW)
    with pytest.raises(NotBySamePerson):
        publish_plan(edition, by=plan.comms, now=NOW)
    assert not is_public(plan.review)


def test_one_plan_at_a_time_waits_and_one_person_withdraws_it(plan):
    edition = prepare_plan(plan.review, [], by=plan.comms, now=NOW)
    with pytest.raises(AlreadyPrepared):
        prepare_plan(plan.review, [], by=plan.keeper, now=NOW)
    withdraw_plan(edition, by=plan.comms, now=NOW)
    with pytest.raises(MoveRefused):
        publish_plan(edition, by=plan.keeper, now=NOW)
    prepare_plan(plan.review, [], by=plan.keeper, now=NOW)


def test_no_plan_is_prepared_for_a_report_that_is_not_public(surrey, a_person, reports):
    found = a_plan(surrey, a_person, review=reports.draft(surrey))
    with pytest.raises(ReportNotPublic):
        prepare_plan(found.review, [], by=found.keeper, now=NOW)


def test_a_plan_prepared_before_a_pause_is_not_published_after_it(plan):
    edition = prepare_plan(plan.review, [], by=plan.keeper, now=NOW)
    pause(plan.review, by=plan.comms, reason="Urgent.", now=NOW)
    with pytest.raises(ReportNotPublic):
        publish_plan(edition, by=plan.comms, now=NOW)


def test_there_is_nothing_to_show_without_a_recommendation(surrey, plan):
    with pytest.raises(NothingToShow):
        prepare_plan(a_review(surrey), [], by=plan.keeper, now=NOW)


def test_what_is_on_the_watch_list_stops_it_and_only_the_place_is_told(plan):
    add_terms_to(plan)
    report(plan.action, Said(f"We met {SECRET_WORDS}.", "", Progress.GREEN, ""), by=plan.lead, now=NOW)
    prepare_plan_without(plan, "taken")
    with pytest.raises(NotAnonymous) as refused:
        prepare_plan(plan.review, ["taken"], by=plan.keeper, now=NOW)
    assert refused.value.places == ["Recommendation 1, actions taken"]
    assert "Featherwick" not in str(refused.value)


def test_a_word_that_comes_onto_the_list_meanwhile_stops_the_second_person(plan):
    report(plan.action, Said(f"We met {SECRET_WORDS}.", "", Progress.GREEN, ""), by=plan.lead, now=NOW)
    edition = prepare_plan(plan.review, ["taken"], by=plan.keeper, now=NOW)
    add_terms_to(plan)
    with pytest.raises(NotAnonymous):
        publish_plan(edition, by=plan.comms, now=NOW)
    assert not is_public(plan.review)


def test_the_name_of_somebody_who_works_here_stops_it(plan):
    report(plan.action, Said(f"{plan.lead.name.upper()} wrote it.", "", Progress.GREEN, ""), by=plan.lead, now=NOW)
    with pytest.raises(NotAnonymous):
        prepare_plan(plan.review, ["taken"], by=plan.keeper, now=NOW)


def test_each_change_in_public_is_noted_in_its_transaction(plan):
    def noted():
        return PublicChange.objects.filter(key=f"review:{plan.review.pk}").count()

    before = noted()
    edition = prepare_plan(plan.review, [], by=plan.keeper, now=NOW)
    assert noted() == before
    publish_plan(edition, by=plan.comms, now=NOW)
    assert noted() == before + 1
    withdraw_plan(edition, by=plan.comms, now=NOW)
    assert noted() == before + 2


@pytest.mark.parametrize("role", ["agency_lead", "legal", "partner_delegate", "platform_admin", "translator"])
def test_nobody_else_prepares_publishes_or_withdraws(surrey, a_person, plan, role):
    person, edition = a_person(surrey, role), prepare_plan(plan.review, [], by=plan.keeper, now=NOW)
    for verb in (publish_plan, withdraw_plan):
        with pytest.raises(NotAllowed):
            verb(edition, by=person, now=NOW)
    with pytest.raises(NotAllowed):
        prepare_plan(plan.review, [], by=person, now=NOW)


PRESSES = st.lists(
    st.tuples(
        st.sampled_from(["prepare", "publish", "withdraw", "pause", "restore", "archive"]), st.sampled_from([0, 1])
    ),
    max_size=16,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PRESSES)
def test_no_order_of_presses_makes_it_public_without_two_people_and_a_public_report(plan, reports, surrey, presses):
    plan.review.plan_editions.all().delete()
    managers = reports.team(surrey).preparer, reports.team(surrey).confirmer
    for at, (verb, who) in enumerate(presses):
        review = Review.objects.get(pk=plan.review.pk)
        with suppress(MoveRefused):
            press(review, verb, managers[who], managers[1 - who], NOW + timedelta(hours=at))
        for edition in PlanEdition.objects.public().filter(review=review):
            assert Review.objects.get(pk=review.pk).state == "published"
            assert edition.published_by_id not in (None, edition.prepared_by_id)
        assert bool(public_plan_rows(review)) == is_public(review)
        assert PlanEdition.objects.filter(review=review, state="published").count() <= 1
    put_back(Review.objects.get(pk=plan.review.pk), managers)


def press(review, verb, by, other, now):
    if verb == "prepare":
        prepare_plan(review, ["agreed"], by=by, now=now)
    elif verb == "pause":
        pause(review, by=by, reason="Urgent.", now=now)
    elif verb == "archive":
        archive(review, by=by, reason="Over.", now=now)
    elif verb == "restore":
        confirm(propose(review, "restore", by=by, reason="Well.", now=now), by=other, now=now)
    elif edition := review.plan_editions.order_by("-pk").first():
        (publish_plan if verb == "publish" else withdraw_plan)(edition, by=by, now=now)


def put_back(review, managers):
    if review.state == "paused":
        press(review, "restore", *managers, NOW + timedelta(days=2))


def add_terms_to(plan):
    manager = plan.review.releases.first().prepared_by
    if not is_named(manager, plan.review):
        name_staff(plan.review, manager, by=manager, now=NOW)
    add_terms(plan.review, read_pasted(f"name: {SECRET_WORDS}"), by=manager, now=NOW)


def prepare_plan_without(plan, field):
    """There is a way to show the rest: it is that one field that is refused."""
    edition = prepare_plan(plan.review, [name for name in FIELDS if name != field], by=plan.keeper, now=NOW)
    withdraw_plan(edition, by=plan.keeper, now=NOW)
