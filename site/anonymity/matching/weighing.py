"""Whether a word that is also an ordinary English word stands for a person here."""

from __future__ import annotations

from anonymity.matching import cues
from anonymity.matching.surroundings import Surroundings
from anonymity.matching.vocabulary import is_ordinary

BLOCK_FROM = 3
REVIEW_FROM = 1


def weigh(around: Surroundings, word: str, *, among_names: bool) -> int:
    """Points for a person: BLOCK_FROM and more is taken as a name, below REVIEW_FROM as the word.

    word is folded. among_names: another name of the watch-list stands close by in a list with it.
    """
    if around.word[:1].islower():
        return _weigh_small(around, word)
    if _is_family(around, word):
        return BLOCK_FROM
    points = _standing(around, word) + _before(around, word) + _after(around, word)
    return points + (2 if among_names else 0)


def _is_family(around: Surroundings, word: str) -> bool:
    """“the Brown family”, with nothing after it that would make it a centre or a team."""
    after = [token.lower() for token in around.after[:2]]
    plain = word not in cues.SEASONS_AND_MONTHS | cues.DIRECTIONS and after[:1] and after[0] in cues.HOUSEHOLD
    return bool(plain and around.last_word().lower() == "the" and not set(after[1:]) & cues.GROUPS_AND_PLACES)


def _weigh_small(around: Surroundings, word: str) -> int:
    """A word in small letters is a name only where nobody wrote capitals, and then never beyond doubt."""
    if around.alone:
        return REVIEW_FROM
    if not around.no_capitals:
        return 0
    after, before = around.next_word(), around.last_word()
    telling = (
        before in cues.RELATIVES | cues.TITLES or (after in cues.DEEDS and word not in cues.MODALS) or around.possessive
    )
    return REVIEW_FROM if telling else 0


def _standing(around: Surroundings, word: str) -> int:
    """What the capital tells by itself."""
    if around.alone:
        return REVIEW_FROM
    if around.opens or around.among_capitals:
        return 0
    return 1 if word in cues.PROPER_BUT_NO_PERSON else 3


def _before(around: Surroundings, word: str) -> int:
    raw = around.last_word()
    last = raw.lower()
    if not raw:
        return _mark_before(around)
    if last in cues.TITLES or last in cues.RELATIVES or last in cues.ROLES:
        return 4 if last not in ("child", "baby", "children") or not around.among_capitals else 2
    if last in cues.DETERMINERS:
        return -7
    if last in cues.DIRECTIONS or (
        word in cues.COLOURS | cues.GRADES and cues.RATED & {token.lower() for token in around.before[:2]}
    ):
        return -4
    if last.isdigit():
        return -5 if word in cues.SEASONS_AND_MONTHS else -1
    if word in cues.SEASONS_AND_MONTHS and last in cues.IN_TIME:
        return -3
    if _foreign_capital(raw, around):
        return -4 if is_ordinary(last) else -2
    return 1 if last in cues.ABOUT else 0


def _mark_before(around: Surroundings) -> int:
    mark, *rest = around.before or [""]
    if mark == ":" and rest and rest[0].lower() in cues.HEADING_ROLE | cues.RELATIVES | cues.ROLES:
        return 3
    if mark == ":" and not around.after:
        return 1
    if mark == "," and rest and rest[0].lower() in cues.RELATIVES:
        return 3
    return 1 if mark in ("(", '"', "“", "‘", "&") else 0


def _foreign_capital(raw: str, around: Surroundings) -> bool:
    """The word before has a capital of its own that no sentence start explains."""
    if not raw[0].isupper() or around.among_capitals:
        return False
    earlier = around.before[1:2]
    opens = not earlier or earlier[0] in ".?!;:•"
    return not (opens and (raw.lower() in cues.OPENING or raw.lower().endswith("ly") or raw.lower() in cues.ABOUT))


def _after(around: Surroundings, word: str) -> int:
    if around.possessive:
        return _after_possessive(around, word)
    raw = around.next_word()
    if not raw:
        return _mark_after(around, word)
    following = raw.lower()
    if following.isdigit():
        return -5 if word in cues.SEASONS_AND_MONTHS | cues.NUMBERED else -2
    if following in cues.GROUPS_AND_PLACES:
        return -5
    if word in cues.SEASONS_AND_MONTHS and following in cues.FOLLOWERS_IN_TIME:
        return -4
    if word in cues.SEASONS_AND_MONTHS and following in cues.LASTING:
        return 1
    if following in cues.PERSONAL or following in cues.DEEDS:
        return 3
    if following in cues.BEING:
        return _with_auxiliary(around, word)
    if following in ("and", "or", "&"):
        return _joined_on(around, word)
    return _before_other(around, raw, word)


def _before_other(around: Surroundings, raw: str, word: str) -> int:
    if raw[0].isupper() and not around.among_capitals:
        return -2
    sure = word not in cues.COLOURS | cues.DIRECTIONS | cues.ABSTRACT | cues.SEASONS_AND_MONTHS
    verbal = raw.endswith("ed") and len(raw) > 4 and sure and word not in cues.MODALS
    return 2 if verbal else 0


def _after_possessive(around: Surroundings, word: str) -> int:
    raw = around.after[0] if around.after else ""
    following = raw.lower()
    if following in cues.LAWS:
        return -4
    if following in cues.RELATIVES:
        return 4
    if raw[:1].isupper() and not around.among_capitals:
        return -2
    if word in cues.SEASONS_AND_MONTHS:
        return 0
    return 1 if word in cues.ABSTRACT else 3


def _with_auxiliary(around: Surroundings, word: str) -> int:
    """“Rose was” may be the flower; “Rose was asleep” and “Will was” are not."""
    if word in cues.ABSTRACT and cues.SAID_OF_THINGS & {token.lower() for token in around.after[1:3]}:
        return -1
    if word in cues.ABSTRACT or word in cues.PROPER_BUT_NO_PERSON:
        return 1
    personal = any(token.lower() in cues.STATES for token in around.after[1:4])
    return 3 if personal or word in cues.MODALS else 2


def _joined_on(around: Surroundings, word: str) -> int:
    following = around.after[1] if len(around.after) > 1 else ""
    if following.lower() in ("his", "her", "their") or following.lower() in cues.RELATIVES:
        return 2
    if (
        following.lower() in cues.SEASONS_AND_MONTHS | cues.DIRECTIONS | cues.COLOURS
        and word in cues.PROPER_BUT_NO_PERSON | cues.COLOURS
    ):
        return -4
    return 1 if following[:1].isupper() else 0


def _mark_after(around: Surroundings, word: str) -> int:
    mark, *rest = around.after or [""]
    following = rest[0].lower() if rest else ""
    if mark in (",", "(", "-", "–") and (following in cues.PERSONAL or following in cues.RELATIVES):
        return 3
    if mark == "(" and following.isdigit() and word not in cues.SEASONS_AND_MONTHS:
        return 2
    if mark == "(" and around.opens and len(around.after) < 6:
        return 1
    if mark == ":":
        return 1 if word in cues.PROPER_BUT_NO_PERSON else 2
    if mark in ("", ")", ".") and len(around.text) < 60 and around.before and around.last_word().lower() in cues.ABOUT:
        return 1
    return 0
