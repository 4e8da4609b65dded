"""How much is found of what is planted in families and sentences of our own."""

from __future__ import annotations

import pytest

from anonymity.tests import held_out, tuning, unseen
from anonymity.tests.measuring import Tally, measure, watchlist_of
from anonymity.watchlists import Allowed

CERTAIN = (
    "exact", "upper", "lower", "possessive", "curly possessive", "spaced out", "line broken", "hyphenated line",
    "non-breaking", "soft hyphen", "zero width", "look-alikes", "wide", "run together", "in link", "in file name",
    "in e-mail",
)  # fmt: skip


def _tally(held: object) -> Tally:
    watchlist = watchlist_of(held.PEOPLE, held.OTHERS, held.NICKNAMES)  # type: ignore[attr-defined]
    return measure(watchlist, Allowed(getattr(held, "ALLOWED", ())), held.plants())  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def tuned() -> Tally:
    return _tally(tuning)


@pytest.mark.parametrize("way", CERTAIN)
def test_every_plant_is_found_where_letters_alone_are_changed(tuned: Tally, way: str) -> None:
    assert tuned.planted[way] > 0
    assert tuned.found[way] == tuned.planted[way]


@pytest.mark.parametrize("held", [tuning, held_out, unseen])
def test_97_of_100_plants_are_found_and_95_of_100_blocks_are_right(held: object) -> None:
    tally = _tally(held)
    assert tally.planted.total() > 120
    assert tally.recall >= 0.97, tally.missed
    assert tally.precision >= 0.95, tally.wrong


def test_at_most_one_distractor_in_a_hundred_is_blocked() -> None:
    tallies = [_tally(held) for held in (tuning, held_out, unseen)]
    assert sum(t.distractors for t in tallies) > 250
    assert sum(len(t.disturbed) for t in tallies) <= sum(t.distractors for t in tallies) / 100
