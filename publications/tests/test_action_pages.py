"""The pages of keepers and leads: who sees what, nothing typed is lost, and no list asks the database per row."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config.testing.reports import SECRET
from lifecycles.stepping import WORKER
from people.joining import join, leave
from people.roles import Role
from publications.actions.leading import appoint_lead
from publications.actions.reporting import report
from publications.models import Action, AgencyLead, Recommendation
from publications.tests.plans import BEGAN, SAID, a_plan, a_recommendation, an_action, an_agency
from publications.tests.staffing import read
from publications.withdrawing import pause

REPORT = {"taken": "A way was agreed.", "rating": "amber", "progress": "Late.", "evidence": "", "step": "begin"}


@pytest.fixture
def plan(surrey, a_person):
    return a_plan(surrey, a_person)


@pytest.fixture
def pages(plan):
    """Every page about one plan that a GET opens, by who may open it."""
    review, of = f"/reviews/{plan.review.uuid}", "/actions/surrey/"
    return SimpleNamespace(
        lead=[f"/actions/mine/{plan.action.uuid}/"],
        keepers=[
            of, f"{of}report/", f"{of}report/?review={plan.review.uuid}", f"{of}report.csv", f"{of}agencies/",
            f"{of}agencies/add/", f"{of}agencies/{plan.agency.pk}/", f"{of}agencies/{plan.agency.pk}/leads/",
            f"{of}agencies/{plan.agency.pk}/leads/{plan.agency.leads.get().pk}/",
            f"{review}/actions/recommendations/add/", f"{review}/actions/recommendations/1/",
            f"{review}/actions/recommendations/1/decide/", f"{review}/actions/recommendations/1/remove/",
            f"{review}/actions/recommendations/1/agree/", f"{review}/actions/{plan.action.uuid}/",
            f"{review}/actions/{plan.action.uuid}/change/", f"{review}/actions/{plan.action.uuid}/remove/",
            f"{review}/actions/{plan.action.uuid}/reopen/",
        ],
        readers=[f"{review}/actions/"],
        publishers=[f"{review}/actions/public/", f"{review}/dissemination/", f"{review}/dissemination/add/",
                    f"{review}/dissemination/table.csv"],
    )  # fmt: skip


KEEP = {"partnership_support", "business_manager"}
PUBLISH = KEEP | {"comms"}


def opened(client, addresses):
    return {address for address in addresses if client.get(address).status_code == 200}


def test_each_page_opens_for_exactly_the_roles_that_may_do_its_deed(surrey, a_person, signed_in, pages):
    clients = {role: signed_in(a_person(surrey, role)) for role in Role.values}
    expected = {"keepers": KEEP, "readers": PUBLISH, "publishers": PUBLISH, "lead": set()}
    found = {
        group: {role for role in Role.values if opened(clients[role], addresses) == set(addresses)}
        for group, addresses in vars(pages).items()
    }
    partly = [
        (role, group)
        for group, addresses in vars(pages).items()
        for role in set(Role.values) - expected[group]
        if opened(clients[role], addresses)
    ]
    assert (found, partly) == (expected, [])
    assert {role for role in Role.values if clients[role].get("/actions/").status_code == 200} == KEEP | {"agency_lead"}


def test_nothing_of_a_plan_is_there_for_another_partnership(solihull, a_person, signed_in, pages):
    client = signed_in(a_person(solihull, *Role.values))
    everything = [address for addresses in vars(pages).values() for address in addresses]
    assert {client.get(address).status_code for address in everything} == {404}
    assert {client.post(address, REPORT).status_code for address in everything} <= {404, 405}


def test_an_agency_lead_opens_nothing_but_their_own_actions(surrey, plan, pages, reports, signed_in):
    draft = reports.draft(surrey, slug="robin-unpublished")
    manager, client = signed_in(reports.team(surrey).preparer), signed_in(plan.lead)
    other = [
        f"/reviews/{draft.uuid}/", f"/reviews/{draft.uuid}/draft/", f"/reviews/{draft.uuid}/plan/",
        f"/reviews/{draft.uuid}/actions/", f"/reviews/{draft.uuid}/milestones/",
    ]  # fmt: skip
    assert {manager.get(address).status_code for address in other} == {200}
    assert opened(client, other) == set()
    assert opened(client, [*pages.keepers, *pages.readers, *pages.publishers]) == set()
    assert opened(client, [*pages.lead, "/actions/", "/account/"]) == {*pages.lead, "/actions/", "/account/"}
    for address in ["/", "/planner/", "/actions/", *pages.lead]:
        assert not any(word in read(client.get(address)) for word in (b"Robin", SECRET.encode()))


def test_the_lead_of_another_agency_finds_nothing_and_changes_nothing(surrey, plan, pages, a_person, signed_in):
    other = a_person(surrey, "agency_lead")
    school = an_agency(surrey, by=plan.keeper, name="Oak School", kind="education")
    appoint_lead(school, other, by=plan.keeper, now=BEGAN)
    own = an_action(plan.recommendation, school, by=plan.keeper, agreed="Train every teacher.")
    document = report(plan.action, SAID, by=plan.lead, now=BEGAN, document=a_file())
    client = signed_in(other)
    shown = read(client.get("/actions/")).decode()
    assert "Train every teacher." in shown
    assert plan.action.agreed not in shown
    assert client.get(f"/actions/mine/{own.uuid}/").status_code == 200
    assert client.post(pages.lead[0], REPORT).status_code == 404
    assert client.get(f"/actions/documents/{document.pk}/").status_code == 404
    assert plan.action.updates.count() == 1


def test_the_title_of_a_review_is_shown_to_leads_only_while_its_report_is_public(surrey, reports, a_person, signed_in):
    plan = a_plan(surrey, a_person, review=reports.published(surrey))
    client, address = signed_in(plan.lead), f"/actions/mine/{plan.action.uuid}/"
    assert b"Review: Robin" in client.get(address).content
    pause(plan.review, by=reports.team(surrey).preparer, reason="Urgent.", now=timezone.now())
    for page in (address, "/actions/"):
        content = client.get(page).content
        assert b"Robin" not in content
        assert f"Review {plan.review.uuid.hex[:8]}".encode() in content


def test_a_lead_is_led_from_the_first_page_to_their_actions(plan, signed_in):
    answer = signed_in(plan.lead).get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/actions/")
    assert signed_in(plan.keeper).get("/").status_code == 200


def test_a_lead_reports_and_takes_the_action_a_step_further(plan, pages, signed_in):
    client, address = signed_in(plan.lead), pages.lead[0]
    read_mark = client.get(address).context["form"].initial["read"]
    answer = client.post(address, REPORT | {"read": read_mark, "document": a_file()}, follow=True)
    assert "Your report is kept" in answer.content.decode()
    plan.action.refresh_from_db()
    assert (plan.action.state, plan.action.rating) == ("in_progress", "amber")
    update = plan.action.updates.get()
    download = client.get(f"/actions/documents/{update.pk}/")
    assert (read(download), download.headers["Content-Disposition"]) == (
        b"%PDF-1.7 minutes", 'attachment; filename="evidence.pdf"',
    )  # fmt: skip


def test_what_was_typed_stays_when_it_is_refused(plan, pages, signed_in):
    client = signed_in(plan.lead)
    said = REPORT | {"taken": "", "evidence": "My own words about it.", "rating": ""}
    answer = client.post(pages.lead[0], said)
    assert answer.status_code == 200
    assert "My own words about it." in answer.content.decode()
    assert "There is a problem" in answer.content.decode()


def test_the_second_of_two_who_report_keeps_their_words_and_reads_those_of_the_first(plan, pages, signed_in):
    client, address = signed_in(plan.lead), pages.lead[0]
    mark = client.get(address).context["form"].initial["read"]
    report(plan.action, SAID, by=plan.lead, now=timezone.now())
    answer = client.post(address, REPORT | {"read": mark, "taken": "Mine.", "step": ""})
    page = answer.content.decode()
    assert all(words in page for words in ("Somebody else has changed this", ">\nMine.</textarea>", SAID.taken))
    again = client.post(address, REPORT | {"read": answer.context["form"].data["read"], "taken": "Mine.", "step": ""})
    assert again.status_code == 302
    plan.action.refresh_from_db()
    assert (plan.action.taken, plan.action.updates.count()) == ("Mine.", 2)


def test_who_has_left_finds_nothing_at_the_next_request(solihull, plan, pages, signed_in):
    # They stay staff elsewhere, so it is not the door that shuts.
    join(plan.lead, solihull, Role.AGENCY_LEAD, by=WORKER, now=BEGAN)
    client = signed_in(plan.lead)
    assert client.get(pages.lead[0]).status_code == 200
    leave(plan.lead.memberships.get(partnership=plan.review.partnership), by=WORKER, now=BEGAN)
    assert client.get(pages.lead[0]).status_code == 404
    assert plan.action.agreed.encode() not in client.get("/actions/").content


def test_what_is_overdue_comes_first_and_what_is_complete_last(plan, signed_in):
    today = timezone.now().date()
    for agreed, days in (("Later.", 40), ("Sooner.", 3), ("Overdue.", -3)):
        an_action(plan.recommendation, plan.agency, by=plan.keeper, agreed=agreed, due_on=today + timedelta(days=days))
    for move in ("begin", "complete"):
        report(plan.action, SAID, by=plan.lead, now=BEGAN, move=move)
    lines = signed_in(plan.lead).get("/actions/").context["lines"]
    assert [line["action"].agreed for line in lines] == ["Overdue.", "Sooner.", "Later.", plan.action.agreed]
    assert [line["is_overdue"] for line in lines] == [True, False, False, False]


def test_a_keeper_makes_a_plan_from_the_report_to_adoption(surrey, reports, plan, signed_in):
    review = reports.draft(surrey)
    client, at = signed_in(plan.keeper), f"/reviews/{review.uuid}/actions/"
    assert b"Take them over" in client.get(at).content
    client.post(f"{at}take-over/")
    client.post(f"{at}recommendations/1/decide/", {"adopted": "yes"})
    form = client.get(f"{at}recommendations/1/agree/").context["form"]
    assert form.initial["timescale"] == "June"
    agreed = {"agency": plan.agency.pk, "agreed": "Train.", "responsible": "Head", "timescale": "June", "due_on": ""}
    client.post(f"{at}recommendations/1/agree/", agreed)
    action = Action.objects.get(recommendation__review=review)
    for move in ("endorse", "adopt"):
        client.post(f"{at}{action.uuid}/{move}/")
    action.refresh_from_db()
    assert (action.state, action.agreed) == ("adopted", "Train.")


def test_a_step_that_is_refused_says_why_on_its_page(plan, signed_in):
    row = a_recommendation(plan.review, by=plan.keeper, adopted="undecided")
    action = an_action(row, plan.agency, by=plan.keeper, adopted=False)
    answer = signed_in(plan.keeper).post(f"/reviews/{plan.review.uuid}/actions/{action.uuid}/endorse/")
    assert "Its recommendation has not been adopted." in answer.content.decode()


def test_agencies_are_kept_and_leads_named_on_their_pages(surrey, plan, a_person, signed_in):
    client, person = signed_in(plan.keeper), a_person(surrey, "agency_lead")
    kind = plan.agency.kind
    client.post("/actions/surrey/agencies/add/", {"name": "Oak School", "kind": kind.pk})
    school = surrey.agencies.get(name="Oak School")
    client.post(f"/actions/surrey/agencies/{school.pk}/leads/", {"user": person.pk})
    assert person.name in client.get("/actions/surrey/agencies/").content.decode()
    lead = AgencyLead.objects.get(agency=school)
    client.post(f"/actions/surrey/agencies/{school.pk}/leads/{lead.pk}/")
    assert not AgencyLead.objects.filter(agency=school).exists()
    again = client.post("/actions/surrey/agencies/add/", {"name": "Oak School", "kind": kind.pk})
    assert "There is an agency with this name already." in again.content.decode()


def test_the_dashboard_has_a_picture_with_words_and_a_table_that_says_the_same(plan, signed_in):
    report(plan.action, SAID, by=plan.lead, now=BEGAN)
    page = signed_in(plan.keeper).get("/actions/surrey/").content.decode()
    assert all(part in page for part in ("<svg", "<title id=", "<desc id=", 'role="img"', "Amber", "<caption"))
    assert "style=" not in page.partition("<main")[2].partition("</main>")[0]


def test_the_progress_report_comes_as_page_and_table(plan, signed_in):
    report(plan.action, SAID, by=plan.lead, now=BEGAN)
    client = signed_in(plan.keeper)
    assert SAID.taken in client.get("/actions/surrey/report/").content.decode()
    table = client.get(f"/actions/surrey/report.csv?review={plan.review.uuid}")
    assert table.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert len(list(csv.reader(io.StringIO(table.content.decode())))) == 2
    assert client.get("/actions/surrey/report/?review=nothing").status_code == 404


@pytest.mark.parametrize("number", [1, 3, 500])
def test_the_lists_ask_the_database_as_often_for_one_action_as_for_many(plan, signed_in, number):
    fill(plan, number)
    keeper, lead = signed_in(plan.keeper), signed_in(plan.lead)
    counts = {}
    for client, address in ((lead, "/actions/"), (keeper, "/actions/surrey/"), (keeper, "/actions/surrey/report/")):
        counts[address] = queries(client, address)
    counts["plan"] = queries(keeper, f"/reviews/{plan.review.uuid}/actions/")
    assert counts == QUERIES


QUERIES = {"/actions/": 10, "/actions/surrey/": 9, "/actions/surrey/report/": 9, "plan": 15}


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def fill(plan, number):
    Recommendation.objects.filter(pk=plan.recommendation.pk).update(learning_point=1)
    Action.objects.bulk_create(
        Action(
            recommendation=plan.recommendation, number=at, agency=plan.agency, state="adopted", agreed=f"Do {at}",
            responsible="Role", due_on=plan.action.due_on,
        )
        for at in range(2, number + 1)
    )  # fmt: skip


def a_file():
    return SimpleUploadedFile("minutes.pdf", b"%PDF-1.7 minutes")
