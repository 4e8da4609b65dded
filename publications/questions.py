"""What the guards of a review are asked: the review, its release, its texts, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from publications.content_hash import content_hash
from publications.models import Edition, Release, ReportPage, Review


@dataclass
class ReleaseQuestion:
    """Could `review` be published at `moment`, seen from `now`? Without a release yet, while it is prepared."""

    review: Review
    moment: datetime
    now: datetime
    release: Release | None = None

    @cached_property
    def drafts(self) -> list[ReportPage]:
        """The latest draft in every language."""
        return self.review.drafts()

    @cached_property
    def content_hash(self) -> str:
        """The hash of what the drafts say now."""
        return content_hash(self.drafts)

    @cached_property
    def editions(self) -> list[Edition]:
        """What was made for this release; empty while there is none."""
        return list(self.release.editions.prefetch_related("files")) if self.release else []
