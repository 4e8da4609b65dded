"""Time grows with the pages and hardly with the number of terms."""

from __future__ import annotations

import random
import time

from anonymity.checking import Checker
from anonymity.passages import Document, Passage
from anonymity.tests import tuning
from anonymity.watchlists import Allowed, Term, Watchlist

SYLLABLES = ["mar", "ten", "lo", "bri", "sha", "kol", "wen", "ad", "ur", "fay", "dun", "ost"]


def _name(rng: random.Random) -> str:
    return " ".join("".join(rng.choices(SYLLABLES, k=3)).title() for _ in range(2))


def _report(words: int) -> Document:
    sentences = [*tuning.distractors(), *(frame.format("Leila Haddad") for frame in tuning.FOR_NAMES)]
    rng, passages, count = random.Random(3), [], 0
    while count < words:
        text = " ".join(rng.choices(sentences, k=8))
        count += len(text.split())
        passages.append(Passage("body", text))
    return Document("report.pdf", passages)


def _seconds(words: int, terms: int) -> float:
    """The least of three: in a process that holds much, one of them may pay for clearing up after others."""
    return min(_once(words, terms) for _ in range(3))


def _once(words: int, terms: int) -> float:
    rng = random.Random(5)
    listed = Watchlist(tuple(Term(f"t{n}", "name", _name(rng)) for n in range(terms)))
    document, started = _report(words), time.process_time()
    Checker(listed, Allowed()).check(document)
    return time.process_time() - started


def test_a_hundred_pages_with_two_hundred_terms_are_checked_within_two_seconds() -> None:
    assert _seconds(46_500, 200) < 2.0


def test_ten_times_the_terms_take_less_than_four_times_the_time() -> None:
    assert _seconds(12_000, 400) < 4 * _seconds(12_000, 40) + 0.3
