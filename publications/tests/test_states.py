"""Every state and every move: what the table lists is possible, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config.testing.reports import T0
from lifecycles.models import Step
from lifecycles.moves import UnknownMove
from lifecycles.stepping import WORKER, take_step
from publications.models import CopyRequest, Proposal, Release, Review
from publications.states import COPY, PROPOSAL, RELEASE, REVIEW

LISTED = {
    REVIEW: {
        ("schedule", "preparing", "scheduled"),
        ("unschedule", "scheduled", "preparing"),
        ("release", "scheduled", "published"),
        ("correct", "published", "published"),
        ("pause", "published", "paused"),
        ("restore", "paused", "published"),
        ("archive", "published", "archived"),
        ("reinstate", "archived", "published"),
        ("remove", "published", "removed"),
        ("remove", "paused", "removed"),
        ("remove", "archived", "removed"),
        ("close", "preparing", "closed"),
    },
    RELEASE: {
        ("confirm", "prepared", "confirmed"),
        ("withdraw", "prepared", "withdrawn"),
        ("withdraw", "confirmed", "withdrawn"),
        ("release", "confirmed", "released"),
        ("block", "confirmed", "blocked"),
    },
    PROPOSAL: {("confirm", "proposed", "confirmed"), ("withdraw", "proposed", "withdrawn")},
    COPY: {("approve", "received", "sent"), ("refuse", "received", "refused"), ("revoke", "sent", "revoked")},
}
MACHINES = pytest.mark.parametrize("machine", LISTED, ids=lambda machine: machine.name)
LATER = T0 + timedelta(days=500)


@MACHINES
def test_the_table_lists_these_moves_and_no_others(machine):
    assert {(m.name, source, m.target) for m in machine.moves for source in m.sources} == LISTED[machine]


@MACHINES
def test_nothing_leads_back_into_the_first_state_but_giving_a_date_up(machine):
    back = {name for name, _, target in LISTED[machine] if target == machine.initial}
    assert back == ({"unschedule"} if machine is REVIEW else set())


def test_only_a_release_or_two_people_lead_to_what_the_public_reads():
    leading = {name for name, _, target in LISTED[REVIEW] if target == "published"}
    assert leading == {"release", "correct", "restore", "reinstate"}


def test_nothing_leads_out_of_what_was_removed_or_closed():
    assert not {name for name, source, _ in LISTED[REVIEW] if source in ("removed", "closed")}


@pytest.fixture
def subjects(surrey, reports):
    """One of each kind, in its first state; the review has what every state of its needs."""
    review = reports.prepared(surrey)
    release = review.releases.get()
    person, other = reports.team(surrey).preparer, reports.team(surrey).confirmer
    Release.objects.filter(pk=release.pk).update(confirmed_by=other, confirmed_at=T0)
    Review.objects.filter(pk=review.pk).update(public_release=release, first_published_at=T0)
    proposal = Proposal.objects.create(
        review=review, move="restore", reason="x", proposed_by=person, proposed_at=T0, confirmed_by=other
    )
    request = CopyRequest.objects.create(
        review=review, language="en", email="a@example.org", received_at=T0, due_on=T0.date()
    )
    return {REVIEW: review, RELEASE: release, PROPOSAL: proposal, COPY: request}


@pytest.mark.django_db
@MACHINES
def test_every_move_from_every_state_goes_as_the_table_says_or_leaves_no_trace(machine, subjects):
    subject = subjects[machine]
    names, targets = {m.name for m in machine.moves}, {(name, s): t for name, s, t in LISTED[machine]}
    for state in sorted(machine.states):
        for name in sorted(names):
            type(subject).objects.filter(pk=subject.pk).update(state=state)
            before = Step.objects.count()
            if (name, state) in targets:
                step = take_step(subject, name, by=WORKER, now=LATER)
                assert (step.before, step.after) == (state, targets[name, state])
            else:
                with pytest.raises(UnknownMove):
                    take_step(subject, name, by=WORKER, now=LATER)
            kept = type(subject).objects.get(pk=subject.pk).state
            assert kept == targets.get((name, state), state), (name, state)
            assert Step.objects.count() - before == ((name, state) in targets), (name, state)
