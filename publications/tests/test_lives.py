"""Lives of a report that nobody planned: whatever people do, in whatever order, the promises hold after every deed."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.demo.readying import affirm_proceedings, make_ready, tell_of_archiving
from config.testing.anonymity import pass_anonymity
from config.testing.reports import T0, ReportMaker
from lifecycles.models import Step
from lifecycles.moves import MoveRefused
from lifecycles.stepping import steps_of
from lifecycles.verifying import first_broken
from partnerships.working_days import london_day
from people.permissions import NotAllowed
from people.roles import Role
from publications.correcting import decide_materiality, write_note
from publications.ledger import earliest_archive_day
from publications.models import Edition, Proposal, Release, Review
from publications.releasing import confirm_release, prepare_release, release_due, withdraw_release
from publications.withdrawing import archive, confirm, pause, propose, withdraw_proposal

ROLES = [Role.BUSINESS_MANAGER, Role.BUSINESS_MANAGER, Role.COMMS, Role.LEGAL, Role.PARTNER_DELEGATE]
PAGE = "/reviews/robin-surrey/"
STATUS = {"published": 200, "paused": 503, "archived": 200, "removed": 410}


class Life:
    """One review, its people and a clock; every deed is the real one, and what is refused is only that."""

    def __init__(self, review: Review, people: list[Any], client: Any) -> None:
        self.review, self.people, self.client, self.now = review, people, client, T0
        self.released: dict[int, str] = {}
        self.edits = 0

    def fresh(self) -> Review:
        self.review = Review.objects.get(pk=self.review.pk)
        return self.review

    def prepare(self, by: Any) -> None:
        moment = self.now + timedelta(days=1)
        prepare_release(self.fresh(), moment=moment, by=by, now=self.now, conflict_reason="Agreed with everybody.")

    def confirm(self, by: Any) -> None:
        if release := Release.objects.first():
            confirm_release(release, by=by, now=self.now)

    def withdraw(self, by: Any) -> None:
        if release := Release.objects.first():
            withdraw_release(release, by=by, reason="Not yet", now=self.now)

    def edit(self, by: Any) -> None:
        self.edits += 1
        page = self.fresh().source_page().get_latest_revision_as_object()
        page.introduction = f"Version {self.edits}."
        page.save_revision(user=by, clean=False)

    def vouch(self, by: Any) -> None:
        others = [person for person in self.people[:2] if person != by]
        pass_anonymity(self.fresh(), by, others[0], now=self.now)
        make_ready(self.review, moment=self.now + timedelta(days=1), by=by, now=self.now)

    def pause(self, by: Any) -> None:
        pause(self.fresh(), by=by, reason="Urgent", now=self.now)

    def propose(self, by: Any) -> None:
        move = "restore" if self.fresh().state == "paused" else "reinstate"
        propose(self.review, move, by=by, reason="Checked", now=self.now)

    def agree(self, by: Any) -> None:
        if proposal := Proposal.objects.first():
            confirm(proposal, by=by, now=self.now)

    def adviser_agrees(self, by: Any) -> None:  # noqa: ARG002
        self.agree(self.people[3])

    def disagree(self, by: Any) -> None:
        if proposal := Proposal.objects.first():
            withdraw_proposal(proposal, by=by, now=self.now)

    def archive(self, by: Any) -> None:
        archive(self.fresh(), by=by, reason="Year over", now=self.now)

    def tell_of_archiving(self, by: Any) -> None:
        tell_of_archiving(self.fresh(), by=by, now=self.now)

    def order(self, by: Any) -> None:
        propose(self.fresh(), "remove", by=by, reason="Order", order_reference="Order of 1 March", now=self.now)

    def decide(self, by: Any) -> None:
        decide_materiality(self.fresh(), is_material=False, reason="A slip", by=by, now=self.now)
        write_note(self.fresh(), f"Corrected {self.edits} times.", by=by, now=self.now)

    def correct(self, by: Any) -> None:
        first, second = self.people[:2]
        self.edit(first)
        self.decide(first)
        self.vouch(first)
        self.prepare(first)
        self.confirm(second)
        self.wait_a_day(by)
        self.affirm(first)
        self.tick(by)

    def come_back(self, by: Any) -> None:  # noqa: ARG002
        self.propose(self.people[0])
        self.agree(self.people[1])

    def affirm(self, by: Any) -> None:
        affirm_proceedings(self.fresh(), by=by, now=self.now)

    def tick(self, by: Any) -> None:  # noqa: ARG002
        release_due(self.now)

    def wait_a_day(self, by: Any) -> None:  # noqa: ARG002
        self.now += timedelta(days=1)

    def wait_a_year(self, by: Any) -> None:  # noqa: ARG002
        self.now += timedelta(days=366)

    def go_public(self, by: Any) -> None:
        first, second = self.people[:2]
        self.vouch(first)
        self.prepare(first)
        self.confirm(second)
        self.wait_a_day(by)
        self.affirm(first)
        self.tick(by)


DEEDS = [name for name in vars(Life) if not name.startswith("_") and name != "fresh"]


def _do(life: Life, name: str, by: Any) -> bool:
    try:
        with transaction.atomic():
            getattr(life, name)(by)
    except (MoveRefused, NotAllowed):
        return False
    return True


def _check(life: Life, before: str, deed: str, *, done: bool) -> None:
    review, answer = life.fresh(), life.client.get(PAGE)
    public = Edition.objects.public().first()
    assert (public is not None) is (review.state == "published")
    assert answer.status_code == STATUS.get(review.state, 404)
    shown = set(re.findall(r"Version \d+\.", answer.content.decode()))
    assert shown <= ({public.introduction} if public and review.state == "published" else set())
    if public:
        words = life.released.setdefault(public.pk, public.introduction)
        assert words in answer.content.decode()
        assert review.public_release.moment <= life.now
        assert public.introduction == words
    if deed == "archive" and done:
        spells = review.spells.all()
        assert london_day(life.now) >= earliest_archive_day(review, london_day(life.now))
        assert life.now - spells[0].began_at >= timedelta(days=364)
    _check_people_and_record(review, before, life.now)


def _check_people_and_record(review: Review, before: str, now: datetime) -> None:
    for release in Release.objects.exclude(confirmed_by=None):
        assert release.confirmed_by_id != release.prepared_by_id
    for proposal in Proposal.objects.exclude(confirmed_by=None):
        assert proposal.confirmed_by_id != proposal.proposed_by_id
    assert first_broken(Step.objects.order_by("number")) is None
    moves = [step for step in steps_of(review) if step.before != step.after and step.before]
    assert [step.after for step in moves[:-1]] == [step.before for step in moves[1:]]
    assert review.state == (moves[-1].after if moves else "preparing")
    assert all(step.at <= now for step in moves)
    assert review.spells.filter(ended_at=None).exists() is (review.state == "published")
    assert before == review.state or moves


@pytest.mark.django_db
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, len(ROLES) - 1)), min_size=4, max_size=14))
def test_after_every_deed_of_anybody_every_promise_holds(deeds, surrey, a_person, at_host):
    with transaction.atomic():
        life = Life(ReportMaker(a_person).draft(surrey), [a_person(surrey, role) for role in ROLES], at_host(surrey))
        for name, who in deeds:
            before = life.fresh().state
            done = _do(life, name, life.people[who])
            _check(life, before, name, done=done)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_whole_life_goes_through_every_state_and_keeps_every_promise(surrey, reports, a_person, at_host):
    life = Life(reports.draft(surrey), [a_person(surrey, role) for role in ROLES], at_host(surrey))
    deeds = ["edit", "vouch", "prepare", "confirm", "wait_a_day", "affirm", "tick", "edit", "pause", "propose", "agree"]
    deeds += ["correct", "edit", "correct", "wait_a_year", "wait_a_day", "tell_of_archiving", "archive"]
    deeds += ["propose", "agree", "correct", "order", "adviser_agrees"]
    other = {"confirm": 1, "agree": 1}
    seen = [life.fresh().state]
    for name in deeds:
        before = life.fresh().state
        assert _do(life, name, life.people[other.get(name, 0)]), name
        _check(life, before, name, done=True)
        seen.append(life.fresh().state)
    assert [state for n, state in enumerate(seen) if not n or state != seen[n - 1]] == [
        *("preparing", "scheduled", "published", "paused", "published", "archived", "published", "removed")
    ]
