"""The words of the terms live in the code that is reviewed (publications/term_words.py); the database follows them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from publications.models import Term
from publications.term_words import ADDED, WORDS
from publications.vocabulary import TERMS

LABELS = {(kind, slug): label for kind, terms in {**TERMS, **ADDED}.items() for slug, label in terms.items()}


@dataclass(frozen=True)
class Unlike:
    """A term whose words in the database are not those of the code; `is_new` where it is not there at all."""

    kind: str
    slug: str
    is_new: bool

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}: {'not there' if self.is_new else 'other words'}"


def unlike_terms() -> list[Unlike]:
    """Return the terms of which the database says something else, or nothing."""
    stored = {(term.kind, term.slug): term for term in Term.objects.all()}
    found = []
    for key, (definition, synonyms) in sorted(WORDS.items()):
        term = stored.get(key)
        if term is None or (term.definition, term.synonyms) != (definition, list(synonyms)):
            found.append(Unlike(*key, is_new=term is None))
    return found


def write_terms() -> list[Unlike]:
    """Give every term its words, and add those that are missing; return what was changed.

    Each is saved by itself, so that every copy of what the public reads learns of it (pages.changing).
    """
    with transaction.atomic():
        changed = unlike_terms()
        for one in changed:
            definition, synonyms = WORDS[one.kind, one.slug]
            term = Term.objects.filter(kind=one.kind, slug=one.slug).first()
            term = term or Term(kind=one.kind, slug=one.slug, label=LABELS[one.kind, one.slug])
            term.definition, term.synonyms = definition, list(synonyms)
            term.save()
    return changed
