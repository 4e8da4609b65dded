"""A change of state goes through one door: the table, the guards, the record."""

import logging
from datetime import UTC, datetime

import pytest
from django.db import transaction

from lifecycles.guards import GuardsRefused, fails, guard, holds
from lifecycles.models import Step
from lifecycles.moves import UnknownMove
from lifecycles.stepping import WORKER, lock, steps_of, take_step

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def closing_is_guarded(monkeypatch):
    """For one test, closing a review asks whether the answer was yes."""
    monkeypatch.setattr("lifecycles.guards._guards", {})

    @guard("review", "close", rule="test", title="The answer is yes")
    def the_answer_is_yes(question):
        return holds() if question[1] else fails("The answer was no.", "Say yes.")


@pytest.fixture
def review(surrey, reports):
    return reports.draft(surrey)


def _kept(review):
    return type(review).objects.get()


def test_a_step_moves_the_subject_in_memory_and_in_the_database(review):
    take_step(review, "close", by=WORKER, now=NOW)
    assert (review.state, _kept(review).state) == ("closed", "closed")


def test_the_record_says_who_what_when_from_where_to_where_and_why(review, a_person, surrey):
    person = a_person(surrey, "legal")
    step = take_step(review, "close", by=person, now=NOW, role="legal", reason="Decided", facts={"a": 1})
    kept = (step.actor, step.move, step.at, step.before, step.after, step.reason, step.role, step.scope)
    assert kept == (f"user:{person.pk}", "close", NOW, "preparing", "closed", "Decided", "legal", str(surrey.pk))


def test_what_the_guards_said_is_in_the_record(review, closing_is_guarded):
    step = take_step(review, "close", by=WORKER, now=NOW, question=lambda locked: (locked, True), facts={"a": 1})
    assert step.facts == {"a": 1, "guards": {"the_answer_is_yes": True}}


def test_a_refused_guard_leaves_no_trace_but_the_refusal(review, closing_is_guarded):
    with pytest.raises(GuardsRefused, match="The answer was no"):
        take_step(review, "close", by=WORKER, now=NOW, question=lambda locked: (locked, False))
    assert (review.state, _kept(review).state) == ("preparing", "preparing")
    assert not steps_of(review).filter(move="close").exists()


def test_a_move_that_is_not_listed_writes_no_step_and_is_logged_by_id_only(review, caplog):
    with caplog.at_level(logging.WARNING), pytest.raises(UnknownMove):
        take_step(review, "archive", by=WORKER, now=NOW)
    assert not steps_of(review).filter(move="archive").exists()
    assert caplog.messages == [f"refused: archive of publications.review {review.pk} from preparing"]


def test_the_state_in_the_database_counts_and_not_the_one_in_memory(review):
    stale = _kept(review)
    take_step(review, "close", by=WORKER, now=NOW)
    with pytest.raises(UnknownMove):
        take_step(stale, "close", by=WORKER, now=NOW)


def test_when_what_follows_fails_neither_the_state_nor_the_step_stays(review):
    with transaction.atomic():
        take_step(review, "close", by=WORKER, now=NOW)
        transaction.set_rollback(True)
    assert (_kept(review).state, Step.objects.filter(move="close").count()) == ("preparing", 0)


def test_a_locked_subject_is_a_fresh_one(review):
    type(review).objects.update(import_notes=["new"])
    with transaction.atomic():
        assert lock(review).import_notes == ["new"]
