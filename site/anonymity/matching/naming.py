"""The ways in which a person's name is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from anonymity.matching.folding import folded
from anonymity.matching.forms import Form, form_of
from anonymity.matching.nicknames import short_forms, spellings
from anonymity.matching.squeezing import PIECES
from anonymity.matching.vocabulary import is_ordinary
from anonymity.matching.wording import words

TITLES = words(
    """
    mr mrs ms miss mx dr doctor prof professor sir dame lady lord rev reverend father fr sister sr canon imam
    rabbi pc dc ds di dci dcs dsu sgt sergeant inspector constable insp supt nurse judge hhj justice cllr
    councillor baby
    """
)
PARTICLES = words(
    """
    de da do dos das del della di du le la van von der den ten ter bin ibn binti al el ap ab ferch o mc mac st
    saint
    """
)
SUFFIXES = words("jr jnr junior sr snr senior ii iii iv")
_ASIDE = re.compile(r"[(\[\"“]\s*(?:also |aka |known as |nee )*([^)\]\"”]+?)\s*[)\]\"”]")
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "ae", "Ö": "oe", "Ü": "ue", "Ø": "oe"}
)
Words = tuple[str, ...]


@dataclass(frozen=True)
class Name:
    """A person's name in parts, each a tuple of folded words. Names of one word have no surname."""

    given: Words
    middle: tuple[Words, ...] = ()
    surname: Words = ()


def asides(value: str) -> list[str]:
    """What a name gives in brackets or quotation marks: another name of the same person."""
    return _ASIDE.findall(value)


def parse(value: str) -> Name | None:
    """Take a name apart; None when it holds no letter."""
    plain = _ASIDE.sub(" ", folded(value))
    before, comma, after = plain.partition(",")
    parts = [
        tuple(PIECES.findall(part)) for part in (f"{after} {before}" if comma and after.strip() else plain).split()
    ]
    parts = [part for part in parts if part]
    while len(parts) > 1 and parts[0][0] in TITLES and len(parts[0]) == 1:
        parts = parts[1:]
    while len(parts) > 1 and parts[-1][0] in SUFFIXES and len(parts[-1]) == 1:
        parts = parts[:-1]
    return _placed(parts) if parts else None


def _placed(parts: list[Words]) -> Name:
    if len(parts) == 1:
        return Name(parts[0])
    first = len(parts) - 1
    while first > 1 and parts[first - 1][0] in PARTICLES:
        first -= 1
    surname = tuple(word for part in parts[first:] for word in part)
    return Name(parts[0], tuple(parts[1:first]), surname)


def name_forms(term: int, value: str, *, alias: bool) -> Iterator[Form]:
    """Every way of writing a name, the surest first."""
    for spelt in dict.fromkeys((value, value.translate(_UMLAUTS))):
        name = parse(spelt)
        if name is None:
            continue
        if name.surname:
            yield from _whole(term, name)
            yield from _shortened(term, name)
            yield from _parts(term, name)
        else:
            yield from _lone(term, name.given, "alias" if alias else "given")
    for other in asides(value):
        yield from name_forms(term, other, alias=True)


def _whole(term: int, name: Name) -> Iterator[Form]:
    middles = [word for part in name.middle for word in part]
    for surname in _surnames(name.surname):
        yield _form(term, [*name.given, *surname], "full")
        yield _form(term, [*surname, *name.given], "reversed")
        if middles:
            yield _form(term, [*name.given, *middles, *surname], "full")
            yield _form(term, [*surname, *name.given, *middles], "reversed")
            yield _form(term, [*middles, *surname], "full")
            yield _form(term, [*name.given, *(word[0] for word in middles), *surname], "full")
        for given in sorted(spellings(name.given[0]) | short_forms(name.given[0])):
            yield _form(term, [given, *surname], "nicknamed")
            yield _form(term, [*surname, given], "reversed")
    if middles:
        yield _form(term, [*name.given, *middles], "full")
    for half in _halves(name.surname):
        yield _form(term, [*name.given, half], "full")
        yield _form(term, [half, *name.given], "reversed")


def _form(term: int, words: list[str], sort: str) -> Form:
    return form_of(term, words, sort, judged="sure")


def _surnames(surname: Words) -> list[Words]:
    """A surname and its other spellings: Mc and Mac, St and Saint, D' and De, and those from other scripts."""
    found = dict.fromkeys([surname])
    for choice in product(*({word, *spellings(word)} for word in surname)):
        found[choice] = None
    first, rest = surname[0], surname[1:]
    for short, long in (("mc", "mac"), ("st", "saint"), ("d", "de")):
        if rest and first in (short, long):
            found |= dict.fromkeys([(short, *rest), (long, *rest)])
    found |= dict.fromkeys(_split_mac(surname))
    return sorted(found, key=lambda words: (words != surname, words))[:24]


def _split_mac(surname: Words) -> list[Words]:
    match = re.fullmatch(r"(mc|mac)([a-z]{4,})", surname[0])
    if not match:
        return []
    return [(start, match[2], *surname[1:]) for start in ("mc", "mac")] + [
        (f"{s}{match[2]}", *surname[1:]) for s in ("mc", "mac")
    ]


def _halves(surname: Words) -> list[str]:
    long = [word for word in surname if len(word) > 2 and word not in PARTICLES]
    return long if len(surname) > 1 and len(long) >= 1 else []


def _shortened(term: int, name: Name) -> Iterator[Form]:
    """Initial and surname, surname and initial, given name and the surname's initial."""
    initials = {name.given[0][0]}
    for surname in (*_surnames(name.surname)[:6], *([half] for half in _halves(name.surname))):
        for initial in initials:
            yield form_of(term, [initial, *surname], "initial and surname", judged="initialled")
            yield form_of(term, [*surname, initial], "surname and initial", judged="initialled")
            for part in name.middle:
                yield form_of(term, [initial, part[0][0], *surname], "initial and surname", judged="initialled")
    if len("".join(name.given)) > 2:
        yield form_of(term, [*name.given, name.surname[0][0]], "given name and initial", judged="initialled")


def _parts(term: int, name: Name) -> Iterator[Form]:
    yield from _lone(term, name.given, "given")
    for surname in _surnames(name.surname):
        yield form_of(term, list(surname), "surname", judged="word")
    for half in _halves(name.surname):
        yield form_of(term, [half], "half", judged="word", severity="review")
    for part in name.middle:
        yield form_of(term, list(part), "middle", judged="word", severity="review")


def _lone(term: int, given: Words, sort: str) -> Iterator[Form]:
    yield form_of(term, list(given), sort, judged="word")
    if len(given) > 1:
        yield from (form_of(term, [word], "half", judged="word", severity="review") for word in given if len(word) > 2)
        return
    for other in sorted(spellings(given[0]) | short_forms(given[0])):
        if len(other) > 2 or not is_ordinary(other):
            yield form_of(term, [other], "nickname", judged="word", severity="review")


def initials_of(value: str) -> set[str]:
    """The initials of a name: of given name and surname, with middle names, and with each half of the surname."""
    name = parse(value)
    if name is None or not name.surname:
        return set()
    first, middle, surname = name.given[0][0], "".join(part[0][0] for part in name.middle), name.surname
    last = next((word for word in surname if len(word) > 2), surname[-1])
    ends = {surname[0][0], last[0], "".join(word[0] for word in surname)}
    return {f"{first}{between}{end}" for between in ("", middle) for end in ends}
