"""The allowed list covers what it says and nothing beside it."""

from __future__ import annotations

from anonymity.matching.tests.finding import found

REVIEWER = (("reviewer", "Mark Stone"),)


def test_the_reviewer_is_not_the_child_of_the_same_first_name() -> None:
    assert found("No one asked Mark about it.", "Mark Ferrier", allowed=REVIEWER)
    assert not found("The review was led by Mark Stone.", "Mark Ferrier", allowed=REVIEWER)


def test_a_longer_name_that_holds_an_allowed_one_is_found() -> None:
    assert found("Nobody saw Mark Stone-Ferrier.", "Mark Stone-Ferrier", allowed=REVIEWER)


def test_a_reviewer_of_the_familys_surname_is_for_review_with_a_title_alone() -> None:
    assert [f.severity for f in found("Mr Stone was told.", "Leila Stone", allowed=REVIEWER)] == ["review"]


def test_a_pseudonym_covers_itself_only() -> None:
    pseudonym = (("pseudonym", "Child Robin"),)
    assert not found("Child Robin was three.", "Robin Chase", allowed=pseudonym)
    assert found("No one asked Robin about it.", "Robin Chase", allowed=pseudonym)


def test_an_allowed_telephone_number_is_known_in_other_shapes() -> None:
    assert not found("Ring +44 1632 960111 now.", "01632 960111", kind="phone", allowed=(("phone", "01632 960111"),))
