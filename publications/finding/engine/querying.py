"""From what was asked to what the engine understands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from tantivy import Occur, Query, Schema

from publications.finding.engine.questions import Piece

# A word of a title says more than one of the text, and what was typed more than other words for the same thing.
TITLE, OWN = 3.0, 3.0
_OTHERS = 0.2

Forms = Mapping[str, tuple[str, ...]]


def all_of(schema: Schema, pieces: Iterable[Piece], forms: Forms) -> list[Query]:
    """Return one query for each piece; `forms` gives the forms in which each of its words may stand."""
    return [_piece(schema, piece, forms) for piece in pieces]


def together(parts: Iterable[Query], *, without: Iterable[Query] = ()) -> Query:
    """Return what finds whatever all of `parts` find and none of `without`."""
    needed = [(Occur.Must, part) for part in parts] or [(Occur.Must, Query.all_query())]
    return Query.boolean_query([*needed, *((Occur.MustNot, part) for part in without)])


def any_of(schema: Schema, field: str, values: Collection[str]) -> Query:
    """Return what finds whatever has one of `values`, and thinks nothing better for it."""
    if field == "partnership":
        numbers = [Query.term_query(schema, field, int(value)) for value in values if value.isdecimal()]
        return Query.const_score_query(Query.boolean_query([(Occur.Should, number) for number in numbers]), 0.0)
    return Query.const_score_query(Query.term_set_query(schema, field, list(values)), 0.0)


def in_titles(schema: Schema, whole: list[str], begun: list[str]) -> Query:
    """Return what finds titles with all of the words in `whole` and any of those in `begun`."""
    parts = [Query.term_query(schema, "title", word) for word in whole]
    # Whatever it may become, what was begun says the same of every title.
    any_form = Query.disjunction_max_query([Query.term_query(schema, "title", word) for word in begun])
    return together([*parts, Query.const_score_query(any_form, 1.0)])


def _piece(schema: Schema, piece: Piece, forms: Forms) -> Query:
    own = _either(schema, piece.words, {} if piece.is_exact else forms)
    if piece.meaning is None:
        return own
    others = [_in_field(schema, "text", words, forms) for words in piece.meaning.phrases if words != piece.words]
    tags = [Query.term_query(schema, facet, slug) for facet, slug in piece.meaning.tags]
    return Query.disjunction_max_query([Query.boost_query(own, OWN), *others, *tags], _OTHERS)


def _either(schema: Schema, words: tuple[str, ...], forms: Forms) -> Query:
    # A title is part of the text as well: it can only add to what is found there.
    text, title = (_in_field(schema, field, words, forms) for field in ("text", "title"))
    return Query.boolean_query([(Occur.Should, text), (Occur.Should, Query.boost_query(title, TITLE))])


def _in_field(schema: Schema, field: str, words: tuple[str, ...], forms: Forms) -> Query:
    *first, last = words
    found = [_phrase(schema, field, [*first, form]) for form in forms.get(last, (last,))]
    return found[0] if len(found) == 1 else Query.disjunction_max_query(found, _OTHERS)


def _phrase(schema: Schema, field: str, words: list[str]) -> Query:
    if len(words) == 1:
        return Query.term_query(schema, field, words[0])
    return Query.phrase_query(schema, field, words)
