"""Labelled cases: a folder `case-*` each, with watchlist.json, allowed.json, labels.json and the documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anonymity.watchlists import Allowed, Watchlist, read_allowed, read_watchlist


@dataclass(frozen=True)
class Case:
    """A folder of documents of one family, and what was planted in them."""

    folder: Path
    watchlist: Watchlist
    allowed: Allowed
    pages: dict[str, int]
    labels: list[dict[str, Any]]
    distractors: list[dict[str, Any]]

    @property
    def documents(self) -> list[Path]:
        """The files of the case."""
        return [self.folder / name for name in self.pages]


def cases(corpus: Path) -> Iterator[Case]:
    """All cases of a corpus in the order of their names."""
    for folder in sorted(corpus.glob("case-*")):
        told = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        allowed = folder / "allowed.json"
        yield Case(
            folder,
            read_watchlist(folder / "watchlist.json"),
            read_allowed(allowed) if allowed.exists() else Allowed(),
            told["pages"],
            told["labels"],
            told.get("distractors", []),
        )
