"""Numbers and addresses that identify somebody by their form alone, on no watch-list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anonymity.matching.dates import Dated
from anonymity.matching.dating import BIRTH
from anonymity.matching.folding import Reading
from anonymity.matching.numbering import valid_nhs_number
from anonymity.passages import Severity


@dataclass(frozen=True, slots=True)
class Pattern:
    """Something that looks like an identifier: start and end in the folded text."""

    kind: str
    start: int
    end: int
    severity: Severity


_TEN_DIGITS = re.compile(r"(?<![\d+])(?<!\d[ -])\d{3}([ .\-\n]{0,2})\d{3}\1\d{4}(?![\d])(?![ -]\d)")
_POSTCODE = re.compile(
    r"(?<![a-z\d])(?:[a-z]{1,2}\d{1,2}|[a-z]{1,2}\d[a-z]|gir)[ \n]{0,2}\d[abd-hjlnp-uw-z]{2}(?![a-z\d])"
)
_PHONE = re.compile(
    r"(?<![\d/.-])(?:(?:\+|00)44[ \n]?(?:\(0\)[ \n]?)?|\(?0)(?=[1-37])[1-9](?:[ .\-()\n]{0,2}\d){8,9}(?![\d])"
)
_HELPLINE = re.compile(r"^(?:0800|0808|0500|03\d\d|084|087|08|09|0116123|055|056)")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+'-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}(?![\w@])")
_SPELT_EMAIL = re.compile(
    r"(?<![\w.])[\w.-]{2,64}\s+(?:\(at\)|\[at\]|at)\s+[\w-]{2,63}\s+(?:\(dot\)|\[dot\]|"
    r"dot)\s+[a-z]{2,10}(?:\s+(?:\(dot\)|\[dot\]|dot)\s+[a-z]{2,10})?(?!\w)"
)
_PUBLIC_DOMAIN = re.compile(
    r"(?:^|\.)(?:gov|nhs|police|parliament|mod|ac|sch)\.uk$|(?:^|\.)nhs\.net$|(?:^|\.)(?:nspcc|samaritans|"
    r"childline)\.org(?:\.uk)?$"
)
_PUBLIC_BOX = re.compile(
    r"^(?:info|enquir(?:y|ies)|contact|office|admin|press|media|news|help|helpline|support|safeguarding|"
    r"lscp|partnership|feedback|comments|webmaster|foi|hello|team|customer.*|accessib.*|no-?reply)\b"
)
_INSURANCE = re.compile(
    r"(?<![a-z\d])(?!bg|gb|nk|kn|tn|nt|zz)[a-ceghj-prtw-z][a-ceghj-nprtw-z](?:\s?\d{2}){3}\s?[a-d](?![a-z\d])"
)
_COORDINATES = re.compile(r"(?<![\d.])(?:4[89]|5\d|60)\.\d{3,}\s?°?\s?n?[,;/\s]\s?-?[0-8]\.\d{3,}(?!\d)")


def numbers(reading: Reading, dates: list[Dated], domains: frozenset[str]) -> Iterator[Pattern]:
    """Everything that its form gives away. domains: those of e-mail addresses that may be shown."""
    text = reading.folded
    if any(c.isdigit() for c in text):
        yield from _nhs_numbers(text)
        yield from _postcodes(reading)
        yield from _phones(text)
        yield from _dates_of_life(text, dates)
        yield from (
            Pattern("national_insurance_number", m.start(), m.end(), "review") for m in _INSURANCE.finditer(text)
        )
        yield from (Pattern("gps", m.start(), m.end(), "review") for m in _COORDINATES.finditer(text))
    if "@" in text or " at" in text or "(at)" in text:
        yield from _emails(text, domains)


def _nhs_numbers(text: str) -> Iterator[Pattern]:
    for match in _TEN_DIGITS.finditer(text):
        if valid_nhs_number(re.sub(r"\D", "", match.group())):
            named = "nhs" in text[max(0, match.start() - 50) : match.start()] or len(match[1]) > 0
            yield Pattern("nhs_number", match.start(), match.end(), "block" if named else "review")


def _postcodes(reading: Reading) -> Iterator[Pattern]:
    for match in _POSTCODE.finditer(reading.folded):
        start, end = reading.span(match.start(), match.end())
        written = reading.original[start:end]
        near = reading.folded[max(0, match.start() - 40) : match.start()]
        if written.upper() == written or "postcode" in near or "post code" in near:
            yield Pattern("postcode", match.start(), match.end(), "review")


def _phones(text: str) -> Iterator[Pattern]:
    for match in _PHONE.finditer(text):
        digits = re.sub(r"^(?:\+|00)44\s?(?:\(0\))?", "0", match.group())
        digits = re.sub(r"\D", "", digits)
        if not _HELPLINE.match(digits) and len(digits) in (10, 11):
            yield Pattern("phone", match.start(), match.end(), "review")


def _emails(text: str, domains: frozenset[str]) -> Iterator[Pattern]:
    for pattern in (_EMAIL, _SPELT_EMAIL):
        for match in pattern.finditer(text):
            box, _, domain = re.sub(r"\s", "", match.group()).partition("@")
            if domain not in domains and not _PUBLIC_DOMAIN.search(domain):
                shown = _PUBLIC_BOX.match(box) and domain
                yield Pattern("email", match.start(), match.end(), "note" if shown else "review")


def _dates_of_life(text: str, dates: list[Dated]) -> Iterator[Pattern]:
    for dated in dates:
        words = _words_of_life(text, dated)
        if words and dated.day:
            full = dated.year is not None and dated.sure
            died = re.match(r"d[ie]|passed|kill|still|d\.?o\.?d", words)
            if full or re.search("[a-z]", text[dated.start : dated.end]):
                yield Pattern(
                    "date_of_death" if died else "date_of_birth",
                    dated.start,
                    dated.end,
                    "block" if full and not died else "review",
                )


def _words_of_life(text: str, dated: Dated) -> str:
    """The word of birth or death that a date belongs to: before it in the sentence, or just after it."""
    before = re.split(r"[.!?;]\s", text[max(0, dated.start - 45) : dated.start])[-1]
    near = list(BIRTH.finditer(before))
    after = re.match(
        r"[\s,()-]{1,3}(?:was |is |as |his |her |the )*(born|died|date of (?:birth|death)|birthday|d\.?o\.?b)",
        text[dated.end : dated.end + 40],
    )
    return near[-1].group() if near else after[1] if after else ""
