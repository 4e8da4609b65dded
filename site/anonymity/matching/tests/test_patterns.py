"""Identifiers that are on no list."""

from __future__ import annotations

import pytest

from anonymity.matching.tests.finding import patterns


@pytest.mark.parametrize(
    ("text", "kind", "severity"),
    [
        ("She was born on 3 August 2018.", "date_of_birth", "block"),
        ("DOB: 03/08/18", "date_of_birth", "block"),
        ("He died on 4 May 2020.", "date_of_death", "review"),
        ("NHS number 943 476 5919 was used.", "nhs_number", "block"),
        ("The baby was 11 weeks old.", "age", "review"),
        ("Aged nine months, she crawled.", "age", "review"),
        ("They lived at YO1 7HH then.", "postcode", "review"),
        ("Her mobile was 07700 900123.", "phone", "review"),
        ("Write to jo.penn@example.net please.", "email", "review"),
        ("The flat at 14 Harbour Lane was cold.", "address", "review"),
        ("Staff at Penwick Green Primary School knew.", "school", "review"),
        ("He was taken to Thornbeck General Hospital.", "hospital", "review"),
        ("She was the third of five children.", "sibling_order", "note"),
        ("The boy had osteogenesis imperfecta.", "condition", "review"),
    ],
)
def test_an_identifier_is_seen_by_its_form(text: str, kind: str, severity: str) -> None:
    assert patterns(text).get(kind) == severity


@pytest.mark.parametrize(
    "text",
    [
        "Guidance was updated on 22 November 2021.",
        "Supervision takes place every six weeks.",
        "The review took nine months.",
        "Childline is on 0800 1111 and the Samaritans on 116 123.",
        "Call 101, or 0300 123 4567, or 0808 800 5000.",
        "Write to enquiries@northtown.gov.uk today.",
        "The primary school and the hospital were told.",
        "Section 47 of the Act of 1989 applies.",
        "The reference is 943 476 5918.",
        "About 14 per cent were aged under five.",
    ],
)
def test_what_identifies_nobody_is_left_alone(text: str) -> None:
    assert not {kind: s for kind, s in patterns(text).items() if s != "note"}
