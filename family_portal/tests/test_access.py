"""Whoever is not appointed to a case finds that it is not there."""

from __future__ import annotations

from uuid import uuid4

import pytest

from family_portal.access import case_for, cases_of, member_for, own_record
from family_portal.appointing import NotEligible, appoint, dismiss
from family_portal.models import FamilyMember
from family_portal.states import MemberState
from family_portal.tests.test_sealing import NOW, a_member
from lifecycles.stepping import steps_of
from people.permissions import NotAllowed
from people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(review, manager):
    return a_member(review, manager)


def test_who_is_appointed_finds_the_case_and_its_people(coordinator, review, member):
    assert list(cases_of(coordinator, now=NOW)) == [review]
    assert member_for(coordinator, member.uuid, reading="profile", now=NOW) == member


def test_every_reading_stands_in_the_chain(coordinator, member):
    member_for(coordinator, member.uuid, reading="profile", now=NOW)
    step = steps_of(member).get()
    assert (step.move, step.actor, step.facts) == ("read", coordinator.actor_reference, {"what": "profile"})


@pytest.mark.parametrize("role", list(Role))
def test_without_an_appointment_no_role_opens_anything(role, surrey, a_person, review, member):
    stranger = a_person(surrey, role)
    with pytest.raises(NotAllowed):
        case_for(stranger, review.uuid, now=NOW)
    with pytest.raises(NotAllowed):
        member_for(stranger, member.uuid, reading="profile", now=NOW)
    assert not steps_of(member).exists()


def test_an_appointment_without_the_role_opens_nothing(coordinator, review):
    coordinator.memberships.all().delete()
    with pytest.raises(NotAllowed):
        case_for(coordinator, review.uuid, now=NOW)


def test_an_appointment_that_ended_opens_nothing(coordinator, review, manager):
    dismiss(review, coordinator, by=manager, now=NOW)
    assert not cases_of(coordinator, now=NOW).exists()


def test_an_appointment_opens_that_one_review_alone(coordinator, surrey, reports, manager):
    other = a_member(reports.draft(surrey, slug="other"), manager)
    with pytest.raises(NotAllowed):
        member_for(coordinator, other.uuid, reading="profile", now=NOW)


def test_what_never_was_is_refused_alike(coordinator):
    with pytest.raises(NotAllowed):
        member_for(coordinator, uuid4(), reading="profile", now=NOW)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.FAMILY_COORDINATOR, Role.LEAD_REVIEWER}))
def test_nobody_else_can_be_appointed(role, surrey, a_person, review, manager):
    with pytest.raises(NotEligible):
        appoint(review, a_person(surrey, role), by=manager, now=NOW)


def test_nobody_appoints_in_another_partnership(review, solihull, a_person, coordinator):
    with pytest.raises(NotAllowed):
        appoint(review, coordinator, by=a_person(solihull, Role.BUSINESS_MANAGER), now=NOW)


def test_a_person_of_the_family_finds_their_own_record_and_no_other(member, review, manager, a_person):
    account, other = a_person(), a_person()
    FamilyMember.objects.filter(pk=member.pk).update(account=account, state=MemberState.JOINED)
    FamilyMember.objects.filter(pk=a_member(review, manager).pk).update(account=other, state=MemberState.JOINED)
    assert own_record(account) == member


@pytest.mark.parametrize("state", sorted(set(MemberState) - {MemberState.JOINED}))
def test_nobody_finds_their_record_before_they_joined_or_after_it_was_stopped(state, member, a_person):
    account = a_person()
    FamilyMember.objects.filter(pk=member.pk).update(account=account, state=state)
    with pytest.raises(NotAllowed):
        own_record(account)


def test_staff_have_no_record_of_their_own(coordinator, member):
    with pytest.raises(NotAllowed):
        own_record(coordinator)
