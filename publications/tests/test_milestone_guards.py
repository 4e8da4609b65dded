"""Each guard about what people vouched for: it fails in words that say what to do, and holds when it is there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config.testing.reports import T0
from lifecycles.guards import ask_guards
from people.roles import Partner
from publications.milestone_rules import Outcome
from publications.milestones import Kind, record_milestone, take_back
from publications.models import Review
from publications.quality import ELEMENTS, QUESTIONS
from publications.questions import ReleaseQuestion
from publications.vocabulary import ReviewType

pytestmark = pytest.mark.django_db
MOMENT = T0 + timedelta(days=1)
EVIDENCE = {"evidence": "Minutes of 3 March, item 4."}
SENTENCE = "Members of the family chose not to take part."


@pytest.fixture
def manager(reports, surrey):
    return reports.team(surrey).preparer


@pytest.fixture
def review(reports, surrey):
    return reports.draft(surrey)


@pytest.fixture
def keep(review, manager):
    def make(kind, **more):
        return record_milestone(review, kind, by=manager, now=T0, **({"words": EVIDENCE} | more))

    return make


def answer_of(name, review, move="release", moment=MOMENT, now=MOMENT):
    checked = ask_guards("review", move, ReleaseQuestion(review, moment, now))
    return next((c.answer for c in checked if c.guard.name == name), None)


def holds(name, review, **more):
    answer = answer_of(name, Review.objects.get(pk=review.pk), **more)
    assert answer.holds or (answer.reason.endswith(".") and answer.next_step.strip())
    return answer.holds


def change(review, **fields):
    page = review.source_page().get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(clean=False)


def test_quality(review, keep):
    assert not holds("quality_is_checked", review)
    keep(Kind.QUALITY, facts={"elements": list(ELEMENTS), "questions": list(QUESTIONS)})
    assert holds("quality_is_checked", review)
    change(review, title="Another")
    assert not holds("quality_is_checked", review)


def test_each_partner_that_is_missing_is_named_until_all_three_have_approved(review, keep):
    for partner in Partner:
        answer = answer_of("partners_have_approved", review)
        assert not answer.holds
        assert str(partner.label) in answer.reason
        keep(Kind.APPROVAL, about=partner)
        assert str(partner.label) not in answer_of("partners_have_approved", review).reason
    assert holds("partners_have_approved", review)
    change(review, introduction="What was learned")
    assert not holds("partners_have_approved", review)


def test_recommendations_are_endorsed_and_adopted(review, keep):
    for kind in (Kind.ENDORSED, Kind.ADOPTED):
        assert not holds("recommendations_are_adopted", review)
        row = keep(kind)
    assert holds("recommendations_are_adopted", review)
    take_back(row, by=row.by, reason="Not by all.", now=T0)
    assert not holds("recommendations_are_adopted", review)


@pytest.mark.parametrize("outcome", Outcome)
def test_only_a_decision_for_the_full_report_lets_it_go(outcome, review, keep):
    assert not holds("publication_is_decided", review)
    words = EVIDENCE | {"justification": "It would harm a child."}
    keep(Kind.DECISION, words=words, facts={"outcome": outcome, "partners": Partner.values})
    assert holds("publication_is_decided", review) == (outcome == Outcome.FULL)


def test_the_last_decision_counts(review, keep):
    words = EVIDENCE | {"justification": "It would harm a child."}
    for outcome in (Outcome.FULL, Outcome.NONE, Outcome.FULL):
        row = keep(Kind.DECISION, words=words, facts={"outcome": outcome, "partners": Partner.values})
        assert holds("publication_is_decided", review) == (outcome == Outcome.FULL)
    take_back(row, by=row.by, reason="Too early.", now=T0)
    assert not holds("publication_is_decided", review)


@pytest.mark.parametrize(
    ("kind", "words"),
    [(Kind.FINDINGS_OFFERED, EVIDENCE), (Kind.NOT_INVOLVED, {"reason": "died", "publishable": SENTENCE})],
)
def test_findings_were_offered_or_it_is_recorded_why_not(kind, words, review, keep):
    assert not holds("findings_were_offered", review)
    keep(kind, words=words)
    assert holds("findings_were_offered", review)


@pytest.mark.parametrize(
    ("guard", "kind"), [("family_is_told", Kind.FAMILY_TOLD), ("practitioners_are_told", Kind.PRACTITIONERS)]
)
def test_who_was_told_was_told_of_this_very_moment(guard, kind, review, keep):
    assert not holds(guard, review)
    keep(kind, moment=MOMENT + timedelta(hours=1))
    assert not holds(guard, review)
    keep(kind, moment=MOMENT)
    assert holds(guard, review)
    assert not holds(guard, review, moment=MOMENT + timedelta(minutes=1))


def test_the_report_says_the_agreed_sentence_and_the_guard_does_not_quote_it(review, keep):
    assert holds("involvement_is_explained", review)
    keep(Kind.NOT_INVOLVED, words={"reason": "own_choice", "publishable": SENTENCE})
    answer = answer_of("involvement_is_explained", review)
    assert not answer.holds
    assert SENTENCE not in answer.reason + answer.next_step
    change(review, summary=f"<p>{SENTENCE.replace(' the ', '  the ')}</p>")
    assert holds("involvement_is_explained", review)


def test_the_media_plan_needs_its_one_contact(review, keep):
    keep(Kind.MEDIA_PLAN)
    assert not holds("media_is_planned", review)
    Review.objects.filter(pk=review.pk).update(media_contact="Press office")
    assert holds("media_is_planned", review)


def test_a_check_of_the_proceedings_counts_for_24_hours(review, keep):
    keep(Kind.PROCEEDINGS)
    day = timedelta(hours=24)
    assert holds("proceedings_were_affirmed", review, now=T0 + day)
    assert not holds("proceedings_were_affirmed", review, now=T0 + day + timedelta(seconds=1))


@pytest.mark.parametrize("is_improvements", [True, False])
def test_what_it_is_called_is_what_it_is(is_improvements, review):
    if is_improvements:
        Review.objects.filter(pk=review.pk).update(kind=ReviewType.IMPROVEMENTS)
    assert holds("type_is_right", review) != is_improvements
    change(review, review_type=ReviewType.IMPROVEMENTS)
    assert holds("type_is_right", review) == is_improvements


def test_information_about_improvements_needs_no_reviewer_pseudonym_or_quality_check(review):
    Review.objects.filter(pk=review.pk).update(kind=ReviewType.IMPROVEMENTS)
    review.refresh_from_db()
    for name in ("reviewer_is_named", "pseudonym_is_set", "quality_is_checked", "involvement_is_explained"):
        assert answer_of(name, review) is None
    for name in ("partners_have_approved", "family_is_told", "copies_were_sent", "anonymity_is_passed"):
        assert not answer_of(name, review).holds
