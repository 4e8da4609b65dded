"""How sure it is that letters which are written like a term mean the term."""

from __future__ import annotations

import re
from dataclasses import dataclass

from anonymity.matching import cues
from anonymity.matching.folding import Reading
from anonymity.matching.forms import Form
from anonymity.matching.scanning import Sighting
from anonymity.matching.surroundings import Surroundings
from anonymity.matching.vocabulary import is_ordinary
from anonymity.matching.weighing import BLOCK_FROM, REVIEW_FROM, weigh
from anonymity.matching.wording import words
from anonymity.passages import Severity

SHORT = 4  # letters below which a name in small letters or in capitals may be something else
_PEOPLES_SORTS = words("given alias surname half middle nickname mailbox")
_ALONE_BEFORE = frozenset("/@=?&#:'\"<(+ ")
_ALONE_AFTER = frozenset("/@?&#.='\")> ")


@dataclass(frozen=True)
class Place:
    """A text as it was read, and how its words are written."""

    reading: Reading
    loose: bool


def judge(sighting: Sighting, place: Place, *, among_names: bool = False) -> Severity | None:
    """The severity of a sighting, or None for what is an ordinary word here."""
    form = sighting.form
    if sighting.inside:
        return "review"
    start, end = place.reading.span(sighting.start, sighting.end)
    around = Surroundings(place.reading.original, start, end)
    if form.judged == "number":
        return form.severity
    if form.judged == "acronym":
        return form.severity if _all_capitals(around.word) or (place.loose and around.alone) else None
    if form.judged == "initialled":
        return _judge_initialled(sighting, around, place)
    if form.judged == "sure":
        return _judge_whole(form, around, place)
    return _judge_word(form, around, place, among_names=among_names)


def _all_capitals(word: str) -> bool:
    return not any(c.islower() for c in word)


def _judge_whole(form: Form, around: Surroundings, place: Place) -> Severity | None:
    """A name of several words that are all ordinary ones has to be written like a name."""
    if place.loose or not all(is_ordinary(word) for word in form.words):
        return form.severity
    capitals = _capitals(around.word, form)
    if all(capitals):
        return form.severity
    return "review" if not any(capitals) and len(form.letters) > 5 else None


def _capitals(written: str, form: Form) -> list[bool]:
    """Whether each word of the form begins with a capital where it is written."""
    letters = [c for c in written if c.isalnum()]
    if len(letters) != len(form.letters):
        return [not word[0].islower() for word in re.findall(r"[^\W_]+", written)]
    starts = [0, *form.breaks]
    return [start < len(letters) and not letters[start].islower() for start in starts]


def _judge_initialled(sighting: Sighting, around: Surroundings, place: Place) -> Severity | None:
    form, words = sighting.form, sighting.form.words
    lone, name = (words[0], words[1:]) if form.sort == "initial and surname" else (words[-1], words[:-1])
    ordinary = all(is_ordinary(word) or len(word) < 3 for word in name)
    if place.loose:
        return _initialled_in_label(sighting, around, ordinary=ordinary)
    capitals = _capitals(around.word, form)
    if not any(capitals) and not ordinary:
        return (
            "review" if around.no_capitals or (len(form.letters) > 6 and form.sort == "initial and surname") else None
        )
    if not all(capitals):
        return None
    dotted = "." in around.text[around.start : around.end + 1]
    doubtful = lone in ("a", "i") and not dotted
    if form.sort != "initial and surname":
        return "review" if ordinary or doubtful or (not dotted and "," not in around.word) else form.severity
    if doubtful and around.opens and ordinary:
        return "review" if around.next_word() in cues.DEEDS | cues.BEING or not around.next_word() else None
    return form.severity if not doubtful or not ordinary else "review"


def _initialled_in_label(sighting: Sighting, around: Surroundings, *, ordinary: bool) -> Severity | None:
    form = sighting.form
    if not sighting.joined:
        return form.severity if not ordinary and form.sort == "initial and surname" else "review"
    if len(form.letters) < 5 or is_ordinary(form.letters):
        return "review" if around.text[around.end : around.end + 1] == "@" and len(form.letters) > 2 else None
    return "review" if ordinary or form.sort != "initial and surname" else form.severity


def _judge_word(form: Form, around: Surroundings, place: Place, *, among_names: bool) -> Severity | None:
    ordinary = all(is_ordinary(word) for word in form.words) or form.letters in cues.PROPER_BUT_NO_PERSON
    if len(form.letters) == 1:
        return _judge_letter(around)
    if not ordinary:
        return _judge_distinct(form, around, place)
    if place.loose:
        return _judge_in_label(form, around)
    if form.breaks:
        return _judge_phrase(form, around)
    points = weigh(around, form.letters, among_names=among_names)
    if points >= BLOCK_FROM and not _part_of_double(around):
        return form.severity
    return "review" if points >= REVIEW_FROM else None


def _judge_letter(around: Surroundings) -> Severity | None:
    """A name of one letter, between words of a sentence."""
    if not around.word.isupper() or (around.last_word()[:1].isupper() and around.before[1:2] != ["."]):
        return None
    following = around.next_word().lower()
    telling = (
        following in cues.DEEDS | cues.BEING | cues.PERSONAL
        or around.possessive
        or around.last_word().lower() in cues.ABOUT
    )
    return "review" if telling and around.word not in ("I", "A") else None


def _judge_distinct(form: Form, around: Surroundings, place: Place) -> Severity | None:
    """A word that English knows only as a name."""
    if place.loose:
        return form.severity if len(form.letters) >= SHORT or around.alone else "review"
    first = around.word[:1]
    if first.islower() and len(form.letters) <= SHORT:
        return "review" if form.sort in _PEOPLES_SORTS else None
    if around.shouted and len(form.letters) <= SHORT and not around.among_capitals:
        return "review"
    if form.sort in _PEOPLES_SORTS and (
        _part_of_double(around) or _other_surname(form, around) or _names_a_place(around)
    ):
        return "review"
    return form.severity


def _part_of_double(around: Surroundings) -> bool:
    """It is one half of a double-barrelled name."""
    text = around.text
    before = re.search(r"[^\W\d_]{2,}[-‐‑]$", text[max(0, around.start - 20) : around.start])
    after = re.match(r"[-‐‑][^\W\d_]{2,}", text[around.end : around.end + 20])
    return bool((before and before.group()[0].isupper()) or (after and after.group()[1].isupper()))


def _names_a_place(around: Surroundings) -> bool:
    """A road, a law or a school that bears the name."""
    following = around.next_word()
    return following[:1].isupper() and following.lower() in cues.GROUPS_AND_PLACES and not around.among_capitals


def _other_surname(form: Form, around: Surroundings) -> bool:
    following = around.next_word()
    if form.sort not in ("given", "alias", "nickname") or around.possessive or around.among_capitals:
        return False
    return following[:1].isupper() and len(following) > 2 and not is_ordinary(following.lower())


def _judge_in_label(form: Form, around: Surroundings) -> Severity | None:
    """In a file name or an address an ordinary word counts when nothing else stands in its section."""
    text, start, end = around.text, around.start, around.end
    alone = (start == 0 or text[start - 1] in _ALONE_BEFORE) and (end == len(text) or text[end] in _ALONE_AFTER)
    if form.breaks or (alone and around.alone):
        return "review"
    capital = around.word[:1].isupper() and not around.opens
    telling = capital and not weigh(around, form.letters, among_names=False) < REVIEW_FROM
    section = alone and (text[start - 1 : start] in ("/", "=", ":", "@") or text[end : end + 1] in ("@", "/", "."))
    return "review" if telling or section or around.possessive else None


def _judge_phrase(form: Form, around: Surroundings) -> Severity | None:
    capitals = _capitals(around.word, form)
    if all(capitals):
        return form.severity
    return "review" if not any(capitals) and len(form.letters) >= 10 else None
