"""Words that describe a child so closely that they single it out: exact age, place among siblings, school."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymity.matching.dates import CARDINALS
from anonymity.matching.folding import Reading
from anonymity.matching.patterns import Pattern
from anonymity.matching.placing import CONDITIONS, STREET_TYPES
from anonymity.matching.vocabulary import is_ordinary
from anonymity.matching.wording import words

_NUMBER = (
    r"(?:\d{1,3}|"
    + "|".join([*CARDINALS[::-1], "twenty(?:-| )?(?:" + "|".join(CARDINALS[:9]) + ")?"])
    + r"|a|an)(?:\s?½|\s+and\s+a\s+half)?"
)
_UNIT = r"(?:day|week|wk|month|mth)s?"
AGES = re.compile(
    rf"\b(?:aged?(?:\s+of)?\s+(?:just\s+|only\s+|about\s+|"
    rf"approximately\s+)?(?:{_NUMBER}\s+years?(?:\s+and)?\s+)?{_NUMBER}[\s-]{{0,2}}{_UNIT}(?:\s+old)?"
    rf"|{_NUMBER}[\s-]{{0,2}}{_UNIT}(?:(?:\s+and|,)?\s+{_NUMBER}[\s-]{{0,2}}{_UNIT})?[\s-]{{0,2}}(?:old|of\s+age)"
    rf"|at\s+{_NUMBER}\s+{_UNIT}\s+of\s+age)\b"
)
SIBLINGS = re.compile(
    r"\b(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|eldest|oldest|youngest|"
    r"middle)(?:-?born)?\s+(?:child\s+)?(?:of|in a family of|among)\s+"
    r"(?:his|her|their|the)?\s*(?:mother's\s+|father's\s+)?(?:two|three|four|five|six|seven|eight|nine|"
    r"ten|\d{1,2})\b(?:\s+(?:children|siblings|brothers|sisters))?"
    r"|(?:mother's|father's|parents'?)\s+(?:first|second|third|fourth|fifth|sixth|seventh|eighth|only|"
    r"eldest|youngest)\s+child"
    r"|(?:the\s+)?(?:identical\s+|surviving\s+)?twins?\b|triplets?|an?\s+only\s+child)\b"
)
_CAPITALISED = r"(?:[A-Z][\w'’-]{1,25}|St\.?|of|the|and|&|C\s?of\s?E|RC|CE)"
SCHOOLS = re.compile(
    rf"\b[A-Z][\w'’-]{{1,25}}(?:[ \n]{_CAPITALISED}){{0,5}}[ \n](?:School|Academy|College|Nursery|"
    rf"Preschool|Pre-school|Playgroup|Kindergarten|Sixth Form)\b"
)
HOSPITALS = re.compile(
    rf"\b[A-Z][\w'’-]{{1,25}}(?:[ \n]{_CAPITALISED}){{0,5}}[ \n](?:Hospital|Infirmary|Hospice|Surgery|"
    rf"Medical Centre|Health Centre|Birth Centre)\b"
)
_TYPES = (
    "|".join(sorted((t.title() for t in STREET_TYPES), key=len, reverse=True))
    + r"|Rd\.?|St\.?|Ave\.?|Ln\.?|Dr\.?|Cl\.?|Cres\.?"
)
STREETS = re.compile(
    rf"(?<![\w/-])(?:(?:[Ff]lat|[Aa]partment|[Rr]oom)\s?\d{{1,4}}[A-Za-z]?,?\s)?\d{{1,4}}[a-zA-Z]?,?[ "
    rf"\n](?:[A-Z][a-z'’-]{{1,25}}[ \n]){{1,3}}(?:{_TYPES})(?!\w)"
)
_GENERAL = words(
    """
    the this that each every any local primary secondary infant junior high special new public community
    children's national nursery early mental a an all and or if when at in to for from one no university general
    acute foundation after before while safeguarding designated sunday middle private independent state boarding
    further royal teaching child her his their mother's
    """
)


def descriptions(reading: Reading) -> Iterator[Pattern]:
    """What describes a person closely. Places are told by their capitals in the original."""
    text, original = reading.folded, reading.original
    yield from (Pattern("age", m.start(), m.end(), "review") for m in AGES.finditer(text))
    yield from (Pattern("sibling_order", m.start(), m.end(), "note") for m in SIBLINGS.finditer(text))
    yield from (Pattern("condition", m.start(), m.end(), "review") for m in RARE.finditer(text))
    if reading.origins is None and len(original) == len(text):
        yield from places(original)


def places(original: str) -> Iterator[Pattern]:
    """Schools, hospitals and street addresses, with their own names."""
    for kind, pattern in (("school", SCHOOLS), ("hospital", HOSPITALS)):
        for match in pattern.finditer(original):
            start = _own_name(match)
            if start is not None:
                yield Pattern(kind, start, match.end(), "review")
    yield from (Pattern("address", m.start(), m.end(), "review") for m in STREETS.finditer(original))


def spoken_ages(text: str) -> list[str]:
    """Ages in days, weeks or months in a folded text."""
    return [m.group() for m in AGES.finditer(text)]


def place_name_of(match: re.Match[str]) -> str | None:
    """The name of a school or hospital without words that only open the sentence; None when it has no own name."""
    start = _own_name(match)
    return None if start is None else match.string[start : match.end()]


def _own_name(match: re.Match[str]) -> int | None:
    """Where the own name begins, without words that only open the sentence; None when there is no own name."""
    words = list(re.finditer(r"\S+", match.group()))
    while words and (words[0].group().lower() in _GENERAL):
        words = words[1:]
    telling = [w for w in words[:-1] if w.group()[0].isupper() and w.group().lower() not in _GENERAL]
    own = [w for w in telling if not is_ordinary(w.group().lower()) or len(telling) > 1]
    return match.start() + words[0].start() if own else None


RARE = re.compile(
    r"\b(?:"
    + "|".join(
        sorted(
            (re.escape(n) for known, others in CONDITIONS.items() for n in (known, *others.split(";")) if len(n) > 5),
            key=len,
            reverse=True,
        )
    )
    + r")\b"
)
