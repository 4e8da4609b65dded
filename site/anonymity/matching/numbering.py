"""The ways in which telephone and NHS numbers, postcodes, references and e-mail addresses are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymity.matching.folding import folded
from anonymity.matching.forms import Form, form_of
from anonymity.matching.squeezing import PIECES, squeezed

SHORTEST_TAIL = 6


def phone_forms(term: int, value: str) -> Iterator[Form]:
    """With 0, +44, 0044 and +44 (0), and the last six digits alone."""
    digits = re.sub(r"\D", "", re.sub(r"(?:\b|\s)(?:ext|x).*$", "", folded(value)))
    national = re.sub(r"^(?:00)?44(?=\d{9,})0?", "", digits).removeprefix("0")
    if len(national) < SHORTEST_TAIL:
        return
    for start in ("0", "44", "440", "0044", "00440", ""):
        yield form_of(term, [start + national], "number", judged="number")
    yield form_of(term, [national[-SHORTEST_TAIL:]], "last digits", judged="number", severity="review")


def nhs_forms(term: int, value: str) -> Iterator[Form]:
    """The ten digits; that they are grouped, and how, is no matter."""
    digits = squeezed(folded(value))
    if len(digits) >= SHORTEST_TAIL:
        yield form_of(term, [digits], "number", judged="number")


def valid_nhs_number(digits: str) -> bool:
    """Ten digits whose check digit is right, and which are not one digit ten times."""
    if len(digits) != 10 or not digits.isdecimal() or len(set(digits)) == 1:
        return False
    rest = 11 - sum(int(d) * w for d, w in zip(digits, range(10, 1, -1), strict=False)) % 11
    return rest % 11 == int(digits[9]) and rest != 10


def reference_forms(term: int, value: str) -> Iterator[Form]:
    """Letters and digits without regard to separators; and a number of five digits or more without its prefix."""
    pieces = PIECES.findall(folded(value))
    letters = "".join(pieces)
    if len(letters) < 3:
        return
    yield form_of(term, [letters], "number", judged="number")
    for run in re.findall(r"\d{5,}", letters):
        if run != letters:
            yield form_of(term, [run], "digits", judged="number", severity="review")
    tail = "".join(pieces[1:])
    if len(pieces) > 2 and len(tail) >= SHORTEST_TAIL:
        yield form_of(term, [tail], "digits", judged="number", severity="review")


def postcode_forms(term: int, value: str) -> Iterator[Form]:
    """The whole, with O for 0 and I for 1 and the other way round; the district and the sector alone."""
    letters = squeezed(folded(value))
    match = re.fullmatch(r"([a-z]{1,2}[0-9][0-9a-z]?)([0-9][a-z]{2})", letters)
    if not match:
        if len(letters) >= 3:
            yield form_of(term, [letters], "number", judged="number")
        return
    outward, inward = match.groups()
    for whole in _confused(outward + inward):
        yield form_of(term, [whole], "number", judged="number")
    yield form_of(term, [outward + inward[0]], "part", judged="acronym", severity="review")
    if len(outward) > 2:
        yield form_of(term, [outward], "part", judged="acronym", severity="review")


def _confused(letters: str) -> set[str]:
    swaps = {"0": "o", "1": "i", "o": "0", "i": "1"}
    variants = {letters}
    for place, letter in enumerate(letters):
        if letter in swaps:
            variants |= {v[:place] + swaps[letter] + v[place + 1 :] for v in variants}
    variants |= {v.replace("1", "l") for v in variants}
    return variants


def email_forms(term: int, value: str) -> Iterator[Form]:
    """The address, spelt out with “at” and “dot”, and the mailbox alone."""
    mailbox, _, domain = folded(value).strip().removeprefix("mailto:").partition("@")
    box, parts = squeezed(mailbox), PIECES.findall(domain)
    if not parts:
        if len(box) >= 4:
            yield form_of(term, [box], "mailbox", judged="word")
        return
    for at in ("", "at"):
        for dot in ("", "dot"):
            yield form_of(term, [box + at + dot.join(parts)], "number", judged="number")
            yield form_of(term, ["dot".join(PIECES.findall(mailbox)) + at + dot.join(parts)], "number", judged="number")
    if len(box) >= 5:
        yield form_of(term, [box], "mailbox", judged="word", severity="block" if re.search(r"\d", box) else "review")
