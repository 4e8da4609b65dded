"""A catalogue of invented things, without a database: what is public is what stands in a list."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pages.findable import FORGOTTEN, Findable, Section, owner_of
from publications.finding.asking import Asked, Concept, Found
from publications.finding.cataloguing import Catalogue

HERE = 1
CONCEPTS = (
    Concept("harm", "physical_abuse", ("Physical abuse", "NAI", "non-accidental injury")),
    Concept("harm", "sudi", ("Sudden unexpected death in infancy", "cot death")),
    Concept("theme", "supervision", ("Supervision",)),
)


def thing(number: int, text: str = "", **more: Any) -> Findable:
    """Return a report with one section of text."""
    facts = {"kind": "report", "partnership": HERE, "language": "en", "title": f"Review {number}", "summary": ""}
    made = Findable(
        key=f"review:{number}/report/en",
        path=f"/reviews/{number}/",
        sections=(Section("what", "What happened", text),) if text else (),
        **facts,
    )
    return replace(made, **more)


@dataclass
class Note:
    pk: int
    key: str
    partnership_id: int | None = None


@dataclass
class World:
    """Things that are public, and the log of what has changed of them."""

    things: dict[str, Findable] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    is_open: bool = False
    # What was taken away without a note.
    gone: set[str] = field(default_factory=set)

    def put(self, *things: Findable) -> None:
        """Let these be public."""
        for one in things:
            self.things[one.key] = one
            self._note(owner_of(one.key))

    def take(self, *numbers: int) -> None:
        """Let these reports be public no more."""
        for number in numbers:
            self.things.pop(f"review:{number}/report/en", None)
            self._note(f"review:{number}")

    def forget(self, number: int) -> None:
        """Ask that no trace of this report be left."""
        self._note(f"{FORGOTTEN}review:{number}")

    def _note(self, key: str) -> None:
        self.notes.append(Note(len(self.notes) + 1, key))

    # The log
    def last(self) -> tuple[int, str]:
        return self.mark_after(self.notes) if self.notes else (0, "")

    def since(self, mark: tuple[int, str]) -> list[Note] | None:
        found = [note for note in self.notes if note.pk >= mark[0]]
        return found[1:] if found and self.mark_after(found[:1]) == mark else None

    def mark_after(self, changes: list[Note]) -> tuple[int, str]:
        return changes[-1].pk, changes[-1].key

    def is_settled(self) -> bool:
        return not self.is_open

    # The source
    def count(self) -> int:
        return len(self.things)

    def everything(self) -> Any:
        return iter(list(self.things.values()))

    def touched(self, changes: Any) -> set[str]:
        return {change.key for change in changes}

    def of(self, owners: Any) -> Any:
        return (one for one in list(self.things.values()) if owner_of(one.key) in owners)

    def standing(self, keys: Any) -> set[str]:
        return {key for key in keys if key in self.things and key not in self.gone}


def catalogue_of(world: World, folder: Path, *, patience: float = 3.0) -> Catalogue:
    """Return a catalogue as another process has it, or, with another folder, another machine."""
    return Catalogue(folder, log=world, sources=[world], concepts=lambda: CONCEPTS, patience=patience)


def found(catalogue: Catalogue, words: str = "", **more: Any) -> Found:
    """Ask for words, in this partnership."""
    return catalogue.search(Asked(words=words, **({"home": HERE} | more)))


def numbers(result: Found) -> list[int]:
    """The numbers of the reports that were found, in their order."""
    return [int(owner_of(hit.key).partition(":")[2]) for hit in result.hits]
