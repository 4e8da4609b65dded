"""Not publishing a report is decided, justified, signed and notified; then the review is closed, and says why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction

from config.testing.reports import SECRET, T0
from config.testing.words import said
from lifecycles.guards import GuardsRefused
from lifecycles.moves import UnknownMove
from lifecycles.stepping import steps_of
from people.permissions import NotAllowed
from people.roles import DEEDS, Deed, Partner, Role
from people.sealing import CannotOpen
from publications.anonymity.listing import add_terms, keep_list_until, one_term, terms_of
from publications.anonymity.naming import is_named
from publications.closing import ReasonMissing, close_review, closing_checklist, what_follows
from publications.improving import AlreadyBegun, NotDecided, start_improvements
from publications.milestone_rules import Kind, LegalSubject, Outcome
from publications.milestones import ReviewIsClosed, record_milestone, take_back
from publications.models import (
    Dispatch,
    Hold,
    Pack,
    ParallelProcess,
    Recipient,
    Restriction,
    Review,
    SensitiveDate,
    Submission,
)
from publications.releasing import prepare_release, withdraw_release
from publications.states import DispatchState, ReviewState

pytestmark = pytest.mark.django_db
HELD_BACK = [Outcome.IMPROVEMENTS, Outcome.ANONYMOUS, Outcome.NONE]
EVIDENCE = {"evidence": "Minutes of 3 March, item 4."}
JUSTIFIED = EVIDENCE | {"justification": "A sibling would be known in their school."}
WHY = "The three partners decided so on 3 March."


@pytest.fixture
def team(reports, surrey):
    return reports.team(surrey)


@pytest.fixture
def lawyer(surrey, a_person):
    return a_person(surrey, Role.LEGAL)


@pytest.fixture
def review(reports, surrey):
    return reports.draft(surrey)


def decide(review, by, *, outcome=Outcome.IMPROVEMENTS, now=T0, words=None, **facts):
    facts = {"outcome": outcome, "partners": Partner.values} | facts
    return record_milestone(review, Kind.DECISION, by=by, now=now, words=words or JUSTIFIED, facts=facts)


def sign(review, by, *, now=T0):
    return record_milestone(review, Kind.LEGAL, by=by, now=now, words=EVIDENCE, about=LegalSubject.DECISION)


def tell(review, by, *kinds, now=T0, state=DispatchState.SENT):
    """A pack about the decision on its way to these recipients, as the page of the statutory copies leaves it."""
    pack = Pack(review=review, purpose=Pack.Purpose.NOT_PUBLISHED, prepared_by=by, prepared_at=now)
    pack.keep({})
    pack.save()
    for recipient in Recipient.objects.filter(partnership=review.partnership, kind__in=kinds):
        dispatch = Dispatch(
            pack=pack, review=review, recipient=recipient, address="x@example.org", state=state, asked_at=now,
            sent_at=now, sent_by=by,
        )  # fmt: skip
        dispatch.keep({})
        dispatch.save()


def tell_both(review, by, *, now=T0):
    tell(review, by, Recipient.Kind.PANEL, Recipient.Kind.SECRETARY_OF_STATE, now=now)


@pytest.fixture
def ready(review, team, lawyer):
    """Everything is there for closing with an outcome."""

    def make(outcome=Outcome.IMPROVEMENTS):
        decide(review, team.preparer, outcome=outcome)
        sign(review, lawyer)
        tell_both(review, team.preparer)
        return review

    return make


@pytest.fixture
def closed(ready, team):
    def make(outcome=Outcome.IMPROVEMENTS):
        review = ready(outcome)
        close_review(review, by=team.preparer, reason=WHY, now=T0)
        return Review.objects.get(pk=review.pk)

    return make


def failing(review, now=T0):
    return {c.guard.name: c.answer for c in closing_checklist(review, now=now) if not c.answer.holds}


def test_every_guard_fails_in_words_before_anything_is_there(review, team):
    found = failing(review)
    assert set(found) == {
        "not_publishing_is_decided", "justification_is_written", "decision_is_signed", "decision_was_sent",
    }  # fmt: skip
    assert all(answer.reason.endswith(".") and answer.next_step.endswith(".") for answer in found.values())
    with pytest.raises(GuardsRefused, match="have not decided against publishing"):
        close_review(review, by=team.preparer, reason=WHY, now=T0)
    assert Review.objects.get().state == ReviewState.PREPARING


@pytest.mark.parametrize("outcome", HELD_BACK)
def test_with_decision_justification_signature_and_notice_it_closes_and_is_recorded(outcome, closed):
    review = closed(outcome)
    step = steps_of(review).last()
    assert (review.state, step.move, step.reason) == (ReviewState.CLOSED, "close", WHY)
    assert step.facts["outcome"] == outcome
    assert all(step.facts["guards"].values())


def test_a_decision_for_the_full_report_never_closes_a_review(ready, team):
    review = ready()
    decide(review, team.preparer, outcome=Outcome.FULL, words=EVIDENCE, now=T0 + timedelta(hours=1))
    assert "not_publishing_is_decided" in failing(review, T0 + timedelta(hours=1))


def test_a_later_decision_needs_its_own_signature_and_notice(ready, team, lawyer):
    review, later = ready(), T0 + timedelta(hours=1)
    decide(review, team.preparer, outcome=Outcome.NONE, now=later)
    assert set(failing(review, later)) == {"decision_is_signed", "decision_was_sent"}
    sign(review, lawyer, now=later)
    assert set(failing(review, later)) == {"decision_was_sent"}
    tell_both(review, team.preparer, now=later)
    assert failing(review, later) == {}


def test_only_the_legal_adviser_signs_and_only_for_the_decision(review, team, lawyer):
    decide(review, team.preparer)
    with pytest.raises(NotAllowed), transaction.atomic():
        sign(review, team.preparer)
    record_milestone(review, Kind.LEGAL, by=lawyer, now=T0, words=EVIDENCE, about=LegalSubject.PROCEEDINGS)
    assert "decision_is_signed" in failing(review)
    back = sign(review, lawyer)
    assert "decision_is_signed" not in failing(review)
    take_back(back, by=lawyer, reason="Not the final wording.", now=T0)
    assert "decision_is_signed" in failing(review)


@pytest.mark.parametrize("told", [[], ["panel"], ["secretary_of_state"], ["ofsted", "nspcc"]])
def test_panel_and_secretary_of_state_both_have_to_know(told, review, team, lawyer):
    decide(review, team.preparer)
    sign(review, lawyer)
    tell(review, team.preparer, *told)
    assert set(failing(review)) == {"decision_was_sent"}


def test_what_came_back_told_nobody(review, team, lawyer):
    decide(review, team.preparer)
    sign(review, lawyer)
    tell(review, team.preparer, "panel", "secretary_of_state", state=DispatchState.BOUNCED)
    assert set(failing(review)) == {"decision_was_sent"}


def test_where_there_is_a_case_review_panel_it_is_consulted(review, surrey, team, lawyer):
    surrey.has_case_review_panel = True
    surrey.save()
    review.refresh_from_db()
    decide(review, team.preparer, panel_consulted=False)
    assert "panel_was_consulted" in failing(review)
    decide(review, team.preparer, panel_consulted=True, now=T0)
    assert "panel_was_consulted" not in failing(review)


def test_a_prepared_release_is_withdrawn_first(reports, surrey, team, lawyer):
    review = reports.prepared(surrey)
    decide(review, team.preparer)
    sign(review, lawyer)
    tell_both(review, team.preparer)
    assert set(failing(review)) == {"no_release_waits"}
    withdraw_release(review.releases.get(), by=team.preparer, reason="Decided otherwise.", now=T0)
    assert failing(review) == {}


def test_closing_needs_a_reason_and_the_deed(ready, team, surrey, solihull, a_person):
    review = ready()
    with pytest.raises(ReasonMissing):
        close_review(review, by=team.preparer, reason="  ", now=T0)
    outsiders = [a_person(surrey, role) for role in Role if Deed.CLOSE_REVIEW not in DEEDS[role]]
    for person in [*outsiders, a_person(solihull, Role.BUSINESS_MANAGER)]:
        with pytest.raises(NotAllowed):
            close_review(review, by=person, reason=WHY, now=T0)
    assert Review.objects.get().state == ReviewState.PREPARING


@pytest.mark.parametrize("state", ["scheduled", "published", "paused"])
def test_what_is_past_its_preparation_is_not_closed(state, reports, surrey, team, lawyer):
    review = getattr(reports, state)(surrey)
    later = T0 + timedelta(days=3)
    decide(review, team.preparer, now=later)
    sign(review, lawyer, now=later)
    tell_both(review, team.preparer)
    with pytest.raises((UnknownMove, GuardsRefused)):
        close_review(review, by=team.preparer, reason=WHY, now=later)


def test_the_full_report_of_a_closed_review_can_never_be_prepared(closed, team, reports):
    review = closed(Outcome.NONE)
    with pytest.raises(ReviewIsClosed), transaction.atomic():
        reports.vouch(review)
    with pytest.raises(UnknownMove):
        prepare_release(review, moment=T0 + timedelta(days=1), by=team.preparer, now=T0)
    with pytest.raises(ReviewIsClosed):
        decide(review, team.preparer, outcome=Outcome.FULL, words=EVIDENCE)


def test_what_led_to_the_closing_cannot_be_taken_back(closed, team):
    review = closed()
    with pytest.raises(ReviewIsClosed):
        take_back(review.milestones.get(kind=Kind.DECISION), by=team.preparer, reason="Changed", now=T0)


def test_a_report_for_the_nspcc_becomes_a_task_at_once_and_others_do_not(closed):
    review = closed(Outcome.ANONYMOUS)
    submission = Submission.objects.get()
    assert (submission.review, submission.is_anonymous, submission.due_on) == (review, True, date(2026, 3, 16))
    assert "NSPCC" in what_follows(review, T0)


@pytest.mark.parametrize("outcome", [Outcome.NONE, Outcome.IMPROVEMENTS])
def test_no_other_outcome_makes_a_submission(outcome, closed):
    closed(outcome)
    assert not Submission.objects.exists()


@pytest.mark.parametrize("outcome", [Outcome.ANONYMOUS, Outcome.NONE])
def test_improvements_are_begun_only_where_they_were_decided(outcome, closed, team):
    with pytest.raises(NotDecided):
        start_improvements(closed(outcome), by=team.preparer, now=T0)


def test_improvements_are_not_begun_before_the_review_is_closed(ready, team):
    with pytest.raises(NotDecided):
        start_improvements(ready(), by=team.preparer, now=T0)


@pytest.fixture
def protected(review, team):
    """A review with everything that protects people: sealed words, named staff, contact."""
    from publications.anonymity.naming import name_staff

    review.decided_on, review.media_contact, review.media_phone = date(2025, 11, 3), "Press office", "01632 960 001"
    review.save()
    for row, words in [
        (Restriction(review=review, kind="injunction", starts_on=date(2026, 1, 1)), {"source": "Order 7", "note": ""}),
        (ParallelProcess(review=review, kind="inquest"), {"source": "Coroner", "note": "open"}),
        (SensitiveDate(review=review, day=date(2020, 5, 4)), {"reason": "A birthday"}),
        (Hold(review=review, kind="police", placed_by=team.preparer, placed_at=T0), {"reason": "An arrest"}),
    ]:
        row.keep(words)
        row.save()
    for person in (team.preparer, team.confirmer):
        name_staff(review, person, by=team.preparer, now=T0)
    terms = [one_term(kind="name", value="Zebedee Quarmby", aliases=["Zeb"], note="the child")]
    add_terms(review, terms, by=team.preparer, now=T0)
    keep_list_until(review, date(2027, 9, 1), agreed_with="The family", by=team.preparer, now=T0)
    return review


def test_what_protects_people_is_carried_over_and_opens_only_in_its_new_place(protected, closed, team):
    begun = start_improvements(closed(), by=team.preparer, now=T0)
    assert (begun.decided_on, begun.media_contact, begun.media_phone) == (
        date(2025, 11, 3), "Press office", "01632 960 001",
    )  # fmt: skip
    assert begun.restrictions.get().words()["source"] == "Order 7"
    assert begun.processes.get().words()["source"] == "Coroner"
    assert begun.sensitive_dates.get().words()["reason"] == "A birthday"
    assert begun.holds.get().words()["reason"] == "An arrest"
    assert [term.value for term in terms_of(begun)] == ["Zebedee Quarmby"]
    assert begun.watch_list.words() == {"agreed_with": "The family"}
    assert is_named(team.preparer, begun)
    assert is_named(team.confirmer, begun)
    moved = begun.watch_terms.get()
    moved.review = protected
    with pytest.raises(CannotOpen):
        moved.words()


def test_no_word_of_the_report_is_carried_over(closed, team, review):
    assert SECRET in str(review.drafts()[0].body)
    begun = start_improvements(closed(), by=team.preparer, now=T0)
    page = begun.drafts()[0]
    assert (page.title, page.review_type, len(page.body)) == ("Information about improvements", "improvements", 0)
    said_here = str(page.latest_revision.content) + page.slug + str(begun.import_notes)
    for word in (SECRET, "Robin", "robin", "Thackeray", "Samaritans"):
        assert word not in said_here
    assert (begun.instead_of, begun.is_improvements, begun.state) == (review, True, ReviewState.PREPARING)


def test_improvements_are_begun_once_by_who_may_close(closed, team, surrey, a_person):
    review = closed()
    with pytest.raises(NotAllowed):
        start_improvements(review, by=a_person(surrey, Role.COMMS), now=T0)
    start_improvements(review, by=team.preparer, now=T0)
    with pytest.raises(AlreadyBegun):
        start_improvements(Review.objects.get(pk=review.pk), by=team.preparer, now=T0)


def test_the_page_of_a_closed_review_says_what_was_decided_why_and_what_follows(closed, team, signed_in):
    review, client = closed(), signed_in(team.preparer)
    words = said(client.get(f"/reviews/{review.uuid}/"))
    assert "Closed without publishing the report" in words
    assert str(Outcome.IMPROVEMENTS.label) in words
    assert WHY in words
    assert "Begin the information about improvements" in words
    begun = start_improvements(review, by=team.preparer, now=T0)
    assert f"/reviews/{begun.uuid}/" in client.get(f"/reviews/{review.uuid}/").content.decode()
    assert f"/reviews/{review.uuid}/" in client.get(f"/reviews/{begun.uuid}/").content.decode()


def test_the_page_for_closing_shows_what_is_missing_keeps_what_was_typed_and_closes(review, team, lawyer, signed_in):
    client, address = signed_in(team.preparer), f"/reviews/{review.uuid}/close/"
    page = said(client.get(address))
    assert "A legal adviser has signed the decision" in page
    refused = client.post(address, {"reason": WHY}).content.decode()
    assert "The partners have not decided against publishing the full report." in refused
    assert WHY in refused
    decide(review, team.preparer)
    sign(review, lawyer)
    tell_both(review, team.preparer)
    assert client.post(address, {"reason": WHY}).status_code == 302
    assert Review.objects.get().state == ReviewState.CLOSED
    assert "cannot be closed now" in said(client.get(address))


def test_the_pages_are_not_there_for_others(closed, surrey, solihull, a_person, signed_in):
    review = closed()
    people = [a_person(surrey, role) for role in Role if Deed.CLOSE_REVIEW not in DEEDS[role]]
    for person in [*people, a_person(solihull, *Role.values)]:
        client = signed_in(person)
        for page in ("close", "improvements"):
            assert client.get(f"/reviews/{review.uuid}/{page}/").status_code == 404
            assert client.post(f"/reviews/{review.uuid}/{page}/", {"reason": "x"}).status_code == 404
    assert Review.objects.count() == 1
