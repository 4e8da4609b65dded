"""One person takes offline at once; two put back; nothing is done without a reason and a role."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from config.testing.reports import SECRET, T0
from lifecycles.moves import MoveRefused, UnknownMove
from lifecycles.stepping import steps_of
from pages.findable import FORGOTTEN
from pages.models import PrivateImage, PublicChange
from people.joining import leave
from people.permissions import NotAllowed
from people.roles import DEEDS, Deed, Role
from publications.models import Proposal, Review
from publications.tests.embargo import SLUG, TellingReports, answer, picture, speaks_of
from publications.withdrawing import (
    AlreadyProposed,
    NeedsLegalAdviser,
    NotTheSamePerson,
    OrderMissing,
    ReasonMissing,
    archive,
    confirm,
    pause,
    propose,
    withdraw_proposal,
)

pytestmark = pytest.mark.django_db

DAY = T0 + timedelta(days=3)
YEAR = T0 + timedelta(days=400)
PAGE = "/reviews/robin-surrey/"


def _page(at_host, review, path=PAGE):
    return answer(at_host(review.partnership), path)


def test_one_person_takes_a_report_offline_at_once(surrey, reports, at_host):
    review = reports.published(surrey)
    before = _page(at_host, review)
    pause(review, by=reports.team(surrey).preparer, reason="Urgent", now=DAY)
    assert speaks_of(before, SECRET)
    assert not speaks_of(_page(at_host, review), SECRET)


def test_two_people_put_a_report_back_exactly_as_it_was(surrey, reports, at_host):
    review = reports.published(surrey)
    before = _page(at_host, review)
    team = reports.team(surrey)
    pause(review, by=team.preparer, reason="Urgent", now=DAY)
    page = review.drafts()[0]
    page.title = "Edited while it was away"
    page.save_revision()
    proposal = propose(review, "restore", by=team.preparer, reason="Checked", now=DAY)
    assert _page(at_host, review)[0] == 503
    confirm(proposal, by=team.confirmer, now=DAY)
    assert _page(at_host, review) == before


def test_a_report_comes_back_even_when_its_picture_was_replaced_and_another_deleted(surrey, a_person, at_host):
    telling = TellingReports(a_person)
    review = telling.published(surrey)
    path = f"/reviews/{SLUG}/"
    before, team = _page(at_host, review, path), telling.team(surrey)
    pause(review, by=team.preparer, reason="Urgent", now=DAY)
    image = PrivateImage.objects.get()
    image.file = ContentFile(picture("red"), name="x.png")
    image.save()
    proposal = propose(review, "restore", by=team.preparer, reason="Checked", now=DAY)
    image.delete()
    confirm(proposal, by=team.confirmer, now=DAY)
    assert _page(at_host, review, path) == before


@pytest.mark.parametrize("state", ["published", "paused", "archived"])
def test_a_removed_report_never_comes_back(state, surrey, reports, at_host):
    review = getattr(reports, state)(surrey)
    team = reports.team(surrey)
    reports.remove(review, now=YEAR)
    for move in ("restore", "reinstate"):
        with pytest.raises(UnknownMove):
            propose(review, move, by=team.preparer, reason="x", now=YEAR)
    assert _page(at_host, review)[0] == 410


def test_removing_a_report_drops_what_was_proposed_for_it(surrey, reports):
    review = reports.paused(surrey)
    team = reports.team(surrey)
    proposal = propose(review, "restore", by=team.preparer, reason="x", now=DAY)
    reports.remove(review, now=DAY)
    with pytest.raises(UnknownMove):
        confirm(Proposal.objects.get(pk=proposal.pk), by=team.confirmer, now=DAY)


def test_whoever_proposed_cannot_confirm(surrey, reports):
    review = reports.paused(surrey)
    by = reports.team(surrey).preparer
    proposal = propose(review, "restore", by=by, reason="x", now=DAY)
    with pytest.raises(NotTheSamePerson):
        confirm(proposal, by=by, now=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(confirmed_by=by)


def test_the_same_thing_is_not_proposed_twice_at_once(surrey, reports):
    review = reports.paused(surrey)
    team = reports.team(surrey)
    propose(review, "restore", by=team.preparer, reason="x", now=DAY)
    with pytest.raises(AlreadyProposed):
        propose(review, "restore", by=team.confirmer, reason="x", now=DAY)


def test_a_proposal_that_was_taken_back_can_be_made_again_but_not_confirmed(surrey, reports):
    review = reports.paused(surrey)
    team = reports.team(surrey)
    proposal = propose(review, "restore", by=team.preparer, reason="x", now=DAY)
    withdraw_proposal(proposal, by=team.preparer, now=DAY)
    with pytest.raises(UnknownMove):
        confirm(proposal, by=team.confirmer, now=DAY)
    propose(review, "restore", by=team.preparer, reason="x", now=DAY)


@pytest.mark.parametrize("move", ["pause", "archive", "release", "anything"])
def test_what_one_person_does_is_not_proposed(move, surrey, reports):
    review = reports.draft(surrey)
    with pytest.raises(MoveRefused):
        propose(review, move, by=reports.team(surrey).preparer, reason="x", now=DAY)


def test_nothing_is_done_without_a_reason(surrey, reports):
    review = reports.published(surrey)
    by = reports.team(surrey).preparer
    for verb in (pause, archive, _propose_removal):
        with pytest.raises(ReasonMissing):
            verb(review, by=by, reason=" \n", now=YEAR)
    assert Review.objects.get().state == "published"
    pause(review, by=by, reason="x", now=DAY)
    with pytest.raises(ReasonMissing):
        propose(review, "restore", by=by, reason="", now=DAY)


def test_the_reason_stands_in_the_record_and_not_on_the_page(surrey, reports, at_host):
    review = reports.published(surrey)
    pause(review, by=reports.team(surrey).preparer, reason="Brackenbury asked", now=DAY)
    assert steps_of(review).get(move="pause").reason == "Brackenbury asked"
    assert not speaks_of(_page(at_host, review), "Brackenbury")


def test_every_role_may_do_what_the_table_of_roles_says_and_nothing_else(surrey, solihull, reports, a_person):
    review = reports.published(surrey)
    reports.tell_of_archiving(review, now=DAY)
    verbs = [(Deed.PAUSE, pause, DAY), (Deed.ARCHIVE, archive, YEAR), (Deed.REMOVE, _propose_removal, DAY)]
    everyone = [(a_person(surrey, role), DEEDS[role]) for role in Role]
    everyone += [(a_person(solihull, "business_manager"), frozenset()), (a_person(), frozenset())]
    for deed, verb, now in verbs:
        for person, deeds in everyone:
            assert _may(verb, review, person, now) is (deed in deeds), (deed, person)


def _propose_removal(review, *, by, reason, now):
    return propose(review, "remove", by=by, reason=reason, order_reference="Order of 1 March", now=now)


def _may(verb, review, person, now):
    try:
        with transaction.atomic():
            verb(Review.objects.get(pk=review.pk), by=person, reason="x", now=now)
            transaction.set_rollback(True)
    except NotAllowed:
        return False
    return True


def test_who_has_left_cannot_confirm_any_more(surrey, reports):
    review = reports.paused(surrey)
    team = reports.team(surrey)
    proposal = propose(review, "restore", by=team.preparer, reason="x", now=DAY)
    leave(team.confirmer.memberships.get(), by=team.preparer, now=DAY)
    with pytest.raises(NotAllowed):
        confirm(proposal, by=team.confirmer, now=DAY)


def test_one_person_alone_does_not_remove_a_report(surrey, reports, at_host):
    review = reports.published(surrey)
    adviser = reports.legal(surrey)
    proposal = _propose_removal(review, by=adviser, reason="Order", now=DAY)
    with pytest.raises(NotTheSamePerson):
        confirm(proposal, by=adviser, now=DAY)
    assert _page(at_host, review)[0] == 200


def test_two_people_without_a_legal_adviser_do_not_remove_a_report(surrey, reports, at_host):
    review = reports.published(surrey)
    team = reports.team(surrey)
    proposal = _propose_removal(review, by=team.preparer, reason="Order", now=DAY)
    with pytest.raises(NeedsLegalAdviser):
        confirm(proposal, by=team.confirmer, now=DAY)
    assert _page(at_host, review)[0] == 200


@pytest.mark.parametrize("first", ["legal", "manager"])
def test_a_legal_adviser_and_a_manager_remove_a_report_whoever_proposes(first, surrey, reports, at_host):
    review = reports.published(surrey)
    people = [reports.legal(surrey), reports.team(surrey).preparer]
    proposer, confirmer = people if first == "legal" else reversed(people)
    confirm(_propose_removal(review, by=proposer, reason="Order", now=DAY), by=confirmer, now=DAY)
    assert _page(at_host, review)[0] == 410


def test_a_legal_adviser_who_has_left_since_does_not_count(surrey, reports):
    review = reports.published(surrey)
    team, adviser = reports.team(surrey), reports.legal(surrey)
    proposal = _propose_removal(review, by=adviser, reason="Order", now=DAY)
    leave(adviser.memberships.get(), by=team.preparer, now=DAY)
    with pytest.raises(NeedsLegalAdviser):
        confirm(proposal, by=team.confirmer, now=DAY)


def test_a_removal_without_an_order_is_refused(surrey, reports):
    review = reports.published(surrey)
    with pytest.raises(OrderMissing):
        propose(review, "remove", by=reports.legal(surrey), reason="x", order_reference=" ", now=DAY)


def test_only_a_removal_asks_every_machine_to_leave_no_trace_in_its_index(surrey, reports):
    for state in ("archived", "paused"):
        getattr(reports, state)(surrey, slug=state)
    told = PublicChange.objects.filter(key__startswith=FORGOTTEN)
    assert not told.exists()
    review = reports.removed(surrey, slug="removed")
    assert [one.key for one in told] == [f"{FORGOTTEN}review:{review.pk}"]


def test_the_order_is_kept_with_the_proposal(surrey, reports):
    review = reports.removed(surrey)
    proposal = review.proposals.get()
    assert proposal.order_reference == "Order of 1 March"
    assert steps_of(review).get(move="remove").facts["proposal"] == proposal.pk


def test_an_urgent_case_is_paused_by_one_person_and_the_proposal_to_remove_it_stands(surrey, reports, at_host):
    review = reports.published(surrey)
    team, adviser = reports.team(surrey), reports.legal(surrey)
    proposal = _propose_removal(review, by=team.preparer, reason="Order", now=DAY)
    pause(review, by=adviser, reason="Urgent", now=DAY)
    assert _page(at_host, review)[0] == 503
    confirm(proposal, by=adviser, now=DAY)
    assert _page(at_host, review)[0] == 410
