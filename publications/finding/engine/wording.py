"""How text is cut into words, in documents and in questions alike, and which words count as the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import tantivy

# Words are indexed as they stand; their other forms are looked up when somebody asks, which makes indexing five times
# as fast as stemming every word of every report, and lets a phrase in quotation marks mean exactly itself.
STEMMED = {"en": "english", "ro": "romanian", "ar": "arabic"}
_ACCENTED = re.compile("[À-ɏ]")
_NOT_COMPOSED = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "s", "æ": "a", "œ": "o", "ı": "i", "þ": "t", "ħ": "h"}


def word_cutter() -> tantivy.TextAnalyzer:
    """Return what cuts plain text into words."""
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).build()


_CUTTER = word_cutter()
_STEMMERS = {
    code: tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.stemmer(name)).build()
    for code, name in STEMMED.items()
}


def plain(text: str) -> str:
    """Return `text` in small letters without accents, letter for letter: every place in it stays where it was."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return lowered if lowered.isascii() else _ACCENTED.sub(_without_accent, lowered)


def words_in(text: str) -> list[str]:
    """Return the words of `text` as the index knows them."""
    return _CUTTER.analyze(plain(text))


def stems(words: list[str], language: str) -> list[str]:
    """Return the stem of each of some words that `words_in` has cut; in most languages the words themselves."""
    stemmer = _STEMMERS.get(language)
    if stemmer is None or not words:
        return words
    found = stemmer.analyze(" ".join(words))
    return found if len(found) == len(words) else words


def beginning(word: str, stem: str) -> str:
    """Return how all words with this stem begin: y becomes i in a stem, and e comes and goes."""
    shared = stem[:-1] if len(stem) > 3 and stem[-1] in "ie" else stem
    return shared if word.startswith(shared) else word


@lru_cache(maxsize=1000)
def _bare(letter: str) -> str:
    return _NOT_COMPOSED.get(letter) or unicodedata.normalize("NFKD", letter)[0]


def _without_accent(found: re.Match[str]) -> str:
    return _bare(found[0])
