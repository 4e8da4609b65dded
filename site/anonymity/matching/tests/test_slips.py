"""One slip of the pen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anonymity.matching.slips import one_slip
from anonymity.matching.tests.finding import severities

WORDS = st.text("abc", max_size=7)


def _one_step(word: str) -> set[str]:
    """Every word that is one slip away, found by making them all."""
    gaps = range(len(word) + 1)
    fewer = {word[:i] + word[i + 1 :] for i in range(len(word))}
    more = {word[:i] + c + word[i:] for i in gaps for c in "abc"}
    other = {word[:i] + c + word[i + 1 :] for i in range(len(word)) for c in "abc"}
    turned = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    return (fewer | more | other | turned) - {word}


@given(WORDS, WORDS)
def test_one_slip_is_what_one_step_makes(a: str, b: str) -> None:
    assert one_slip(a, b) == (b in _one_step(a))


@pytest.mark.parametrize(
    "written", ["Reuben Ostrowsky", "Rueben Ostrowski", "Reuben Ostrwski", "Reuben Ostr0wski", "OstrowskI, Reuben"]
)
def test_a_name_with_one_slip_blocks(written: str) -> None:
    assert severities(f"Then {written} came.", "Reuben Ostrowski") == {"block"}


def test_a_long_surname_with_a_slip_is_for_review_alone() -> None:
    assert severities("Then Ostrowsky came.", "Reuben Ostrowski") == {"review"}


@pytest.mark.parametrize("text", ["The marker was red.", "A winter coat was found.", "She wanted a hotter bath."])
def test_an_ordinary_word_is_no_slip(text: str) -> None:
    assert not severities(text, "Marke Wintar", "Ann Hutter")
