"""Names that are also words are told apart by what stands around them."""

from __future__ import annotations

import pytest

from anonymity.matching.tests.finding import severities

NAMES = [
    "Grace Winter", "May Dunne", "Will Hargrave", "Mark Penhallow", "Hope Marchbank", "Jaxon West", "Keira Brown",
    "Rose Ferrier", "Dylan Young",
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "No one asked Grace what happened.",
        "Will told the officer that he was scared.",
        "It was noted that Will had been seen.",
        "His brother Mark was at home.",
        "The worker spoke to Hope and her aunt.",
        "Rose, who was four, had bruises.",
        "Mr West did not reply.",
        "Young’s statement was taken.",
        "The Brown family moved.",
        "Grace’s mother did not attend.",
    ],
)
def test_a_name_blocks_where_a_person_is_meant(text: str) -> None:
    assert severities(text, *NAMES) == {"block"}


@pytest.mark.parametrize(
    "text",
    [
        "Will the plan change anything?",
        "This will help, and may be enough.",
        "It began in May and ended in June.",
        "On 3 May 2019 the plan was closed.",
        "West Yorkshire Police came.",
        "The West of the county has fewer staff.",
        "Young people were asked.",
        "Brown envelopes lay about.",
        "Staff acted in good faith and hope.",
        "Numbers rose again.",
        "The Mark was not met.",
        "Rose Ward was full.",
        "Young Carers were not seen.",
        "By the grace of others he lived.",
        "Hope was expressed that it would be enough.",
    ],
)
def test_a_word_is_not_reported_where_no_person_is_meant(text: str) -> None:
    assert not severities(text, *NAMES)


@pytest.mark.parametrize(
    "text", ["Summer: summary of records", "Discussion with Hope", "Grace", "They weighed May at the clinic."]
)
def test_what_may_be_either_is_for_review_at_least(text: str) -> None:
    assert severities(text, *NAMES, "Summer Locke")


def test_a_whole_name_of_two_words_in_small_letters_is_for_review() -> None:
    assert severities("then may dunne went home", "May Dunne") == {"block"}
    assert severities("mark young people as present", "Mark Young") == {"review"}
