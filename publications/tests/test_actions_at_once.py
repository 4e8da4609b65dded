"""Two workers remind at once, and two leads report at once: really at the same moment, on a real database."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connections

from people.models import OutgoingMail, User
from publications.actions.agreeing import mark_of
from publications.actions.refusals import ChangedMeanwhile
from publications.actions.reminding import remind_leads
from publications.actions.reporting import Said, report
from publications.models import Action
from publications.tests.plans import a_plan
from publications.vocabulary import Progress

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
OVERDUE = datetime(2026, 6, 3, 12, 0, tzinfo=UTC)


def at_once(*calls):
    """Let every call begin at the same moment in a thread of its own; return what each gave, or how it was refused."""
    barrier = threading.Barrier(len(calls))

    def run(call):
        barrier.wait()
        try:
            return call()
        except ChangedMeanwhile as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [done.result() for done in [pool.submit(run, call) for call in calls]]


def test_two_workers_remind_a_lead_once(surrey, a_person):
    a_plan(surrey, a_person)
    assert sorted(at_once(*[lambda: remind_leads(OVERDUE)] * 2)) == [0, 1]
    assert OutgoingMail.objects.filter(kind="action_reminder").count() == 1


def test_one_of_two_who_report_at_once_is_told_and_the_other_stands(surrey, a_person):
    plan = a_plan(surrey, a_person)
    read = mark_of(plan.action)

    def reporting(words):
        def call():
            action, by = Action.objects.get(pk=plan.action.pk), User.objects.get(pk=plan.lead.pk)
            return report(action, Said(words, "", Progress.GREEN, ""), by=by, now=OVERDUE, read=read).taken

        return call

    given = at_once(reporting("First."), reporting("Second."))
    told = [isinstance(done, ChangedMeanwhile) for done in given]
    assert sorted(told) == [False, True]
    kept = given[told.index(False)]
    assert (Action.objects.get().taken, Action.objects.get().updates.count()) == (kept, 1)
