"""What may be said in a report: the reviewer, the pseudonym, relationships, the partnership and helplines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from anonymity.watchlists import Allowed, Term
from publications.models import AllowedWord, ReportPage, Review

RELATIONSHIPS = (
    "Mother", "Father", "Stepmother", "Stepfather", "Brother", "Sister", "Sibling", "Half-brother", "Half-sister",
    "Grandmother", "Grandfather", "Maternal Grandmother", "Maternal Grandfather", "Paternal Grandmother",
    "Paternal Grandfather", "Aunt", "Uncle", "Cousin", "Partner", "Foster Carer", "Guardian",
)  # fmt: skip
KINDS = {
    "reviewer": "A reviewer",
    "pseudonym": "A pseudonym",
    "relationship": "A relationship",
    "public_body": "An organisation or its name",
    "phone": "A telephone number",
    "email": "An e-mail address",
    "postcode": "A postcode",
    "address": "An address",
    "place": "A place",
    "date": "A date",
}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Entry:
    """Something that may be said, with its row when a person added it; not when it `is_watched`."""

    kind: str
    value: str
    word: AllowedWord | None = None
    is_watched: bool = False


def allowed_entries(review: Review, drafts: list[ReportPage], terms: list[Term]) -> list[Entry]:
    """Return what page and partnership allow, then what was added; what is watched is listed and not allowed.

    Nothing that is part of a term is allowed. What editors write in the page allows nothing that holds a term either,
    or else a name would be allowed by being written there.
    """
    watched = [_words(spoken) for term in terms for spoken in (term.value, *term.aliases)]
    written = dict.fromkeys(pair for page in drafts for pair in _of_page(page) if pair[1].strip())
    given = dict.fromkeys(pair for pair in _of_partnership(review) if pair[1].strip())
    return [
        *(Entry(kind, value, None, _touches(value, watched)) for kind, value in written),
        *(Entry(kind, value, None, _is_part(value, watched)) for kind, value in given if (kind, value) not in written),
        *_added(review, watched),
    ]


def allowed_list(entries: list[Entry]) -> Allowed:
    """Return what is really allowed, in the words of the engine."""
    return Allowed(tuple((entry.kind, entry.value) for entry in entries if not entry.is_watched))


def _added(review: Review, watched: list[set[str]]) -> list[Entry]:
    rows = [(word, word.words()) for word in review.allowed_words.all()]
    return [Entry(said["kind"], said["value"], word, _is_part(said["value"], watched)) for word, said in rows]


def _of_partnership(review: Review) -> list[tuple[str, str]]:
    partnership = review.partnership
    pairs = [("public_body", partnership.name), ("public_body", partnership.short_name)]
    pairs += [("email", partnership.mailbox), ("phone", partnership.phone)]
    pairs += [("address", line) for line in partnership.postal_address.splitlines()]
    return pairs + [("relationship", name) for name in RELATIONSHIPS]


def _of_page(page: ReportPage) -> list[tuple[str, str]]:
    pairs = [("reviewer", page.reviewer), ("reviewer", page.reviewer.partition(",")[0].strip())]
    pairs.append(("pseudonym", page.pseudonym))
    for place in page.support:
        pairs += [("public_body", place.value["name"]), ("phone", place.value["phone"] or "")]
    return pairs


def _is_part(value: str, watched: list[set[str]]) -> bool:
    words = _words(value)
    return bool(words) and any(words <= term for term in watched)


def _touches(value: str, watched: list[set[str]]) -> bool:
    return _is_part(value, watched) or any(term and term <= _words(value) for term in watched)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
