"""What the engine finds of one term in one sentence."""

from __future__ import annotations

from anonymity.checking import check
from anonymity.passages import Document, Finding, Passage
from anonymity.watchlists import Allowed, Term, Watchlist


def found(
    text: str, *values: str, kind: str = "name", manner: str = "prose", allowed: tuple[tuple[str, str], ...] = ()
) -> list[Finding]:
    """Findings on the terms alone."""
    terms = Watchlist(tuple(Term(f"t{n}", kind, value) for n, value in enumerate(values, 1)))
    document = Document("sentence", [Passage("body", text, manner)])  # type: ignore[arg-type]
    return [f for f in check(document, terms, Allowed(allowed)) if f.term_id]


def severities(text: str, *values: str, kind: str = "name", manner: str = "prose") -> set[str]:
    """The severities of what is found of the terms."""
    return {f.severity for f in found(text, *values, kind=kind, manner=manner)}


def patterns(text: str) -> dict[str, str]:
    """What is found without any watch-list: kind and severity."""
    document = Document("sentence", [Passage("body", text)])
    return {f.kind: f.severity for f in check(document, Watchlist(), Allowed())}
