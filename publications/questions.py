"""What the guards of a review are asked: the review, its release, its texts, what was vouched for, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from partnerships.working_days import london_day
from publications.content_hash import content_hash
from publications.first_published import first_public_day
from publications.models import (
    CompanionEdition,
    CompanionPage,
    Correction,
    Edition,
    Milestone,
    Purpose,
    Release,
    ReportPage,
    Review,
)

Kind = Milestone.Kind


@dataclass
class ReleaseQuestion:
    """Could `review` be published at `moment`, seen from `now`? Without a release yet, while it is prepared."""

    review: Review
    moment: datetime
    now: datetime
    release: Release | None = None
    conflict_reason: str = ""

    @cached_property
    def purpose(self) -> str:
        """What the release is for; before there is one, what it would be for."""
        if self.release:
            return self.release.purpose
        if self.review.is_in_public_or_paused:
            return Purpose.CORRECTION
        return Purpose.LEGACY if self.review.is_legacy else Purpose.PUBLICATION

    @property
    def is_new(self) -> bool:
        """Not from before this record began, when nothing of what guards ask was recorded.

        An immaterial correction of such a report is as old as the report; a material one is new.
        """
        if self.is_correction:
            return not (self.review.is_legacy and self.is_immaterial)
        return self.purpose != Purpose.LEGACY

    @property
    def is_correction(self) -> bool:
        return self.purpose == Purpose.CORRECTION

    @property
    def printed_day(self) -> date:
        """The London day that the page and the PDF name as that of publication."""
        known = self.review.is_in_public_or_paused or self.review.is_legacy
        return (first_public_day(self.review) if known else None) or london_day(self.moment)

    @cached_property
    def correction(self) -> Correction | None:
        """What the release corrects, and how the public is told; None while there is no release of a correction."""
        return Correction.objects.filter(release=self.release).first() if self.release else None

    @cached_property
    def earlier_hash(self) -> str:
        """The hash of the text that a correction takes the place of; empty when there is none."""
        public = self.review.public_release
        return public.content_hash if self.is_correction and public else ""

    @cached_property
    def drafts(self) -> list[ReportPage]:
        """The latest draft in every language."""
        return self.review.drafts()

    @cached_property
    def companions(self) -> list[CompanionPage]:
        """The latest draft of everything that goes out with the report, in every language."""
        return self.review.companion_drafts()

    @cached_property
    def content_hash(self) -> str:
        """The hash of what the drafts say now, and everything that goes out with them."""
        return content_hash([*self.drafts, *self.companions])

    @cached_property
    def editions(self) -> list[Edition]:
        """What was made for this release; empty while there is none."""
        return list(self.release.editions.prefetch_related("files")) if self.release else []

    @cached_property
    def companion_editions(self) -> list[CompanionEdition]:
        """What was made for this release to go out with the report."""
        return list(self.release.companion_editions.prefetch_related("files")) if self.release else []

    @cached_property
    def milestones(self) -> list[Milestone]:
        """Everything recorded by now that nobody took back."""
        found = self.review.milestones.standing().select_related("by", "withdrawn_by")
        return [row for row in found if row.at <= self.now]

    def standing(self, kind: str) -> list[Milestone]:
        """Return the milestones of `kind`, whatever text they were about."""
        return [row for row in self.milestones if row.kind == kind]

    def vouched(self, kind: str, *, about: str | None = None) -> list[Milestone]:
        """Return the milestones of `kind` that vouch for this very text."""
        hashes = self.noticed_hashes if self.is_correction else {self.content_hash}
        found = [row for row in self.standing(kind) if row.content_hash in hashes]
        return [row for row in found if about is None or row.about == about]

    def told_of_moment(self, kind: str) -> list[Milestone]:
        """Return the milestones of `kind` that are about this very moment of publication."""
        return [row for row in self.standing(kind) if row.moment == self.moment]

    @cached_property
    def noticed_hashes(self) -> set[str]:
        """This text, and every earlier one from which it differs by changes that a person called immaterial (R10)."""
        decisions = {row.content_hash: row.facts for row in self.standing(Kind.MATERIALITY)}
        hashes, last = set(), self.content_hash
        while last and last not in hashes:
            hashes.add(last)
            facts = decisions.get(last, {})
            last = facts.get("earlier_hash", "") if facts.get("is_material") is False else ""
        return hashes

    @property
    def is_immaterial(self) -> bool:
        """Whether a person decided that this correction changes nothing material."""
        return len(self.noticed_hashes) > 1

    @cached_property
    def decided_outcome(self) -> str:
        """The outcome that the partners decided last; for improvements, about the report that they stand for."""
        about = self.review.instead_of or self.review
        found = about.milestones.filter(at__lte=self.now).decision()
        return found.facts["outcome"] if found else ""
