"""Who was sent what: organisations and groups, kept by those who keep learning, with what use was reported."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest

from lifecycles.models import Step
from people.permissions import NotAllowed
from people.roles import Role
from publications.actions.refusals import NotOurAgency
from publications.dissemination import (
    HEAD,
    NamesAPerson,
    add_dissemination,
    as_csv,
    change_dissemination,
    counted,
    remove_dissemination,
    uses_of,
)
from publications.models import Dissemination, UseReport
from publications.recording.refusals import InTheFuture, Missing
from publications.tests.plans import BEGAN, a_plan, a_review

SENT = {"what": "Learning briefing", "to": "School nurses", "channel": "newsletter", "on": date(2026, 3, 1)}


@pytest.fixture
def plan(surrey, a_person):
    found = a_plan(surrey, a_person)
    found.comms = a_person(surrey, "comms")
    return found


def test_what_was_sent_is_recorded_changed_and_removed_and_no_step_holds_its_words(plan):
    row = add_dissemination(plan.review, SENT, by=plan.comms, now=BEGAN)
    change_dissemination(row, {"use": "Read in supervision."}, by=plan.comms, now=BEGAN)
    row.refresh_from_db()
    assert (row.to, row.use, row.recorded_by) == ("School nurses", "Read in supervision.", plan.comms)
    remove_dissemination(row, by=plan.comms, now=BEGAN)
    steps = Step.objects.filter(move__startswith="dissemination_")
    assert [step.move for step in steps.order_by("number")] == [
        "dissemination_add",
        "dissemination_change",
        "dissemination_remove",
    ]
    assert not any(words in str(step.facts) for step in steps for words in ("nurses", "briefing", "supervision"))


def test_the_name_of_a_colleague_is_refused(plan):
    with pytest.raises(NamesAPerson):
        add_dissemination(plan.review, SENT | {"to": plan.lead.name}, by=plan.comms, now=BEGAN)


@pytest.mark.parametrize("missing", ["what", "to", "channel", "on"])
def test_what_was_sent_says_what_to_whom_how_and_when(plan, missing):
    with pytest.raises(Missing):
        add_dissemination(plan.review, {**SENT, missing: None}, by=plan.comms, now=BEGAN)


def test_nothing_was_sent_tomorrow_or_to_an_agency_of_others(solihull, a_person, plan):
    with pytest.raises(InTheFuture):
        add_dissemination(plan.review, SENT | {"on": BEGAN.date() + timedelta(days=1)}, by=plan.comms, now=BEGAN)
    with pytest.raises(NotOurAgency):
        add_dissemination(plan.review, SENT | {"agency": a_plan(solihull, a_person).agency}, by=plan.comms, now=BEGAN)


@pytest.mark.parametrize("role", sorted(set(Role.values) - {"partnership_support", "business_manager", "comms"}))
def test_nobody_else_keeps_it(surrey, a_person, plan, role):
    with pytest.raises(NotAllowed):
        add_dissemination(plan.review, SENT, by=a_person(surrey, role), now=BEGAN)


def a_use(review, **fields):
    said = {"setting": "supervision", "at": BEGAN, "people": 4} | fields
    return UseReport.objects.create(partnership=review.partnership, review=review, **said)


def test_uses_are_counted_for_this_review_alone(surrey, plan):
    a_use(plan.review)
    a_use(plan.review, setting="training", people=None)
    a_use(a_review(surrey), people=90)
    found = counted(uses_of(plan.review), most=1)
    assert (len(found.rows), found.people, found.settings) == (1, 4, [("Supervision", 1), ("Training", 1)])


def test_no_cell_of_the_table_is_a_formula(plan):
    add_dissemination(plan.review, SENT | {"to": "=cmd()", "agency": plan.agency}, by=plan.comms, now=BEGAN)
    rows = list(csv.reader(io.StringIO(as_csv(plan.review.disseminations.all()).removeprefix("\ufeff"))))
    assert rows[0] == list(HEAD)
    assert rows[1][:4] == ["2026-03-01", "Learning briefing", "'=cmd()", "Surrey Police"]


def test_it_is_kept_on_its_pages(plan, signed_in):
    client, address = signed_in(plan.comms), f"/reviews/{plan.review.uuid}/dissemination/"
    a_use(plan.review, changed="We ask every child alone.")
    typed = {"what": "Briefing", "to": "All schools", "channel": "agency_leads", "on": "1/3/2026"}
    client.post(f"{address}add/", typed)
    page = client.get(address).content.decode()
    assert all(words in page for words in ("Briefing", "To All schools", "We ask every child alone.", "4 people"))
    row = Dissemination.objects.get()
    client.post(f"{address}{row.uuid}/", typed | {"use": "Used in induction."})
    assert "Used in induction." in client.get(f"{address}table.csv").content.decode()
    client.post(f"{address}{row.uuid}/remove/")
    assert not Dissemination.objects.exists()


def test_what_was_typed_stays_when_it_is_refused(plan, signed_in):
    typed = {"what": "Briefing", "to": plan.lead.name, "channel": "other", "on": "1/3/2026", "use": "My own words."}
    answer = signed_in(plan.comms).post(f"/reviews/{plan.review.uuid}/dissemination/add/", typed)
    page = answer.content.decode()
    assert all(words in page for words in ("instead of the name of a person", "My own words.", "1/3/2026"))


def test_a_row_of_another_review_is_not_there(surrey, plan, signed_in):
    row = add_dissemination(a_review(surrey), SENT, by=plan.comms, now=BEGAN)
    client = signed_in(plan.comms)
    assert client.get(f"/reviews/{row.review.uuid}/dissemination/{row.uuid}/").status_code == 200
    assert client.get(f"/reviews/{plan.review.uuid}/dissemination/{row.uuid}/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_database_as_often_for_one_row_as_for_three(
    plan, signed_in, number, django_assert_num_queries
):
    for _ in range(number):
        add_dissemination(plan.review, SENT | {"agency": plan.agency}, by=plan.comms, now=BEGAN)
        a_use(plan.review, agency=plan.agency.kind)
    client = signed_in(plan.comms)
    with django_assert_num_queries(13):
        client.get(f"/reviews/{plan.review.uuid}/dissemination/")
