"""Text that is made to take long or to hide."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anonymity.checking import Checker
from anonymity.passages import Document, Passage
from anonymity.tests import tuning
from anonymity.tests.measuring import watchlist_of
from anonymity.watchlists import Allowed

CHECKER = Checker(watchlist_of(tuning.PEOPLE, tuning.OTHERS, tuning.NICKNAMES), Allowed((("reviewer", "Ann Rowe"),)))
SEEDS = [
    "a", "a ", "1", "1 ", "1/", "3 May ", "Will ", "a@b.", "%41", "A. ", "\u202eab", "a\u0301\u0301\u0301", "-\n",
    "leila", "L e i ", "Xyz of ", "QUJD", "'", "07700 ", "born 3 ",
]  # fmt: skip


def _seconds(text: str) -> float:
    started = time.process_time()
    CHECKER.check(Document("hostile", [Passage("body", text), Passage("link", text, "address")]))
    return time.process_time() - started


@pytest.mark.parametrize("seed", SEEDS)
def test_text_that_repeats_itself_is_checked_in_linear_time(seed: str) -> None:
    short, long = (_seconds(seed * (size // len(seed))) for size in (8_000, 32_000))
    assert long < 8 * short + 1.0


def test_a_megabyte_without_a_space_is_checked_in_seconds() -> None:
    assert _seconds("marlsteadq" * 100_000) < 20


@pytest.mark.parametrize(
    "hidden",
    ["Leila\u202e\u202c Haddad", "L\u0301\u0302\u0303eila Haddad", "Leila\u2066 Haddad\u2069", "Lei\ufe0fla Haddad"],
)
def test_marks_that_hide_a_name_do_not(hidden: str) -> None:
    findings = CHECKER.check(Document("hidden", [Passage("body", f"Nobody saw {hidden} there.")]))
    assert [f.severity for f in findings if f.term_id == "t1"] == ["block"]


@pytest.mark.parametrize("length", [199_980, 200_000, 200_390])
def test_a_name_where_portions_meet_is_found_once(length: int) -> None:
    text = "x " * (length // 2) + "Leila Haddad came. " + "x " * 50_000
    findings = CHECKER.check(Document("long", [Passage("body", text)]))
    assert [f.matched for f in findings if f.term_id == "t1"] == ["Leila Haddad"]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["prose", "label", "address"]))
def test_no_text_is_refused_and_what_is_matched_stands_in_it(text: str, manner: str) -> None:
    for finding in CHECKER.check(Document("any", [Passage("body", text, manner)])):  # type: ignore[arg-type]
        assert finding.matched
        assert finding.matched in text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_a_plain_name_is_found_whatever_stands_around_it(before: str, after: str) -> None:
    findings = CHECKER.check(Document("any", [Passage("body", f"{before}\n\nReuben Ostrowski\n\n{after}")]))
    assert any(f.term_id == "t2" and f.severity == "block" for f in findings)
