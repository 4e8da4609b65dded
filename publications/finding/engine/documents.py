"""A findable thing as the index keeps it: what is looked for, what is counted, and a card with what is shown."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

import tantivy

from pages.findable import Findable, owner_of
from publications.finding.engine.schema import STATE
from publications.finding.engine.wording import plain

# A report is worth more than its recommendations, which repeat its words, and than a page that speaks of reports.
WEIGHTS = {"recommendation": 0.4, "archived": 1.0, "event": 1.0, "newsletter": 1.0, "leaflet": 2.0, "page": 2.0}
USUAL_WEIGHT = 3.0
_SERIAL, _NUMBER = 1 << 24, 1 << 10


@dataclass(frozen=True)
class Card:
    """What is shown of something found; `starts` says where in `text` each of the `parts` begins."""

    facts: dict[str, Any]
    text: str

    @property
    def parts(self) -> list[tuple[str, str, str]]:
        """Anchor, title and file of each part of the text."""
        return self.facts["parts"]

    @property
    def starts(self) -> list[int]:
        return self.facts["starts"]

    @property
    def day(self) -> date | None:
        return date.fromordinal(self.facts["day"]) if self.facts["day"] else None


def document_of(found: Findable) -> tantivy.Document:
    """Return what is written of `found`."""
    body = "\n".join(section.text for section in found.sections)
    made = tantivy.Document()
    for name, value in (("key", found.key), ("owner", owner_of(found.key)), ("language", found.language)):
        made.add_text(name, value)
    made.add_text("kind", found.kind)
    for facet, values in found.facets.items():
        for value in values:
            made.add_text(facet, value)
    made.add_text("title", plain(f"{found.title} {found.names}"))
    made.add_text("text", plain(f"{found.title} {found.names}\n{found.summary}\n{body}"))
    made.add_unsigned("partnership", found.partnership)
    made.add_unsigned("order", _order(found))
    made.add_float("weight", WEIGHTS.get(found.kind, USUAL_WEIGHT))
    made.add_bytes("card", f"{json.dumps(_facts(found))}\n{body}".encode("utf-8", "replace"))
    return made


def card_of(document: tantivy.Document) -> Card:
    """Return what is shown of a document that was found."""
    facts, _, text = bytes(document.get_first("card")).decode().partition("\n")
    return Card(json.loads(facts), text)


def state_document(mark: tuple[int, str]) -> tantivy.Document:
    """Return the document that says which change was seen last; it is written with what that change made."""
    made = tantivy.Document()
    for name, value in (("key", STATE), ("owner", STATE)):
        made.add_text(name, value)
    made.add_bytes("card", json.dumps(mark).encode())
    return made


def mark_of(document: tantivy.Document) -> tuple[int, str]:
    """Return which change was seen last."""
    number, at = json.loads(bytes(document.get_first("card")))
    return number, at


def _facts(found: Findable) -> dict[str, Any]:
    facts = {name: getattr(found, name) for name in ("key", "kind", "partnership", "language", "title", "caption")}
    lengths = (len(section.text) + 1 for section in found.sections)
    return facts | {
        "summary": found.summary,
        "path": found.path,
        "day": found.day.toordinal() if found.day else 0,
        "parts": [(section.anchor, section.title, section.file) for section in found.sections],
        "starts": list(accumulate(lengths, initial=0))[:-1] if found.sections else [],
    }


def _order(found: Findable) -> int:
    """The newest first, of one day the one that was begun last, of one owner as they are numbered: on every machine."""
    owner = owner_of(found.key).partition(":")[2]
    serial = int(owner) % _SERIAL if owner.isdecimal() else 0
    digits = "".join(letter for letter in found.key.partition("/")[2] if letter.isdecimal())
    within = _NUMBER - 1 - min(int(digits or 0), _NUMBER - 1)
    return ((found.day.toordinal() if found.day else 0) * _SERIAL + serial) * _NUMBER + within
