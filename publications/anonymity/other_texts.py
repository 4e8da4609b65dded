"""Other texts about a review that are not part of its release, such as an early briefing or a public action plan.

They are asked against the watch-list as it is at this moment. What was found is told as the places in which it stands:
the words are for those who are named for the review, and these texts are published by others too.
"""

from __future__ import annotations

from collections.abc import Sequence

from anonymity.checking import Checker
from anonymity.watchlists import Watchlist
from publications.anonymity.allowing import allowed_entries, allowed_list
from publications.anonymity.listing import terms_of
from publications.anonymity.sources import Source
from publications.models import Review, Severity


def blocked_passages(review: Review, title: str, texts: Sequence[tuple[str, str]]) -> list[str]:
    """Return the places in which something stands that must not be published, each once and in order (R20-R25).

    `texts` are pairs of place and plain text; the `title` is asked too, at the place "Title".
    """
    source = Source(title)
    for where, text in [("Title", title), *texts]:
        source.say(where, text, name="")
    return blocked_in(review, source)


def blocked_in(review: Review, source: Source) -> list[str]:
    """Return the same for a `source` that knows of links, labels and files."""
    terms = terms_of(review)
    allowed = allowed_list(allowed_entries(review, review.drafts(), terms))
    found = Checker(Watchlist(tuple(terms)), allowed).check(source.document)
    return list(dict.fromkeys(finding.where for finding in found if finding.severity == Severity.BLOCK))
