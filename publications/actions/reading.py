"""What a report itself recommends, and which learning points it numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pages.content import Block
from pages.prose import plain_text
from publications.composing import compose
from publications.models import Edition, Review
from publications.vocabulary import Target

# What the words after "for whom" say about the sort of addressee; the first that fits, and a person looks at it.
_SIGNS = {
    Target.NATIONAL: r"\b(national|government|department for|ministry|home office|ofsted|nhs england)\b",
    Target.ALL_AGENCIES: r"\b(all|every|each)\b",
    Target.PARTNERSHIP: r"\b(partnership|safeguarding (children )?board)\b",
}


@dataclass(frozen=True)
class Recommended:
    """A recommendation as the report says it: all of it plain text."""

    number: int
    text: str
    for_whom: str
    by_when: str
    outcome: str

    @property
    def target(self) -> Target:
        """The sort of addressee that its words suggest: one agency where they name something else."""
        words = self.for_whom.lower()
        if not words:
            return Target.PARTNERSHIP
        return next((sort for sort, signs in _SIGNS.items() if re.search(signs, words)), Target.AGENCY)


def recommended_in(review: Review) -> list[Recommended]:
    """Return the recommendations of the report: as it is public or was last, otherwise as its draft has them."""
    return [_recommended(block["value"]) for block in _blocks(review) if block["type"] == "recommendation"]


def learning_points_of(review: Review) -> list[tuple[int, str]]:
    """Return number and text of the learning points of the report."""
    found = [block["value"] for block in _blocks(review) if block["type"] == "learning_point"]
    return [(value["number"], plain_text(value["text"])) for value in found]


def _blocks(review: Review) -> list[Block]:
    edition = Edition.objects.current().filter(review=review).only("blocks").order_by("pk").first()
    if edition:
        return edition.blocks
    page = review.source_page()
    return compose(page.get_latest_revision_as_object()).blocks if page else []


def _recommended(value: dict[str, Any]) -> Recommended:
    said = {name: value.get(name) or "" for name in ("target", "by_when", "outcome")}
    return Recommended(
        value["number"], plain_text(value["text"]), said["target"].strip(), said["by_when"].strip(),
        said["outcome"].strip(),
    )  # fmt: skip
