"""What the governing group reads, and the pictures: the seven columns, ratings with words, numbers that are right."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publications.actions.picturing import WIDTH, Line, by_agency, by_theme, picture_of
from publications.actions.progress import COLUMNS, as_csv, as_pdf, progress_report
from publications.actions.recommending import decide_adoption
from publications.actions.reporting import Said, report
from publications.models import Action, Term
from publications.tests.plans import BEGAN, DUE, SAID, a_plan, a_recommendation, a_review, an_action, an_agency
from publications.vocabulary import Progress

LATER = BEGAN + timedelta(days=200)


@pytest.fixture
def plan(surrey, a_person):
    return a_plan(surrey, a_person)


def of(plan, **more):
    return progress_report(plan.review.partnership, {plan.review.pk: "Robin"}, now=LATER, **more)


def test_a_row_has_the_seven_columns_of_the_framework(plan):
    report(plan.action, SAID, by=plan.lead, now=BEGAN)
    found = of(plan)
    assert (found.actions, found.overdue, len(COLUMNS)) == (1, 1, 7)
    assert found.sections[0].rows == [
        [
            "1. Agree a way to hear children. Intended outcome: Children are heard.",
            "Write the way down.",
            "Surrey Police: Head of safeguarding",
            "Due on 1 June 2026",
            "A way was agreed.",
            "Adopted. Overdue. Amber: behind, with a way to catch up. The draft is with the board",
            "Children were asked first.",
        ]
    ]


def test_what_was_not_adopted_says_why(plan):
    row = a_recommendation(plan.review, by=plan.keeper, adopted="undecided")
    decide_adoption(row, "no", reason="Done before.", by=plan.keeper, now=BEGAN)
    assert of(plan).sections[0].rows[1][1] == "Not adopted: Done before."


def test_the_report_on_one_review_holds_nothing_of_another_and_none_of_another_partnership(
    surrey, solihull, a_person, plan
):
    other, foreign = a_plan_beside(plan), a_plan(solihull, a_person)
    assert of(plan).actions == 2
    assert of(plan, review=other).actions == 1
    assert of(plan, review=foreign.review).sections == []


def a_plan_beside(plan):
    review = a_review(plan.review.partnership)
    an_action(a_recommendation(review, by=plan.keeper), plan.agency, by=plan.keeper)
    return review


def test_no_cell_of_the_table_is_a_formula(plan):
    report(plan.action, Said("=HYPERLINK(1)", "+1", Progress.RED, "@x"), by=plan.lead, now=BEGAN)
    rows = list(csv.reader(io.StringIO(as_csv(of(plan)).removeprefix("\ufeff"))))
    assert rows[0] == ["Review", *COLUMNS]
    assert (rows[1][5], rows[1][7]) == ("'=HYPERLINK(1)", "'@x")


def test_the_paper_is_a_tagged_pdf_with_the_table(plan):
    pdf = as_pdf(of(plan))
    assert pdf.startswith(b"%PDF-")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "en-GB"


@pytest.mark.parametrize("number", [1, 3, 500])
def test_numbers_and_report_ask_the_database_as_often_for_one_action_as_for_many(
    surrey, plan, number, django_assert_num_queries
):
    Action.objects.bulk_create(
        Action(
            recommendation=plan.recommendation, number=at, agency=plan.agency, state="adopted", agreed="It",
            responsible="Role", due_on=DUE,
        )
        for at in range(2, number + 1)
    )  # fmt: skip
    with django_assert_num_queries(2):
        agencies, themes = by_agency(surrey, LATER.date()), by_theme(surrey, LATER.date())
    with django_assert_num_queries(2):
        found = of(plan)
    assert [line.total for line in (*agencies, *themes)] == [number, number]
    assert (found.actions, found.overdue, agencies[0].overdue) == (number, number, number)


def test_an_action_counts_in_each_theme_of_its_recommendation_and_by_its_own_agency(surrey, plan):
    first, second = Term.objects.filter(kind="theme").order_by("label")[:2]
    plan.recommendation.themes.set([first, second])
    school = an_agency(surrey, by=plan.keeper, name="Oak School", kind="education")
    an_action(plan.recommendation, school, by=plan.keeper)
    report(plan.action, SAID, by=plan.lead, now=BEGAN)
    today = DUE
    assert [(line.label, line.total) for line in by_theme(surrey, today)] == [(first.label, 2), (second.label, 2)]
    found = {line.label: (line.counts["amber"], line.counts["not_started"]) for line in by_agency(surrey, today)}
    assert found == {"Oak School": (0, 1), "Surrey Police": (1, 0)}


def test_what_is_complete_is_not_overdue(surrey, plan):
    for move in ("begin", "complete"):
        report(plan.action, SAID, by=plan.lead, now=BEGAN, move=move)
    assert by_agency(surrey, LATER.date())[0].overdue == 0


COUNTS = st.fixed_dictionaries({rating: st.integers(0, 500) for rating in Progress.values})


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(COUNTS, max_size=12))
def test_every_bar_stays_in_the_picture_and_its_pieces_touch(counted):
    lines = [Line(f"Agency {at}", counts) for at, counts in enumerate(counted)]
    picture = picture_of("agency", lines)
    if picture is None:
        assert not any(line.total for line in lines)
        return
    assert max(bar.y + picture.thickness for bar in picture.bars) <= picture.height
    for bar, line in zip(picture.bars, lines, strict=True):
        assert sum(piece.number for piece in bar.pieces) == line.total
        for before, after in zip(bar.pieces, bar.pieces[1:], strict=False):
            assert before.x + before.width == after.x
        assert all(0 <= piece.x <= piece.x + piece.width <= WIDTH for piece in bar.pieces)


def test_there_is_no_picture_of_nothing():
    assert picture_of("theme", []) is None
    assert picture_of("theme", [Line("Empty")]) is None
