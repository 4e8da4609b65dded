"""What is an ordinary word of English, and what is a short form that everybody uses."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from anonymity.matching.wording import words

_OFTEN_NAMES = "dale dell glen heath clay cliff brook lane vale moss jasmine heather rowan laurel willow april june"
_SHORT = "a i ad ah am an as at be by do eh go ha he hi if in is it me my no of oh ok on or ox pa so to up us we ye"

ACRONYMS = words(
    """
    am pm gp hv sw pc dc ds di dci dcs dsl ehc it uk eu us un tv id mp qc kc ed ec vs ie eg ps bc ad ce ba ma
    bsc phd md ceo hr la ae ni nhs nai fgm cse cce cpp cin cp eh rr lscp ofsted dfe wt sen send ehcp camhs mash
    marac mappa icb ccg cdop dhr sar iopc cps cafcass lado iro ssw tac taf pip dwp dob dna sg hb fc co st rd nb
    re pp op cc bcc ph tel ext no nw ne se wc ve vat ltd plc ro rn nn cpn ot pt sp aed hiv cf adhd asd ptsd std
    bp
    """
)


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """English words that are written in lower case."""
    listed = Path(__file__).with_name("data") / "ordinary_words.txt"
    return frozenset(listed.read_text(encoding="ascii").split()) | frozenset(f"{_SHORT} {_OFTEN_NAMES}".split())


def is_ordinary(word: str) -> bool:
    """The folded word is also an English word that is no name."""
    return word in ordinary_words()
