"""Plants terms in sentences of its own and counts what is found, by the way of writing."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from anonymity.checking import Checker
from anonymity.matching.folding import folded
from anonymity.matching.squeezing import squeezed
from anonymity.passages import Document, Finding, Passage
from anonymity.watchlists import Allowed, Term, Watchlist


@dataclass(frozen=True)
class Plant:
    """A term written into a passage in one way. text is empty for a passage that must not be blocked."""

    passage: Passage
    term_id: str
    way: str
    text: str
    also: frozenset[str] = frozenset()


@dataclass
class Tally:
    """What was found of what was planted."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    blocked: Counter[str] = field(default_factory=Counter)
    right: int = 0
    wrong: list[tuple[str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)
    distractors: int = 0
    disturbed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of plants that a block or review finding names."""
        return self.found.total() / max(1, self.planted.total())

    @property
    def precision(self) -> float:
        """The share of block findings on terms that are right."""
        return self.right / max(1, self.right + len(self.wrong))


def measure(watchlist: Watchlist, allowed: Allowed, plants: list[Plant]) -> Tally:
    """Check every plant's passage by itself."""
    tally, checker = Tally(), Checker(watchlist, allowed)
    for plant in plants:
        findings = [f for f in checker.check(Document("plant", [plant.passage])) if f.term_id]
        _count(tally, plant, findings)
    return tally


def _count(tally: Tally, plant: Plant, findings: list[Finding]) -> None:
    loud = [f for f in findings if f.severity != "note"]
    blocks = [f for f in findings if f.severity == "block"]
    right = [f for f in loud if plant.text and _names(f, plant)]
    if plant.text:
        tally.planted[plant.way] += 1
        tally.found[plant.way] += bool(right)
        tally.blocked[plant.way] += any(f.severity == "block" for f in right)
        if not right:
            tally.missed.append((plant.way, plant.passage.text))
    else:
        tally.distractors += 1
        tally.disturbed += [(f.matched, plant.passage.text) for f in blocks]
    tally.right += sum(f in right for f in blocks)
    tally.wrong += [(f.matched, plant.passage.text) for f in blocks if f not in right]


def _names(finding: Finding, plant: Plant) -> bool:
    if finding.term_id != plant.term_id and finding.term_id not in plant.also:
        return False
    a, b = squeezed(folded(finding.matched)), squeezed(folded(plant.text))
    return bool(a) and (a in b or b in a or plant.way in ("encoded", "slip", "initials"))


def ways_of_name(value: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Ways of writing a name of two words or more."""
    given, *_, surname = value.split()
    yield "exact", value
    yield "upper", value.upper()
    yield "lower", value.lower()
    yield "possessive", f"{value}'s"
    yield "curly possessive", f"{value}’s"
    yield "surname first", f"{surname.upper()}, {given}"
    yield "surname and initial", f"{surname}, {given[0]}."
    yield "initial and surname", f"{given[0]} {surname}"
    yield "initial and surname", f"{given[0]}. {surname}"
    yield "initials", f"{given[0]}.{surname[0]}."
    yield "initials", f"{given[0]}. {surname[0]}."
    yield "given", given
    yield "given possessive", f"{given}'s"
    yield "surname", surname
    yield "titled", f"{rng.choice(['Mr', 'Ms', 'Mrs', 'Dr', 'Miss'])} {surname}"
    yield "line broken", f"{given}\n{surname}"
    yield "hyphenated line", f"{given} {surname[:3]}-\n{surname[3:]}" if len(surname) > 5 else f"{given}\n  {surname}"
    yield "spaced out", " ".join(given) + "  " + " ".join(surname)
    yield "non-breaking", f"{given}\u00a0{surname}"
    yield "soft hyphen", f"{given} {surname[:2]}\u00ad{surname[2:]}"
    yield "zero width", f"{given[:1]}\u200b{given[1:]} {surname}"
    yield "run together", f"{given}{surname}"
    yield "look-alikes", value.replace("a", "а").replace("e", "е").replace("o", "ο")
    yield "wide", "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in value)
    yield "slip", f"{given} {_slip(surname, rng)}"
    if len(given) > 4:
        yield "slip", f"{_slip(given, rng)} {surname}"


def _slip(word: str, rng: random.Random) -> str:
    """One letter left out, doubled, changed, or two changed about."""
    if len(word) < 4:
        return word
    at = rng.randrange(1, len(word) - 1)
    return rng.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + rng.choice("aeioust") + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def ways_in_addresses(value: str) -> Iterator[tuple[str, str, str]]:
    """Ways in which a name stands in an address or a file name: way, the text, and the whole that holds it."""
    given, *_, surname = (squeezed(folded(word)) for word in value.split())
    yield "in e-mail", f"{given}.{surname}", f"mailto:{given}.{surname}@example.net"
    yield "in e-mail", f"{given[0]}{surname}", f"{given[0]}{surname}@example.net"
    yield "in e-mail", f"{given}_{surname}", f"{given}_{surname}77@example.net"
    yield "in link", f"{given}-{surname}", f"https://example.net/people/{given}-{surname}/photos?id=3"
    yield "in link", f"{given}{surname}", f"https://example.net/{given}{surname}"
    yield "in link", f"{given}%20{surname}", f"https://example.net/find?q={given}%20{surname}"
    yield "in file name", f"{given.title()}{surname.title()}", f"Chronology{given.title()}{surname.title()}v3.docx"
    yield "in file name", f"{given}_{surname}", f"2021_notes_{given}_{surname}_final.pdf"


def by_case(people: list[str]) -> Callable[[str], frozenset[str]]:
    """Which terms share a word or initials with a text."""
    words: dict[str, set[str]] = defaultdict(set)
    for number, name in enumerate(people, 1):
        for word in name.split():
            words[squeezed(folded(word))].add(f"t{number}")
        initials = "".join(squeezed(folded(word))[0] for word in name.split())
        words[initials].add(f"t{number}")
    return lambda text: frozenset(
        t
        for word in [*text.split(), text]
        for t in words.get(squeezed(folded(word)).removesuffix("s"), words.get(squeezed(folded(word)), ()))
    )


def watchlist_of(people: list[str], others: list[tuple[str, str]], nicknames: dict[str, tuple[str, ...]]) -> Watchlist:
    """People first, then other terms as kind and value."""
    terms = [Term(f"t{n}", "name", name, nicknames.get(name, ())) for n, name in enumerate(people, 1)]
    terms += [Term(f"t{n}", kind, value) for n, (kind, value) in enumerate(others, len(people) + 1)]
    return Watchlist(tuple(terms))
