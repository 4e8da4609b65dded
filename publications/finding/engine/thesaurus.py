"""Other words for the same thing: whoever looks for NAI finds non-accidental injury, and what is tagged with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from publications.finding.asking import Concept
from publications.finding.engine.wording import stems, words_in

_LONGEST = 8
# Facet and slug of a term.
Tag = tuple[str, str]


@dataclass(frozen=True)
class Meaning:
    """Phrases, cut into words, that mean the same; `tags` are facet and slug of the terms that do."""

    phrases: tuple[tuple[str, ...], ...]
    tags: tuple[Tag, ...]


class Thesaurus:
    """The vocabulary as the questions in one language are read with it."""

    def __init__(self, concepts: Iterable[Concept], language: str) -> None:
        self.language = language
        # What each term is called, by facet and slug.
        self.labels: dict[Tag, str] = {}
        # The phrases of every term by their first letter.
        self.beginnings: dict[str, list[tuple[Tag, tuple[str, ...]]]] = {}
        self.known: dict[tuple[str, ...], list[tuple[Concept, list[tuple[str, ...]]]]] = {}
        for concept in concepts:
            self.labels[concept.facet, concept.slug] = concept.phrases[0]
            phrases = [tuple(words) for phrase in concept.phrases if (words := words_in(phrase))]
            for phrase in phrases:
                self.beginnings.setdefault(phrase[0][:1], []).append(((concept.facet, concept.slug), phrase))
            for phrase in dict.fromkeys(self._stems(phrase) for phrase in phrases):
                self.known.setdefault(phrase, []).append((concept, phrases))

    def meaning(self, words: list[str]) -> tuple[int, Meaning | None]:
        """Return how many of the first `words` are a phrase of the vocabulary, and what they mean."""
        shape = self._stems(tuple(words[:_LONGEST]))
        for length in range(len(shape), 0, -1):
            found = self.known.get(shape[:length])
            if found:
                own = tuple(words[:length])
                phrases = dict.fromkeys([own, *(phrase for _, phrases in found for phrase in phrases)])
                tags = tuple((concept.facet, concept.slug) for concept, _ in found)
                return length, Meaning(tuple(phrases), tags)
        return 0, None

    def begun(self, words: list[str]) -> list[Tag]:
        """Return facet and slug of the terms of which the label or another name begins with `words`."""
        phrases = self.beginnings.get(words[0][:1], ())
        return list(dict.fromkeys(tag for tag, phrase in phrases if _begins(phrase, words)))

    def _stems(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(stems(list(words), self.language))


def _begins(phrase: tuple[str, ...], words: list[str]) -> bool:
    *whole, begun = words
    first, rest = list(phrase[: len(whole)]), phrase[len(whole) :]
    return first == whole and bool(rest) and rest[0].startswith(begun)
