"""How hard a text is to read, roughly: for the hint beside it, never for a judgement."""

from __future__ import annotations

import re
from dataclasses import dataclass

# R61: sentences of at most 25 words.
LONGEST_SENTENCE = 25
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SYLLABLE = re.compile(r"[aeiouy]+")


@dataclass(frozen=True)
class Readability:
    """The words in all, the age at which most people read it easily, and the sentences that are too long."""

    words: int
    reading_age: int
    long_sentences: list[str]


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a plain text, without the blanks around them."""
    return [found.strip() for found in _SENTENCE.findall(text) if _WORD.search(found)]


def readability(texts: list[str]) -> Readability:
    """Return how hard English paragraphs are to read: the grade of Flesch and Kincaid, plus five, is an age."""
    sentences = [sentence for text in texts for sentence in sentences_of(text)]
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if not words:
        return Readability(0, 0, [])
    syllables = sum(_syllables(word) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    too_long = [sentence for sentence in sentences if len(_WORD.findall(sentence)) > LONGEST_SENTENCE]
    return Readability(len(words), max(5, round(grade) + 5), too_long)


def _syllables(word: str) -> int:
    plain = word.lower()
    # A last e is silent, as in "made", but not in "people" or "be".
    silent = plain.endswith("e") and not plain.endswith("le")
    return max(1, len(_SYLLABLE.findall(plain)) - silent)
