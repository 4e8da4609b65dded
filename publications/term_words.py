"""What the terms of finding mean, other words by which people look for them, and when they were in use."""

from __future__ import annotations

from datetime import date

from publications import term_words_agencies, term_words_harms, term_words_roles, term_words_themes
from publications.vocabulary import ROLES, TermKind

# Kind and slug: what it means, and its synonyms.
WORDS: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    (kind, slug): words
    for kind, of_kind in (
        (TermKind.THEME, term_words_themes.THEMES),
        (TermKind.HARM, term_words_harms.HARMS),
        (TermKind.AGENCY, term_words_agencies.AGENCIES),
        (TermKind.ROLE, term_words_roles.ROLES),
    )
    for slug, words in of_kind.items()
}

# Organisations that ended, with the one that came after: slug, label, last day, slug and first day of the successor.
ENDED = [
    ("ccg", "Clinical commissioning group", date(2022, 6, 30), "icb", date(2022, 7, 1)),
]

ADDED = {TermKind.ROLE: ROLES}
