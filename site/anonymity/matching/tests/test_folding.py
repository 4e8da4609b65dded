"""Text without case, accents, look-alikes and invisible characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anonymity.matching.folding import fold, folded
from anonymity.matching.squeezing import squeeze


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Lеilа", "leila"),
        ("Ｌｅｉｌａ", "leila"),
        ("Lei\u200bla", "leila"),
        ("Lei\u00adla", "leila"),
        ("Ｍüller", "muller"),
        ("Łukasz", "lukasz"),
        ("ﬁeld", "field"),
        ("O’Leary", "o'leary"),
        ("a\u00a0b", "a b"),
        ("e\u0301", "e"),
    ],
)
def test_a_letter_is_read_as_what_it_looks_like(written: str, meant: str) -> None:
    assert folded(written) == meant


@given(st.text(max_size=200))
def test_every_folded_letter_knows_a_place_in_the_original_and_they_never_go_back(text: str) -> None:
    reading = fold(text)
    places = [reading.span(i, i + 1)[0] for i in range(len(reading.folded))]
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)


@given(st.text(max_size=200))
def test_run_together_letters_stand_where_they_say(text: str) -> None:
    run = squeeze(fold(text))
    assert "".join(run.reading.folded[place] for place in run.places) == run.letters
