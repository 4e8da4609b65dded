"""Recommendations come from the report or by hand, and the partnership decides about each."""

from __future__ import annotations

import pytest

from people.permissions import NotAllowed
from people.roles import Role
from publications.actions.reading import Recommended, learning_points_of
from publications.actions.recommending import (
    change_recommendation,
    decide_adoption,
    mark_of,
    remove_recommendation,
    take_over,
)
from publications.actions.refusals import (
    ActionsUnderWay,
    ChangedMeanwhile,
    HasActions,
    NothingToTakeOver,
    WasRefused,
)
from publications.models import Term
from publications.recording.refusals import Missing
from publications.tests.plans import BEGAN, a_plan, a_recommendation, a_review, an_action, an_agency


@pytest.fixture
def keeper(surrey, a_person):
    return a_person(surrey, "partnership_support")


@pytest.mark.parametrize("state", ["draft", "published"])
def test_what_the_report_recommends_is_taken_over_with_one_press(surrey, reports, keeper, state):
    review = getattr(reports, state)(surrey)
    take_over(review, by=keeper, now=BEGAN)
    row = review.recommendations.get()
    assert (row.number, row.text, row.target, row.outcome) == (1, "Agree a way.", "all_agencies", "Heard")
    assert learning_points_of(review) == [(1, "Ask again.")]


def test_taking_over_again_writes_over_nothing(surrey, reports, keeper):
    review = reports.draft(surrey)
    take_over(review, by=keeper, now=BEGAN)
    change_recommendation(review.recommendations.get(), {"text": "Another way."}, by=keeper, now=BEGAN)
    with pytest.raises(NothingToTakeOver):
        take_over(review, by=keeper, now=BEGAN)
    assert review.recommendations.get().text == "Another way."


def test_a_review_without_a_report_has_nothing_to_take_over(surrey, keeper):
    with pytest.raises(NothingToTakeOver):
        take_over(a_review(surrey), by=keeper, now=BEGAN)


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("", "partnership"),
        ("All agencies", "all_agencies"),
        ("Surrey Police", "agency"),
        ("Integrated care board", "agency"),
        ("Smallholding", "agency"),
        ("The safeguarding partnership", "partnership"),
        ("The national Panel", "national"),
    ],
)
def test_the_words_for_whom_suggest_the_sort_of_addressee(words, target):
    assert Recommended(1, "Text", words, "", "").target == target


def test_a_recommendation_has_themes_and_no_other_terms(surrey, keeper):
    theme, harm = Term.objects.filter(kind="theme").first(), Term.objects.filter(kind="harm").first()
    row = a_recommendation(a_review(surrey), by=keeper, themes=[theme, harm])
    assert list(row.themes.all()) == [theme]


def test_what_is_not_adopted_has_a_reason(surrey, keeper):
    row = a_recommendation(a_review(surrey), by=keeper, adopted="undecided")
    with pytest.raises(Missing):
        decide_adoption(row, "no", by=keeper, now=BEGAN)
    decide_adoption(row, "no", reason="It is done already.", by=keeper, now=BEGAN)
    row.refresh_from_db()
    assert (row.adopted, row.reason_not_adopted) == ("no", "It is done already.")


def test_nothing_is_agreed_for_what_is_not_adopted(surrey, keeper):
    row = a_recommendation(a_review(surrey), by=keeper, adopted="undecided")
    decide_adoption(row, "no", reason="It is done already.", by=keeper, now=BEGAN)
    with pytest.raises(WasRefused):
        an_action(row, an_agency(surrey, by=keeper), by=keeper, adopted=False)
    assert not row.actions.exists()


def test_what_carries_endorsed_actions_stays_adopted_and_in_the_plan(surrey, a_person):
    plan = a_plan(surrey, a_person)
    with pytest.raises(ActionsUnderWay):
        decide_adoption(plan.recommendation, "no", reason="No.", by=plan.keeper, now=BEGAN)
    with pytest.raises(HasActions):
        remove_recommendation(plan.recommendation, by=plan.keeper, now=BEGAN)


def test_the_second_of_two_who_change_it_at_once_is_told(surrey, keeper):
    row = a_recommendation(a_review(surrey), by=keeper)
    read = mark_of(row)
    change_recommendation(row, {"text": "First."}, by=keeper, now=BEGAN, read=read)
    with pytest.raises(ChangedMeanwhile):
        change_recommendation(row, {"text": "Second."}, by=keeper, now=BEGAN, read=read)
    row.refresh_from_db()
    assert row.text == "First."


def test_numbers_count_on_after_the_last(surrey, keeper):
    review = a_review(surrey)
    rows = [a_recommendation(review, by=keeper) for _ in range(3)]
    remove_recommendation(rows[1], by=keeper, now=BEGAN)
    assert [row.number for row in rows] == [1, 2, 3]
    assert a_recommendation(review, by=keeper).number == 4


@pytest.mark.parametrize("role", sorted(set(Role.values) - {"partnership_support", "business_manager"}))
def test_nobody_else_keeps_recommendations(surrey, a_person, keeper, role):
    row, person = a_recommendation(a_review(surrey), by=keeper), a_person(surrey, role)
    with pytest.raises(NotAllowed):
        change_recommendation(row, {"text": "Mine."}, by=person, now=BEGAN)


def test_the_keeper_of_another_partnership_changes_nothing(surrey, solihull, a_person, keeper):
    row, stranger = a_recommendation(a_review(surrey), by=keeper), a_person(solihull, "business_manager")
    agency = an_agency(surrey, by=keeper)
    with pytest.raises(NotAllowed):
        decide_adoption(row, "yes", by=stranger, now=BEGAN)
    with pytest.raises(NotAllowed):
        an_action(row, agency, by=stranger)
