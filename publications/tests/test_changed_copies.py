"""A change after the copies were sent: a named person says whether the notice is still good for it (R10)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config.testing.reports import T0
from people.permissions import NotAllowed
from people.roles import Role
from publications.correcting import NothingSent, SameAsSent, decide_change_since_copy
from publications.guards.notices import copies_were_sent
from publications.milestones import Incomplete
from publications.models import Milestone
from publications.questions import ReleaseQuestion
from publications.releasing import checklist

pytestmark = pytest.mark.django_db
MOMENT = T0 + timedelta(days=1)


@pytest.fixture
def review(surrey, reports):
    return reports.passed(surrey)


@pytest.fixture
def by(surrey, reports):
    return reports.team(surrey).preparer


def edited(review, words="Another introduction."):
    page = review.source_page().get_latest_revision_as_object()
    page.introduction = words
    page.save_revision(clean=False)


def decide(review, by, *, is_material, reason="A comma was missing."):
    return decide_change_since_copy(review, is_material=is_material, reason=reason, by=by, now=T0)


def in_time(review):
    return copies_were_sent(ReleaseQuestion(review, MOMENT, T0)).holds


def test_a_changed_text_voids_the_notice(review):
    assert in_time(review)
    edited(review)
    assert not in_time(review)


def test_what_a_person_calls_immaterial_keeps_the_notice(review, by):
    edited(review)
    decide(review, by, is_material=False)
    assert in_time(review)


def test_what_a_person_calls_material_does_not(review, by):
    edited(review)
    decide(review, by, is_material=True)
    assert not in_time(review)


def test_a_later_edit_needs_another_decision(review, by):
    edited(review)
    decide(review, by, is_material=False)
    edited(review, "And another one.")
    assert not in_time(review)


def test_approvals_are_asked_for_anew_in_either_case(review, by):
    edited(review)
    decide(review, by, is_material=False)
    failing = {c.guard.name for c in checklist(review, MOMENT, now=T0) if not c.answer.holds}
    assert {"partners_have_approved", "quality_is_checked", "anonymity_is_passed"} <= failing


def test_nothing_is_decided_about_an_unchanged_text_or_before_a_copy_went(review, by, surrey, reports):
    with pytest.raises(SameAsSent):
        decide(review, by, is_material=False)
    with pytest.raises(NothingSent):
        decide(reports.draft(surrey, slug="other"), by, is_material=False)


def test_a_decision_needs_its_reason(review, by):
    edited(review)
    with pytest.raises(Incomplete):
        decide(review, by, is_material=False, reason=" ")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.BUSINESS_MANAGER, Role.LEGAL}))
def test_nobody_else_decides(role, review, surrey, a_person):
    edited(review)
    with pytest.raises(NotAllowed):
        decide(review, a_person(surrey, role), is_material=False)


def test_the_page_records_the_decision_with_its_reason(review, by, signed_in):
    edited(review)
    client, address = signed_in(by), f"/reviews/{review.uuid}/notices/change/"
    assert "was changed after Panel" in client.get(address).content.decode()
    refused = client.post(address, {"is_material": "no", "reason": ""})
    assert "Write why" in refused.content.decode()
    assert client.post(address, {"is_material": "no", "reason": "A comma."}).status_code == 302
    row = Milestone.objects.get(kind=Milestone.Kind.MATERIALITY)
    assert (row.facts["is_material"], row.words()["reason"]) == (False, "A comma.")
    assert "the change is not material" in client.get(address).content.decode()


def test_the_page_is_not_there_for_another_partnership(review, solihull, a_person, signed_in):
    stranger = signed_in(a_person(solihull, Role.BUSINESS_MANAGER))
    assert stranger.get(f"/reviews/{review.uuid}/notices/change/").status_code == 404
