"""What a search costs: our whole page, the framework's part of one, and the engine alone, in turns."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from config.benchmark.bare import Bare
from config.benchmark.peers import Framework
from config.benchmark.requesting import Site
from config.benchmark.timing import in_turns
from publications.benchmark.words import COMMON, MIDDLING, RARE
from publications.finding import catalogue
from publications.models import Edition

WORDS = {"rare": RARE, "middling": MIDDLING, "common": COMMON}
BEGUN = "rev"
Row = dict[str, Any]


class Measured:
    """The site and its peers over one database that grows."""

    def __init__(self, host: str) -> None:
        self.site, self.framework, self.bare = Site(host), Framework(), Bare()

    def rebuilding(self) -> Row:
        """Return how many reports a second each of them indexes; ours makes everything anew."""
        began = perf_counter()
        catalogue().rebuild()
        ours = Edition.objects.public().count() / (perf_counter() - began)
        return {"ours": ours, "framework": self.framework.follow(), "bare": self.bare.follow()}

    def search(self, *, rounds: int, seconds: float) -> list[Row]:
        """Return a row for each word: times, and how many reports each of them finds."""
        return [self._word(name, word, rounds, seconds) for name, word in WORDS.items()]

    def suggesting(self, *, rounds: int, seconds: float) -> Row:
        """Return the times of suggestions after three letters."""
        times = in_turns(
            {
                "ours": lambda: self.site.get_anew(f"/search/suggest/?q={BEGUN}"),
                "framework": lambda: self.framework.suggest(BEGUN),
            },
            rounds,
            seconds=seconds,
        )
        return {name: found.as_json() for name, found in times.items()}

    def _word(self, name: str, word: str, rounds: int, seconds: float) -> Row:
        address = f"/search/?q={word}"
        calls = {
            "anew": lambda: self._anew(address),
            "again": lambda: self.site.get_anew(address),
            "framework": lambda: self.framework.search(word),
            "bare": lambda: self.bare.search(word),
        }
        times = in_turns(calls, rounds, seconds=seconds)
        found = {"framework": self.framework.search(word), "bare": self.bare.search(word)}
        row: Row = {name: taken.as_json() for name, taken in times.items()}
        return row | {"word": name, "found": found, "queries": self.site.queries_of(address)}

    def _anew(self, address: str) -> None:
        # What was counted once is remembered until something changes; here nothing has been asked before.
        forget_counts()
        self.site.get_anew(address)


def forget_counts() -> None:
    """Let the catalogue count again what it has counted."""
    view = catalogue()._view
    if view is not None:
        view.remembered.clear()
