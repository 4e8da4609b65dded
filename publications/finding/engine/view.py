"""The index as it was after one change, and what is found in it. Nothing of it ever changes but what it remembers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Any

from tantivy import Index, Order, Query, Searcher

from publications.finding.asking import Asked, Found, Hit, Mark
from publications.finding.engine.documents import card_of, mark_of
from publications.finding.engine.querying import all_of, any_of, in_titles, together
from publications.finding.engine.questions import Piece, pieces_of
from publications.finding.engine.schema import STATE
from publications.finding.engine.snippets import Matcher, matchers, shown_of
from publications.finding.engine.spelling import nearest
from publications.finding.engine.thesaurus import Thesaurus
from publications.finding.engine.wording import beginning, stems, words_in

MOST_FORMS, MOST_VALUES, MOST_KEPT, MOST_MENDED = 30, 1000, 500, 3


@dataclass(frozen=True)
class View:
    """`mark` is the last change that was seen; what `hidden` owners have is not found, whatever the index says."""

    index: Index
    # The name of the folder in which it lies.
    place: str
    searcher: Searcher
    mark: Mark
    hidden: frozenset[str] = frozenset()
    remembered: dict[Any, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, index: Index, place: str) -> View:
        """Return `index` as it is on the disk now; ValueError when it says of no change that it was seen."""
        index.reload()
        searcher = index.searcher()
        state = searcher.search(Query.term_query(index.schema, "key", STATE), 1).hits
        if not state:
            raise ValueError("The index does not say which change it has seen.")
        return cls(index, place, searcher, mark_of(searcher.doc(state[0][1])))

    def without(self, owners: Iterable[str]) -> View:
        """Return a view in which nothing of `owners` is found either."""
        return replace(self, hidden=self.hidden | frozenset(owners), remembered={})

    @cached_property
    def schema(self) -> Any:
        return self.index.schema

    def search(self, asked: Asked, thesaurus: Thesaurus) -> Found:
        """Return one page of what fits `asked`, with its counts."""
        pieces = pieces_of(asked.words, thesaurus)
        forms = self._forms(pieces, asked.language)
        is_unanswerable = bool(asked.words.strip()) and not pieces
        parts = [Query.empty_query()] if is_unanswerable else all_of(self.schema, pieces, forms)
        query = self._narrowed(asked, parts)
        total, page, addresses = self._page(asked, query, has_words=bool(pieces))
        wanted = [] if asked.is_brief else matchers([_phrases(piece, forms) for piece in pieces])
        hits = tuple(self._hit(address, wanted) for address in addresses)
        return Found(total, hits, page, self._counts(asked, parts))

    def meant(self, asked: Asked, thesaurus: Thesaurus) -> str:
        """Return the words of `asked` with their slips mended; "" where that finds nothing either."""
        mended = asked.words
        words = dict.fromkeys(word for piece in pieces_of(asked.words, thesaurus) for word in piece.words)
        # To look for what is like a word costs more than anything else that a reader can ask for.
        for word in islice((word for word in words if self._is_nowhere(asked, word)), MOST_MENDED):
            better = next((w for w in self._nearest(word) if not self._is_nowhere(asked, w)), word)
            mended = _with_word(mended, word, better)
        is_other = mended != asked.words
        return mended if is_other and self.search(replace(asked, words=mended, page=1), thesaurus).total else ""

    def titles(self, asked: Asked, *, most: int) -> list[tuple[str, str]]:
        """Return key and title of the likeliest things whose title has the words of `asked`, the last only begun."""
        words = words_in(asked.words)
        if not words:
            return []
        begun = [word for word, _ in self.searcher.terms_with_prefix("title", words[-1], limit=MOST_FORMS)]
        query = self._narrowed(asked, [in_titles(self.schema, words[:-1], begun)])
        found = self.searcher.search(query, most, count=False, weight_by_field="weight")
        facts = (card_of(self.searcher.doc(address)).facts for _, address in found.hits)
        return [(fact["key"], fact["title"]) for fact in facts]

    def has_any(self, asked: Asked) -> bool:
        """Return whether anything has all that is chosen."""
        return self.searcher.search(self._narrowed(asked, []), 1).count > 0

    def _narrowed(self, asked: Asked, parts: list[Query], *, but: str = "") -> Query:
        chosen = {name: values for name, values in asked.chosen.items() if values and name != but}
        if asked.home is not None:
            chosen |= {"partnership": (str(asked.home),)}
        chosen |= {"language": (asked.language,)}
        narrowing = [any_of(self.schema, name, values) for name, values in chosen.items()]
        hidden = [any_of(self.schema, "owner", self.hidden)] if self.hidden else []
        return together([*parts, *narrowing], without=hidden)

    def _page(self, asked: Asked, query: Query, *, has_words: bool) -> tuple[int, int, list[Any]]:
        order = {"weight_by_field": "weight"} if has_words and not asked.by_date else {"order_by_field": "order"}
        found, page = self._found(asked, query, asked.page, order), asked.page
        last = max(1, -(-found.count // asked.per_page))
        if page > last:
            found, page = self._found(asked, query, last, order), last
        return found.count, page, [address for _, address in found.hits]

    def _found(self, asked: Asked, query: Query, page: int, order: dict[str, str]) -> Any:
        offset = (page - 1) * asked.per_page
        return self.searcher.search(query, asked.per_page, offset=offset, order=Order.Desc, **order)

    def _hit(self, address: Any, wanted: list[Matcher]) -> Hit:
        card = card_of(self.searcher.doc(address))
        shown, facts = shown_of(card, wanted), card.facts
        anchor = f"#{shown.anchor}" if shown.anchor and "#" not in facts["path"] else ""
        return Hit(
            **{name: facts[name] for name in ("key", "kind", "partnership", "language", "title", "caption")},
            path=f"{facts['path']}{anchor}",
            day=card.day,
            section=shown.title,
            file=shown.file,
            snippet=shown.pieces,
        )

    def _counts(self, asked: Asked, parts: list[Query]) -> dict[str, dict[str, int]]:
        narrowed = {name: tuple(sorted(values)) for name, values in sorted(asked.chosen.items())}
        key = (asked.words, asked.language, asked.home, repr(narrowed), asked.counted)
        # Threads share what is remembered: another may clear it at any moment.
        found = self.remembered.get(key)
        if found is None:
            if len(self.remembered) >= MOST_KEPT:
                self.remembered.clear()
            found = self.remembered[key] = self._counted(asked, parts)
        return found

    def _counted(self, asked: Asked, parts: list[Query]) -> dict[str, dict[str, int]]:
        own = [name for name in asked.counted if asked.chosen.get(name)]
        others = [name for name in asked.counted if name not in own]
        counts = self._aggregated(self._narrowed(asked, parts), others)
        for name in own:
            counts |= self._aggregated(self._narrowed(asked, parts, but=name), [name])
        return counts

    def _aggregated(self, query: Query, names: list[str]) -> dict[str, dict[str, int]]:
        wanted = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in names}
        found = self.searcher.aggregate(query, wanted) if names else {}
        return {name: {str(row["key"]): row["doc_count"] for row in found[name]["buckets"]} for name in names}

    def _forms(self, pieces: list[Piece], language: str) -> dict[str, tuple[str, ...]]:
        words = {phrase[-1] for piece in pieces if not piece.is_exact for phrase in _own_phrases(piece)}
        return {word: self._forms_of(word, language) for word in words}

    def _forms_of(self, word: str, language: str) -> tuple[str, ...]:
        stem = stems([word], language)[0]
        start = beginning(word, stem)
        found = [other for other, _ in self.searcher.terms_with_prefix("text", start, limit=MOST_VALUES)]
        same = [other for other, own in zip(found, stems(found, language), strict=True) if own == stem]
        return tuple(dict.fromkeys([word, *same]))[:MOST_FORMS]

    def _is_nowhere(self, asked: Asked, word: str) -> bool:
        forms = [Query.term_query(self.schema, "text", form) for form in self._forms_of(word, asked.language)]
        anywhere = replace(asked, chosen={})
        return all(self.searcher.search(self._narrowed(anywhere, [form]), 1).count == 0 for form in forms)

    def _nearest(self, word: str) -> list[str]:
        # The first letter is seldom wrong; where it is, it was mostly swapped with the second.
        known = {letter: self.searcher.terms_with_prefix("text", letter) for letter in set(word[:2])}
        return nearest(word, (row for rows in known.values() for row in rows))


def _own_phrases(piece: Piece) -> tuple[tuple[str, ...], ...]:
    return piece.meaning.phrases if piece.meaning else (piece.words,)


def _phrases(piece: Piece, forms: dict[str, tuple[str, ...]]) -> list[tuple[tuple[str, ...], ...]]:
    """The phrases that answer a piece, with the forms of each word; all but the last have to stand as they are."""
    known = {} if piece.is_exact else forms
    return [
        (*((word,) for word in phrase[:-1]), known.get(phrase[-1], (phrase[-1],))) for phrase in _own_phrases(piece)
    ]


def _with_word(typed: str, word: str, better: str) -> str:
    cut = [(better if words_in(part) == [word] else part) for part in typed.split()]
    return " ".join(cut)
