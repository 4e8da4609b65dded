"""Whatever keepers and leads press, in whatever order: the state is where the table allows, and the rules hold."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lifecycles.moves import MoveRefused
from lifecycles.stepping import steps_of
from people.permissions import NotAllowed
from publications.actions.agreeing import adopt, endorse, reopen, sustain
from publications.actions.recommending import decide_adoption
from publications.actions.reporting import Said, report
from publications.models import Action
from publications.states import ACTION
from publications.tests.plans import BEGAN, a_plan, an_action

KEEPERS = {"endorse": endorse, "adopt": adopt, "sustain": sustain}
PRESSED = st.tuples(
    st.sampled_from([*KEEPERS, "reopen", "begin", "complete", "evidence", "report", "decide yes", "decide no"]),
    st.sampled_from(["keeper", "lead"]),
    st.sampled_from(["", "Done."]),
    st.sampled_from(["", "Heard."]),
    st.sampled_from(["not_started", "red", "amber", "green", "done"]),
)
CARRIED_OUT = {"complete", "evidenced", "sustained"}


def press(action, plan, pressed, now):
    verb, who, taken, evidence, rating = pressed
    by = getattr(plan, who)
    if verb in KEEPERS:
        KEEPERS[verb](action, by=by, now=now)
    elif verb == "reopen":
        reopen(action, by=by, reason="Not used.", now=now)
    elif verb.startswith("decide"):
        decide_adoption(action.recommendation, verb.split()[1], by=by, reason="Why.", now=now)
    else:
        said = Said(taken, "", rating, evidence)
        report(action, said, by=by, now=now, move="" if verb == "report" else verb)


@pytest.fixture
def plan(surrey, a_person):
    return a_plan(surrey, a_person)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PRESSED, max_size=14))
def test_no_sequence_leads_where_the_table_does_not(plan, sequence):
    action = an_action(plan.recommendation, plan.agency, by=plan.keeper, adopted=False)
    for at, pressed in enumerate(sequence):
        before = Action.objects.get(pk=action.pk)
        now = BEGAN + timedelta(hours=at)
        try:
            press(action, plan, pressed, now)
        except (MoveRefused, NotAllowed):
            after = Action.objects.get(pk=action.pk)
            assert (after.state, after.taken, after.rating) == (before.state, before.taken, before.rating)
        after = Action.objects.get(pk=action.pk)
        is_one_step = any(before.state in m.sources and m.target == after.state for m in ACTION.moves)
        assert after.state == before.state or is_one_step
        if after.state not in ("proposed", "endorsed"):
            assert after.recommendation.adopted == "yes"
        if after.state != before.state and after.state in CARRIED_OUT:
            assert after.taken or after.state != "complete"
            assert after.evidence or after.state != "evidenced"
    moves = [step.move for step in steps_of(action).order_by("number") if step.before != step.after and step.before]
    state = ACTION.initial
    for move in moves:
        state = ACTION.find(move, state).target
    assert state == Action.objects.get(pk=action.pk).state


def test_the_rating_is_free_of_the_state(plan):
    for rating in ("done", "red", "not_started"):
        report(plan.action, Said("", "", rating, ""), by=plan.lead, now=BEGAN)
        plan.action.refresh_from_db()
        assert (plan.action.state, plan.action.rating) == ("adopted", rating)
