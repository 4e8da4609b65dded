"""The public plan on its page: there while plan and report are public, with what was chosen and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from config.testing.companions import add_companions
from config.testing.reports import T0
from publications.actions.reporting import report
from publications.actions.showing import prepare_plan, publish_plan, withdraw_plan
from publications.models import PlanEdition
from publications.releasing import confirm_release, prepare_release, release_due
from publications.tests.plans import SAID, a_plan
from publications.withdrawing import archive, pause

NOW = T0 + timedelta(days=5)
ADDRESS, REPORT = "/reviews/robin-surrey/progress/", "/reviews/robin-surrey/"
WORDS = "What has been done since"


@pytest.fixture
def plan(surrey, a_person, reports):
    found = a_plan(surrey, a_person, review=reports.published(surrey))
    report(found.action, SAID, by=found.lead, now=NOW)
    found.edition = prepare_plan(found.review, ["agreed", "rating", "responsible"], by=found.keeper, now=NOW)
    found.comms = a_person(surrey, "comms")
    return found


@pytest.fixture
def public(plan):
    publish_plan(plan.edition, by=plan.comms, now=NOW)
    return plan


def test_the_public_reads_what_was_chosen_and_nothing_else(surrey, at_host, public):
    page = at_host(surrey).get(ADDRESS).content.decode()
    assert all(words in page for words in (public.action.agreed, "Head of safeguarding", "Amber: behind, with a way"))
    left_out = (SAID.taken, SAID.progress, SAID.evidence, public.agency.name, public.lead.name, public.keeper.name)
    assert not any(words in page for words in left_out)


def test_a_plan_that_waits_for_its_second_person_is_not_there(surrey, at_host, plan):
    assert at_host(surrey).get(ADDRESS).status_code == 404
    assert WORDS not in at_host(surrey).get(REPORT).content.decode()
    publish_plan(plan.edition, by=plan.comms, now=NOW)
    assert at_host(surrey).get(ADDRESS).status_code == 200


def test_the_report_leads_to_its_plan_only_while_there_is_one(surrey, at_host, public):
    client = at_host(surrey)
    assert f'href="{ADDRESS}"' in client.get(REPORT).content.decode()
    withdraw_plan(public.edition, by=public.comms, now=NOW)
    assert ADDRESS not in client.get(REPORT).content.decode()
    assert client.get(ADDRESS).status_code == 404


def test_the_page_follows_the_state_of_the_report(surrey, at_host, public, reports):
    client, manager = at_host(surrey), reports.team(surrey).preparer
    assert client.get(ADDRESS).status_code == 200
    pause(public.review, by=manager, reason="Urgent.", now=NOW)
    assert client.get(ADDRESS).status_code == 503
    reports.remove(public.review, now=NOW)
    assert client.get(ADDRESS).status_code == 410


def test_the_plan_of_an_archived_report_is_not_there(surrey, at_host, public, reports):
    later = T0 + timedelta(days=400)
    reports.tell_of_archiving(public.review, now=later)
    archive(public.review, by=reports.team(surrey).preparer, reason="Over.", now=later)
    assert PlanEdition.objects.filter(state="published").exists()
    answer = at_host(surrey).get(ADDRESS)
    assert answer.status_code == 404
    assert public.action.agreed not in answer.content.decode()


def test_the_plan_of_one_partnership_is_not_on_the_host_of_another(surrey, solihull, at_host, public):
    assert at_host(surrey).get(ADDRESS).status_code == 200
    assert at_host(solihull).get(ADDRESS).status_code == 404


def test_the_plan_is_at_one_address_in_one_language(surrey, at_host, public):
    assert at_host(surrey).get(f"/pl{ADDRESS}").status_code == 404


def test_no_copy_of_the_page_is_used_without_asking_again(surrey, at_host, public):
    assert "no-cache" in at_host(surrey).get(ADDRESS).headers["Cache-Control"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_database_as_often_for_one_row_as_for_three(
    surrey, at_host, public, number, django_assert_num_queries
):
    PlanEdition.objects.filter(pk=public.edition.pk).update(rows=public.edition.rows * number)
    client = at_host(surrey)
    client.get(ADDRESS)
    with django_assert_num_queries(4):
        client.get(ADDRESS)


def test_the_action_plan_that_went_out_with_the_report_leads_to_what_was_done_since(surrey, a_person, at_host, reports):
    review = reports.draft(surrey)
    add_companions(review, by=reports.team(surrey).preparer, now=T0, kinds=["action-plan", "briefing"])
    moment = T0 + timedelta(days=1)
    reports.vouch(review, moment=moment)
    team = reports.team(surrey)
    release = prepare_release(review, moment=moment, by=team.preparer, now=T0, conflict_reason="Agreed.")
    confirm_release(release, by=team.confirmer, now=T0)
    assert [outcome.result for outcome in release_due(moment)] == ["released"]
    review.refresh_from_db()
    a_plan(surrey, a_person, review=review)
    publish_plan(prepare_plan(review, [], by=team.preparer, now=NOW), by=team.confirmer, now=NOW)
    client = at_host(surrey)
    assert ADDRESS in client.get(f"{REPORT}action-plan/").content.decode()
    assert ADDRESS not in client.get(f"{REPORT}briefing/").content.decode()


def test_two_people_publish_on_the_staff_pages(plan, signed_in):
    address = f"/reviews/{plan.review.uuid}/actions/public/"
    own, other, sent = signed_in(plan.keeper), signed_in(plan.comms), {"edition": str(plan.edition.uuid)}
    assert "You prepared it" in own.get(address).content.decode()
    refused = own.post(f"{address}publish/", sent)
    assert "somebody else has to publish it" in refused.content.decode()
    assert other.post(f"{address}publish/", sent).status_code == 302
    assert PlanEdition.objects.public().get() == plan.edition
    assert own.post(f"{address}withdraw/", sent).status_code == 302
    assert not PlanEdition.objects.public().exists()


def test_an_edition_of_another_review_is_not_published_from_here(surrey, solihull, a_person, reports, plan, signed_in):
    other = a_plan(solihull, a_person, review=reports.published(solihull))
    foreign = prepare_plan(other.review, [], by=other.keeper, now=NOW)
    address = f"/reviews/{plan.review.uuid}/actions/public/publish/"
    assert signed_in(plan.comms).post(address, {"edition": str(foreign.uuid)}).status_code == 404
    foreign.refresh_from_db()
    assert foreign.state == "prepared"


def test_what_is_shown_is_prepared_on_the_staff_page(plan, signed_in):
    withdraw_plan(plan.edition, by=plan.keeper, now=timezone.now())
    address = f"/reviews/{plan.review.uuid}/actions/public/"
    signed_in(plan.comms).post(address, {"fields_shown": ["outcome", "evidence"]})
    assert PlanEdition.objects.get(state="prepared").fields == ["outcome", "evidence"]
