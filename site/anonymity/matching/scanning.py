"""Runs all forms over a passage at once, and keeps the places where letters are really written as one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from anonymity.matching.forms import Form
from anonymity.matching.squeezing import Squeezed
from anonymity.matching.vocabulary import is_ordinary

WIDEST_GAP = 12  # characters between two words of a name
TELLING = 6  # letters that a lone word needs before it counts inside a longer one
_JOINING = frozenset("-'_.,/+&|\"()[]# \n\\:@;*")
_NUMBER_GAPS = frozenset(" -.()[]/\n+,_:@")
_WHOLE_NAMES = frozenset({"full", "reversed", "nicknamed", "whole", "address", "number and street"})


@dataclass(frozen=True, slots=True)
class Sighting:
    """A form at its place: start and end in the folded text. `inside` says that it is the middle of a longer word."""

    form: Form
    start: int
    end: int
    inside: bool = False
    joined: bool = False


class Scanner:
    """Knows a set of forms; looks through text in time linear in its length, whatever the number of forms."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._by_letters: dict[str, list[Form]] = defaultdict(list)
        for form in forms:
            self._by_letters[form.letters].append(form)
        self._automaton = ahocorasick.Automaton()
        for letters, same in self._by_letters.items():
            self._automaton.add_word(letters, (len(letters), same))
        if self._by_letters:
            self._automaton.make_automaton()

    def sightings(self, text: Squeezed, *, loose: bool) -> Iterator[Sighting]:
        """Where forms stand. loose: words run together, as they do in file names and addresses."""
        if not self._by_letters or not text.letters:
            return
        folded, places, edges = text.reading.folded, text.places, Edges(text)
        for last, (length, forms) in self._automaton.iter(text.letters):
            first = last + 1 - length
            start, end = places[first], places[last] + 1
            hard = (start == 0 or not folded[start - 1].isalnum()) and (end == len(folded) or not folded[end].isalnum())
            if not hard and not loose and length < 4 and forms[0].judged != "number":
                continue
            for form in forms:
                sighting = _sighting(form, first, text, edges, hard=hard, loose=loose)
                if sighting:
                    yield sighting


class Edges:
    """Where words begin and end in a text, also within run-together ones."""

    def __init__(self, text: Squeezed) -> None:
        self.folded, self.original, self.reading = text.reading.folded, text.reading.original, text.reading

    def before(self, start: int) -> str:
        """ "hard" when no letter stands before, "soft" at a capital or between letter and digit, else ""."""
        if start == 0 or not self.folded[start - 1].isalnum():
            return "hard"
        return self._turn(start)

    def after(self, end: int) -> str:
        """ "hard" when no letter stands after, "s" before a lone s, "soft" at a capital or digit, else ""."""
        if end == len(self.folded) or not self.folded[end].isalnum():
            return "hard"
        if self.folded[end] == "s" and (end + 1 == len(self.folded) or not self.folded[end + 1].isalnum()):
            return "s"
        return self._turn(end)

    def _turn(self, place: int) -> str:
        if self.folded[place - 1].isdigit() != self.folded[place].isdigit():
            return "digit"
        left, right = (self.original[self.reading.span(p, p + 1)[0]] for p in (place - 1, place))
        return "soft" if left.islower() and right.isupper() else ""


def _sighting(form: Form, first: int, text: Squeezed, edges: Edges, *, hard: bool, loose: bool) -> Sighting | None:
    last = first + len(form.letters) - 1
    start, end = text.places[first], text.places[last] + 1
    before, after = ("hard", "hard") if hard else (edges.before(start), edges.after(end))
    inside = not hard and not _edges_hold(form, before, after, loose=loose)
    if inside and not _telling_inside(form, loose=loose, edges=(before, after)):
        return None
    gaps = _gaps(text, first, last)
    if not _gaps_hold(form, gaps, loose=loose):
        return None
    return Sighting(form, start, end, inside, joined=len(form.breaks) > 0 and not gaps)


def _edges_hold(form: Form, before: str, after: str, *, loose: bool) -> bool:
    if form.judged == "number":
        return _number_edges_hold(form, before, after)
    if not before or not after:
        return False
    if after == "s":
        return (
            before != "digit"
            and len(form.letters) > 3
            and form.judged in ("sure", "word")
            and not is_ordinary(form.words[-1] + "s")
        )
    return loose or (before == after == "hard") or form.sort in _WHOLE_NAMES


def _number_edges_hold(form: Form, before: str, after: str) -> bool:
    digital = form.letters[0].isdigit(), form.letters[-1].isdigit()
    return (before == "hard" or (before in ("digit", "soft") and digital[0])) and (
        after == "hard" or (after in ("digit", "soft") and digital[1])
    )


def _telling_inside(form: Form, *, loose: bool, edges: tuple[str, str]) -> bool:
    """A long form counts inside a longer word where words run together, as they do in file names and behind a #."""
    if form.judged == "number":
        return False
    if form.breaks:
        return form.sort in _WHOLE_NAMES and len(form.letters) >= 8 and (loose or any(edges))
    alone = form.judged in ("word", "sure") and len(form.letters) >= TELLING and not is_ordinary(form.letters)
    return alone and (loose or all(edges))


def _gaps(text: Squeezed, first: int, last: int) -> dict[int, str]:
    """What stands between the letters of a match: by the number of letters before it."""
    places, folded = text.places, text.reading.folded
    if places[last] - places[first] == last - first:
        return {}
    return {
        i - first + 1: folded[places[i] + 1 : places[i + 1]]
        for i in range(first, last)
        if places[i + 1] != places[i] + 1
    }


def _gaps_hold(form: Form, gaps: dict[int, str], *, loose: bool) -> bool:
    if any(len(gap) > WIDEST_GAP or gap.count("\n") > 1 for gap in gaps.values()):
        return False
    if form.judged == "number":
        return _number_gaps_hold(form, gaps)
    spelt_out = len(gaps) == len(form.letters) - 1 and len(form.letters) > 2
    if spelt_out and len(set(gaps.values()) - {"  ", "   "}) <= 3:
        return _letters_spaced(gaps)
    for at, gap in gaps.items():
        if at in form.breaks:
            if not _parts_words(form, at, gap, loose=loose):
                return False
        elif not _splits_a_word(form, at, gap, gaps, loose=loose):
            return False
    return _may_run_together(form, gaps, loose=loose)


def _letters_spaced(gaps: dict[int, str]) -> bool:
    return all(gap.strip(" \n.-_,") == "" for gap in gaps.values())


def _number_gaps_hold(form: Form, gaps: dict[int, str]) -> bool:
    if form.sort in ("last digits", "digits") and len(gaps) > 3:
        return False
    return all(len(gap) <= 5 and set(gap) <= _NUMBER_GAPS for gap in gaps.values())


def _parts_words(form: Form, at: int, gap: str, *, loose: bool) -> bool:
    if not set(gap) <= _JOINING:
        return False
    bare = gap.strip()
    if form.judged == "initialled" and "'" in gap and _is_initials_own_break(form, at):
        return False
    if loose or form.sort in ("address", "number and street", "whole", "short"):
        return len(bare) <= 3 and not (bare.startswith((";", ":")) and not loose)
    if gap == "." and form.sort in _WHOLE_NAMES:
        return True
    if bare.startswith("."):
        return _is_initial(form, at) and bare.strip('.-/,"') == ""
    if bare.startswith(","):
        return form.sort in ("reversed", "surname and initial") and len(bare) == 1
    return bare.strip("-'_/()\"|& ") == ""


def _is_initials_own_break(form: Form, at: int) -> bool:
    """The break is the one beside the lone letter, where an apostrophe would make a possessive."""
    return at == form.breaks[0] if form.sort == "initial and surname" else at == form.breaks[-1]


def _is_initial(form: Form, at: int) -> bool:
    edges = (0, *form.breaks)
    return any(b == at and at - a <= 2 for a, b in zip(edges, form.breaks, strict=False))


def _splits_a_word(form: Form, at: int, gap: str, gaps: dict[int, str], *, loose: bool) -> bool:
    """A gap where the term has none: a hyphen at a line's end, or a stray space within what is no word."""
    bare = gap.strip()
    if bare == "-" and "\n" in gap:
        return True
    if bare not in ("", "-", "'", "_") or (bare == "_" and not loose) or len(gap) > 4:
        return False
    left, right = _pieces_beside(form, at, gaps)
    if bare == "'":
        return len(left) < 3 or right == "s"
    if min(len(left), len(right)) == 0 or len(left) + len(right) < 5:
        return False
    beside_others = len(form.breaks) > 1 and form.sort in _WHOLE_NAMES and len(form.letters) >= 10
    return beside_others or not (is_ordinary(left) and is_ordinary(right))


def _pieces_beside(form: Form, at: int, gaps: dict[int, str]) -> tuple[str, str]:
    edges = sorted({0, len(form.letters), *gaps, *form.breaks})
    place = edges.index(at)
    return form.letters[edges[place - 1] : at], form.letters[at : edges[place + 1]]


def _may_run_together(form: Form, gaps: dict[int, str], *, loose: bool) -> bool:
    """Words of the term that are written without a gap."""
    missing = [at for at in form.breaks if at not in gaps]
    if not missing or (loose and len(form.letters) > 3):
        return True
    if form.judged == "initialled":
        return False
    if len(form.letters) >= 5 and not is_ordinary(form.letters):
        return True
    return len(form.letters) > 3 and not is_ordinary(form.letters) and form.judged != "acronym"
