"""Only the lead of its agency reports on an action, what was reported stays, and nobody writes over another."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lifecycles.guards import GuardsRefused
from lifecycles.models import Step
from lifecycles.moves import MoveRefused, UnknownMove
from lifecycles.stepping import WORKER
from people.joining import join, leave
from people.permissions import NotAllowed
from people.roles import Role
from publications.actions.agreeing import adopt, change_action, endorse, mark_of, remove_action, reopen
from publications.actions.leading import add_agency, appoint_lead, change_agency, dismiss_lead, in_use, kinds_in_use
from publications.actions.refusals import CannotLead, ChangedMeanwhile, IsUnderWay, KindHasEnded, NotOurAgency
from publications.actions.reporting import NotALeadsMove, Said, own_actions, report
from publications.models import ActionUpdate, AgencyLead, Term
from publications.models.actions import NeverRewritten
from publications.tests.plans import BEGAN, SAID, a_plan, a_recommendation, a_review, an_action, an_agency
from publications.vocabulary import Progress

LATER = BEGAN + timedelta(days=30)


@pytest.fixture
def plan(surrey, a_person):
    return a_plan(surrey, a_person)


def test_what_an_agency_reports_stands_in_its_action_and_in_its_history(plan):
    report(plan.action, SAID, by=plan.lead, now=LATER, move="begin")
    plan.action.refresh_from_db()
    update = plan.action.updates.get()
    assert (plan.action.taken, plan.action.rating, plan.action.state) == (SAID.taken, "amber", "in_progress")
    assert (update.taken, update.by, update.at) == (SAID.taken, plan.lead, LATER)


def test_no_step_holds_a_word_of_what_was_reported(plan):
    report(plan.action, SAID, by=plan.lead, now=LATER, move="begin")
    steps = "".join(f"{step.facts}{step.reason}" for step in Step.objects.all())
    assert "amber" in steps
    assert not any(words in steps for words in (SAID.taken, SAID.progress, SAID.evidence, plan.action.agreed))


def test_a_document_is_kept_where_no_editor_finds_it_and_without_its_name(surrey, plan):
    file = SimpleUploadedFile("minutes-of-robin.pdf", b"%PDF-1.7 minutes")
    document = report(plan.action, SAID, by=plan.lead, now=LATER, document=file).document
    assert "robin" not in f"{document.title}{document.file.name}"
    assert document.collection != surrey.collection


def test_what_was_reported_is_never_changed(plan):
    update = report(plan.action, SAID, by=plan.lead, now=LATER)
    for change in (update.save, update.delete, ActionUpdate.objects.all().delete):
        with pytest.raises(NeverRewritten):
            change()
    with pytest.raises(NeverRewritten):
        ActionUpdate.objects.update(taken="Nothing.")


def test_the_second_of_two_who_report_at_once_is_told_and_nothing_is_written_over(plan):
    read = mark_of(plan.action)
    report(plan.action, SAID, by=plan.lead, now=LATER, read=read)
    with pytest.raises(ChangedMeanwhile):
        report(plan.action, Said("Other.", "", Progress.RED, ""), by=plan.lead, now=LATER, read=read)
    plan.action.refresh_from_db()
    assert (plan.action.taken, plan.action.updates.count()) == (SAID.taken, 1)


def test_a_keeper_who_changes_what_an_agency_reported_on_meanwhile_is_told(plan):
    read = mark_of(plan.action)
    report(plan.action, SAID, by=plan.lead, now=LATER)
    with pytest.raises(ChangedMeanwhile):
        change_action(plan.action, {"agreed": "Something else."}, by=plan.keeper, now=LATER, read=read)


def test_the_lead_of_another_agency_of_the_same_partnership_cannot_report(surrey, a_person, plan):
    other = a_person(surrey, "agency_lead")
    appoint_lead(an_agency(surrey, by=plan.keeper, name="Schools", kind="education"), other, by=plan.keeper, now=BEGAN)
    assert list(own_actions(plan.lead)) == [plan.action]
    assert not own_actions(other).exists()
    with pytest.raises(NotAllowed):
        report(plan.action, SAID, by=other, now=LATER)


@pytest.mark.parametrize("role", sorted(set(Role.values) - {"agency_lead"}))
def test_nobody_reports_by_managing(surrey, a_person, plan, role):
    person = a_person(surrey, role)
    AgencyLead.objects.create(agency=plan.agency, user=person, since=LATER)
    with pytest.raises(NotAllowed):
        report(plan.action, SAID, by=person, now=LATER)


def test_a_lead_sees_the_actions_of_their_agencies_in_every_partnership(surrey, solihull, a_person, plan):
    join(plan.lead, solihull, Role.AGENCY_LEAD, by=WORKER, now=BEGAN)
    other = a_plan(solihull, a_person)
    assert list(own_actions(plan.lead)) == [plan.action]
    appoint_lead(other.agency, plan.lead, by=other.keeper, now=BEGAN)
    assert set(own_actions(plan.lead)) == {plan.action, other.action}


def test_what_is_not_adopted_yet_is_not_for_its_agency(plan):
    proposed = an_action(plan.recommendation, plan.agency, by=plan.keeper, adopted=False)
    assert list(own_actions(plan.lead)) == [plan.action]
    with pytest.raises(NotAllowed):
        report(proposed, SAID, by=plan.lead, now=LATER)


def test_who_has_left_has_no_access_at_once_and_is_named_anew_when_they_come_back(surrey, plan):
    leave(plan.lead.memberships.get(), by=WORKER, now=LATER)
    assert not own_actions(plan.lead).exists()
    join(plan.lead, surrey, Role.AGENCY_LEAD, by=WORKER, now=LATER)
    assert not own_actions(plan.lead).exists()
    appoint_lead(plan.agency, plan.lead, by=plan.keeper, now=LATER)
    assert own_actions(plan.lead).exists()


def test_who_is_dismissed_or_closed_has_no_access_at_once(plan):
    plan.lead.is_active = False
    plan.lead.save()
    assert not own_actions(plan.lead).exists()
    plan.lead.is_active = True
    plan.lead.save()
    assert own_actions(plan.lead).exists()
    dismiss_lead(plan.agency.leads.get(), by=plan.keeper, now=LATER)
    assert not own_actions(plan.lead).exists()


def test_only_who_has_the_role_in_this_partnership_becomes_a_lead(surrey, solihull, a_person, plan):
    for person in (a_person(surrey, "comms"), a_person(solihull, "agency_lead")):
        with pytest.raises(CannotLead):
            appoint_lead(plan.agency, person, by=plan.keeper, now=LATER)


def test_nothing_is_agreed_with_an_agency_of_another_partnership_or_one_that_has_ended(
    surrey, solihull, a_person, plan
):
    other = a_plan(solihull, a_person)
    with pytest.raises(NotOurAgency):
        an_action(plan.recommendation, other.agency, by=plan.keeper)
    change_agency(plan.agency, "Old Police", plan.agency.kind, date(2026, 1, 1), by=plan.keeper, now=BEGAN)
    with pytest.raises(NotOurAgency):
        an_action(plan.recommendation, plan.agency, by=plan.keeper)
    assert not in_use(surrey, BEGAN.date()).exists()


def test_a_kind_of_agency_that_has_ended_is_not_offered_and_not_taken(surrey, plan):
    ended = Term.objects.create(kind="agency", slug="old-body", label="Old body", valid_until=date(2022, 6, 30))
    assert ended not in kinds_in_use(BEGAN.date())
    with pytest.raises(KindHasEnded):
        add_agency(surrey, "Old body of Surrey", ended, by=plan.keeper, now=BEGAN)


@pytest.mark.parametrize(
    ("words", "moves", "missing"),
    [
        (Said("", "", Progress.GREEN, ""), ["begin", "complete"], "says_what_was_done"),
        (Said("Done.", "", Progress.DONE, ""), ["begin", "complete", "evidence"], "says_what_changed"),
    ],
)
def test_nothing_is_complete_or_evidenced_without_words(plan, words, moves, missing):
    for move in moves[:-1]:
        report(plan.action, words, by=plan.lead, now=LATER, move=move)
    with pytest.raises(GuardsRefused) as refused:
        report(plan.action, words, by=plan.lead, now=LATER, move=moves[-1])
    assert [c.guard.name for c in refused.value.checked if not c.answer.holds] == [missing]
    assert plan.action.updates.count() == len(moves) - 1


@pytest.mark.parametrize("move", ["endorse", "adopt", "sustain", "reopen"])
def test_an_agency_does_not_decide_for_the_partnership(plan, move):
    with pytest.raises(NotALeadsMove):
        report(plan.action, SAID, by=plan.lead, now=LATER, move=move)


@pytest.mark.parametrize(("adopted", "outcome"), [("undecided", "Heard."), ("yes", " ")])
def test_nothing_is_endorsed_for_what_is_not_adopted_or_has_no_intended_outcome(surrey, plan, adopted, outcome):
    row = a_recommendation(a_review(surrey), by=plan.keeper, adopted=adopted, outcome=outcome)
    action = an_action(row, plan.agency, by=plan.keeper, adopted=False)
    with pytest.raises(GuardsRefused):
        endorse(action, by=plan.keeper, now=BEGAN)


def test_nothing_is_endorsed_without_a_timescale(plan):
    action = an_action(plan.recommendation, plan.agency, by=plan.keeper, adopted=False, due_on=None)
    with pytest.raises(GuardsRefused):
        endorse(action, by=plan.keeper, now=BEGAN)
    change_action(action, {"timescale": "By the summer"}, by=plan.keeper, now=BEGAN)
    endorse(action, by=plan.keeper, now=BEGAN)


def test_what_was_complete_is_reopened_only_with_a_reason(plan):
    for move in ("begin", "complete"):
        report(plan.action, SAID, by=plan.lead, now=LATER, move=move)
    with pytest.raises(MoveRefused):
        reopen(plan.action, reason=" ", by=plan.keeper, now=LATER)
    reopen(plan.action, reason="The way is not used.", by=plan.keeper, now=LATER)
    report(plan.action, SAID, by=plan.lead, now=LATER, move="begin")
    assert plan.action.state == "in_progress"


def test_only_what_nobody_has_endorsed_is_taken_out(plan):
    with pytest.raises(IsUnderWay):
        remove_action(plan.action, by=plan.keeper, now=LATER)
    remove_action(an_action(plan.recommendation, plan.agency, by=plan.keeper, adopted=False), by=plan.keeper, now=LATER)
    assert plan.recommendation.actions.get() == plan.action


def test_a_lead_cannot_keep_the_plan(plan):
    action = an_action(plan.recommendation, plan.agency, by=plan.keeper, adopted=False)
    for verb in (endorse, adopt, remove_action):
        with pytest.raises(NotAllowed):
            verb(action, by=plan.lead, now=LATER)


def test_a_step_is_not_taken_twice(plan):
    with pytest.raises(UnknownMove):
        adopt(plan.action, by=plan.keeper, now=LATER)
