"""The ways in which addresses, schools, places and conditions are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from anonymity.matching.folding import folded
from anonymity.matching.forms import Form, form_of
from anonymity.matching.numbering import postcode_forms
from anonymity.matching.squeezing import PIECES
from anonymity.matching.vocabulary import ACRONYMS, is_ordinary
from anonymity.matching.wording import words

_SHORT = """
road rd; street st str; avenue ave av; lane ln la; drive dr drv; close cl clo; crescent cres cr cresc; court
ct crt; place pl; square sq; terrace terr ter tce; gardens gdns gdn garden; grove gr gro grv; park pk; way wy;
hill hl; mount mt; house hse; flat apartment apt; saint st; cottage cott cottages; row rw; rise ri; walk wlk;
green grn; north n; south s; east e; west w; upper upr; lower lwr; boulevard blvd; estate est; parade pde;
buildings bldgs; view vw; common cmn; meadow meadows mdw; fields field fld; mews mws; yard yd; bridge br;
centre center ctr cent; hospital hosp; surgery surg; practice prac; nursery nurseries; primary prim; infant
infants inf; junior juniors jnr; school sch; secondary sec; community comm; university uni; and &; college
coll; doctor dr
"""
STREET_TYPES = words(
    """
    road street avenue lane drive close crescent court place square terrace gardens grove park way hill mount
    row rise walk green boulevard parade mews yard view bank end gate fold croft drove wharf quay mead wynd brow
    vale approach side loke bottom chase dene garth ginnel causeway cottages villas buildings meadow meadows
    fields passage path circus broadway orchard
    """
)
_SCHOOL_WORDS = words(
    """
    school primary infant infants junior juniors academy nursery college secondary high grammar first middle
    lower upper preschool pre playgroup special rc c of ce catholic church england community foundation and
    sixth form voluntary aided controlled trust kindergarten day care children childrens centre free
    comprehensive prep preparatory the
    """
)
_PLACE_WORDS = words(
    """
    medical health centre surgery practice hospital clinic house hostel hotel road street lane close estate park
    children childrens home family hub refuge ward court church mosque temple community hall library pub inn
    arms club station general infirmary royal the of and group gp dental pharmacy unit lodge farm leisure sports
    farmhouse care foundation
    """
)
CONDITIONS = {
    "phenylketonuria": "pku",
    "osteogenesis imperfecta": "oi;brittle bone disease;brittle bones",
    "duchenne muscular dystrophy": "dmd;duchenne;duchennes",
    "cystic fibrosis": "cf",
    "epidermolysis bullosa": "eb",
    "spinal muscular atrophy": "sma",
    "spina bifida": "",
    "edwards syndrome": "trisomy 18",
    "patau syndrome": "trisomy 13",
    "down syndrome": "trisomy 21;downs",
    "di george syndrome": "22q11;velocardiofacial syndrome;vcfs",
    "prader willi syndrome": "pws",
    "tuberous sclerosis": "tsc",
    "ehlers danlos syndrome": "eds",
    "sickle cell disease": "scd;sickle cell;sickle cell anaemia",
    "maple syrup urine disease": "msud",
    "medium chain acyl coa dehydrogenase deficiency": "mcadd;mcad",
    "congenital adrenal hyperplasia": "cah",
    "neurofibromatosis": "nf1",
    "haemophilia": "hemophilia",
    "galactosaemia": "galactosemia",
}


def address_forms(term: int, value: str) -> Iterator[Form]:
    """The whole, number and street, the street alone, and the postcode if it is part of the address."""
    parts = [PIECES.findall(part) for part in folded(value).split(",")]
    parts = [part for part in parts if part]
    postcode = re.search(r"\b[a-z]{1,2}\d[\da-z]?\s*\d[a-z]{2}\b", folded(value))
    if postcode:
        yield from postcode_forms(term, postcode.group())
    yield from _spelt(term, [word for part in parts for word in part], "address", "block")
    for place, part in enumerate(parts):
        if part[-1] in STREET_TYPES or _long_form(part[-1]) in STREET_TYPES or (part[0][0].isdigit() and len(part) > 1):
            yield from _street(term, parts, place)


def _street(term: int, parts: list[list[str]], place: int) -> Iterator[Form]:
    numbered = parts[place] if parts[place][0][0].isdigit() else None
    if numbered is None and place and parts[place - 1][-1][:1].isdigit():
        numbered = [parts[place - 1][-1], *parts[place]]
    if numbered:
        yield from _spelt(term, numbered, "number and street", "block")
        yield from _spelt(term, [*numbered[1:], numbered[0]], "number and street", "block")
        for word in ("number", "no"):
            yield form_of(term, [*numbered[1:], word, numbered[0]], "number and street")
    if numbered and (place or len(parts) > place + 1):
        rest = [word for part in parts[place + 1 :] for word in part]
        yield from _spelt(term, [*numbered, *rest], "address", "block")
    if place and not numbered:
        yield from _spelt(term, [*parts[place - 1], *parts[place]], "number and street", "block")
    street = numbered[1:] if numbered else parts[place]
    if len(street) > 1:
        yield from _spelt(term, street, "street", "review", judged="word")


def school_forms(term: int, value: str) -> Iterator[Form]:
    """The whole, and without the words that every school has."""
    yield from _named_place(term, value, _SCHOOL_WORDS)


def place_forms(term: int, value: str) -> Iterator[Form]:
    """The whole, and without words such as “medical centre”; a place of one word by that word."""
    if re.search(r"\d", value) and "," in value:
        yield from address_forms(term, value)
    else:
        yield from _named_place(term, value, _PLACE_WORDS | _SCHOOL_WORDS)


def _named_place(term: int, value: str, common: frozenset[str]) -> Iterator[Form]:
    for part in folded(value).split(",")[:1]:
        words = PIECES.findall(_without_possessive(part))
        if not words:
            return
        yield from _spelt(term, words, "whole", "block", judged="word" if len(words) == 1 else "sure")
        core = list(words)
        while core and core[-1] in common:
            core.pop()
            if len(core) > 1 and not all(word in common for word in core):
                yield from _spelt(term, core, "short", "block", judged="word")
        own = [word for word in core if word not in ("st", "saint", "the", "our", "lady", "all")]
        if core != words and own and len(own[0]) > 3:
            severity = "block" if not is_ordinary(own[0]) else "review"
            yield from _spelt(term, core, "core", severity, judged="word")
            if core != own:
                yield from _spelt(term, own, "core", "review", judged="word")


def _without_possessive(text: str) -> str:
    return re.sub(r"'s\b", "s", text)


def _spelt(term: int, words: list[str], sort: str, severity: str, *, judged: str = "sure") -> Iterator[Form]:
    """The words with their abbreviations, as far as there are not too many."""
    choices = [_spellings(word) for word in words]
    for picked in list(product(*choices))[:48]:
        yield form_of(term, list(picked), sort, judged=judged, severity=severity)  # type: ignore[arg-type]


def _spellings(word: str) -> list[str]:
    group = [other for group in _GROUPS if word in group for other in group]
    apostrophe = [word[:-1]] if len(word) > 4 and word.endswith("s") and not is_ordinary(word) else []
    return list(dict.fromkeys([word, *group, *apostrophe]))


def _long_form(word: str) -> str:
    return next((group[0] for group in _GROUPS if word in group), word)


_GROUPS = [tuple(row.split()) for row in _SHORT.replace("\n", " ").split(";")]


def condition_forms(term: int, value: str) -> Iterator[Form]:
    """Singular and plural, with and without 's, other names, and the acronym where it is three letters or more."""
    words = PIECES.findall(_without_possessive(folded(value)))
    if not words:
        return
    for spelt in _with_and_without_s(words):
        yield form_of(term, spelt, "whole", judged="word" if len(spelt) < 3 else "sure")
    for other in _other_names(words):
        known = PIECES.findall(other)
        short = len(known) == 1 and len(known[0]) < 5
        yield form_of(
            term,
            known,
            "acronym" if short else "other name",
            judged="acronym" if short else "sure",
            severity="review" if short else "block",
        )
    letters = "".join(word[0] for word in words)
    if len(letters) > 2 and letters not in ACRONYMS:
        yield form_of(term, [letters], "acronym", judged="acronym", severity="review")


def _with_and_without_s(words: list[str]) -> list[list[str]]:
    last, first = words[-1], words[0]
    ends = [[*words[:-1], last + "s"]] if not last.endswith("s") else []
    if len(words) > 1:
        ends.append([first[:-1] if first.endswith("s") else first + "s", *words[1:]])
    if len(words) > 1 and last in ("syndrome", "disease", "disorder", "deficiency"):
        ends.append(words[:-1])
    british = [[word.replace("ae", "e") for word in words]] if any("ae" in word for word in words) else []
    return [words, *ends, *british]


def _other_names(words: list[str]) -> list[str]:
    plain = " ".join(word for word in words)
    for known, others in CONDITIONS.items():
        names = [known, *filter(None, others.split(";"))]
        if plain in (*names, known.replace(" syndrome", "s syndrome")):
            return [name for name in names if name != plain]
    return []
