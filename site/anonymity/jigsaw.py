"""Several documents of one review read together: which details, put side by side, could single out a child (R24)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from anonymity.matching.dates import MONTH_NAMES, read_dates
from anonymity.matching.dating import is_of_life
from anonymity.matching.describing import HOSPITALS, RARE, SCHOOLS, SIBLINGS, place_name_of, spoken_ages
from anonymity.matching.folding import fold, folded
from anonymity.matching.squeezing import PIECES
from anonymity.passages import Document

MOST = 100
LONGEST = 200_000  # characters of a passage that are looked at; a detail stands in the first ones or nowhere
TOGETHER = 8  # points when only the documents together say what none says alone
PUBLIC = 10  # points for a detail that is already public, which leads from the one to the other
MOST_PUBLIC = 30
WEIGHTS = {
    "exact age": 18, "age in years": 6, "sex": 4, "place": 14, "date": 18, "month": 10, "rare condition": 18,
    "order among siblings": 10, "background": 8, "school": 14, "hospital": 8, "household": 4,
}  # fmt: skip
_SEXES = {
    "a girl": r"\b(?:girl|daughter|schoolgirl|baby girl|her (?:death|birth))\b",
    "a boy": r"\b(?:boy|son|schoolboy|baby boy|his (?:death|birth))\b",
}
_FIGURE = re.compile(r"\d|one|two|three|four|five|six|seven|eight|nine|ten|teen")
_YEARS = re.compile(
    r"\b(?:aged\s+(?:\w+-)?\w+(?:\s+years?)?(?!\s*(?:day|week|month|under|over))|(?:\w+-)?\w+[\s-]years?[\s-]old)\b"
)
_BACKGROUND = re.compile(
    r"\b(?:polish|romanian|nigerian|somali|pakistani|bangladeshi|indian|afghan|syrian|iraqi|kurdish|"
    r"albanian|vietnamese|ghanaian|"
    r"eritrean|lithuanian|portuguese|bulgarian|slovak|hungarian|ukrainian|turkish|jamaican|irish "
    r"traveller|roma|gypsy|black african|"
    r"black caribbean|white british|mixed heritage|dual heritage|muslim|jewish|sikh|hindu|catholic|jehovah's witness)\b"
)
_HOUSEHOLD = re.compile(
    r"\b(?:adopted|adoptive|foster(?:ed)?|kinship|special guardianship|surrogacy|refuge|asylum|army|"
    r"military|barracks|houseboat|caravan|hostel)\b"
)


@dataclass(frozen=True)
class Reason:
    """What adds to the score, in words that can be shown, and by how many points."""

    points: int
    said: str


@dataclass(frozen=True)
class Jigsaw:
    """How far the documents together single out one child, from 0 to 100, and why. It is no verdict."""

    score: int
    reasons: tuple[Reason, ...]


def read_together(documents: Sequence[Document], *, places: Iterable[str] = (), public: Iterable[str] = ()) -> Jigsaw:
    """Weigh the details that the documents of one review give together (R24).

    places: names of towns, villages and wards that count as the child's place. public: sentences that have been
    published already, as in the press, in court or at the inquest.
    """
    known = tuple(places)
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for document in documents:
        for passage in document.passages:
            for kind, words in _details(passage.text[:LONGEST], known):
                found[kind][words].add(document.name)
    if "exact age" in found:
        found.pop("age in years", None)
    if "date" in found:
        found.pop("month", None)
    reasons = [_reason(kind, found[kind]) for kind in WEIGHTS if kind in found]
    reasons += _only_together(found) + _already_public(found, public, known)
    return Jigsaw(min(MOST, sum(reason.points for reason in reasons)), tuple(reasons))


def _details(text: str, places: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    reading = fold(text)
    yield from (("exact age", words) for words in spoken_ages(reading.folded))
    yield from (
        ("age in years", m.group())
        for m in _YEARS.finditer(reading.folded)
        if re.search(r"\d|one|two|three|four|five|six|seven|eight|nine|ten|teen", m.group())
    )
    yield from (("sex", sex) for sex, words in _SEXES.items() if re.search(words, reading.folded))
    for kind, pattern in (
        ("order among siblings", SIBLINGS),
        ("rare condition", RARE),
        ("background", _BACKGROUND),
        ("household", _HOUSEHOLD),
    ):
        yield from ((kind, m.group()) for m in pattern.finditer(reading.folded))
    yield from _times(reading.folded)
    for kind, pattern in (("school", SCHOOLS), ("hospital", HOSPITALS)):
        yield from ((kind, name) for m in pattern.finditer(text) if (name := place_name_of(m)))
    words = " ".join(PIECES.findall(reading.folded))
    yield from (("place", place) for place in places if f" {' '.join(PIECES.findall(folded(place)))} " in f" {words} ")


def _times(text: str) -> Iterator[tuple[str, str]]:
    for dated in read_dates(text):
        if is_of_life(text, dated):
            month = f"{MONTH_NAMES[dated.month - 1]} {dated.year or ''}".strip()
            yield ("date", f"{dated.day} {month}") if dated.day else ("month", month)


def _reason(kind: str, details: dict[str, set[str]]) -> Reason:
    words = sorted(details)[:3]
    where = sorted({name for names in details.values() for name in names})
    shown = ", ".join(f"“{' '.join(word.split())}”" for word in words)
    return Reason(WEIGHTS[kind], f"{kind[0].upper()}{kind[1:]}: {shown} in {_listed(where)}.")


def _only_together(found: dict[str, dict[str, set[str]]]) -> list[Reason]:
    kinds_of: dict[str, set[str]] = defaultdict(set)
    for kind, details in found.items():
        for names in details.values():
            for name in names:
                kinds_of[name].add(kind)
    most = max((len(kinds) for kinds in kinds_of.values()), default=0)
    if len(kinds_of) > 1 and len(found) >= 4 and most < len(found):
        return [Reason(TOGETHER, f"No document says all of this alone; {_listed(sorted(kinds_of))} say it together.")]
    return []


def _already_public(
    found: dict[str, dict[str, set[str]]], public: Iterable[str], places: tuple[str, ...]
) -> list[Reason]:
    told = {(kind, words) for sentence in public for kind, words in _details(sentence[:LONGEST], places)}
    same = [(kind, words) for kind, words in sorted(told) if words in found.get(kind, ())]
    points = [min(PUBLIC, MOST_PUBLIC - PUBLIC * i) for i in range(len(same))]
    return [
        Reason(p, f"Already public: {kind}, “{words}”.") for p, (kind, words) in zip(points, same, strict=True) if p > 0
    ]


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
